/// Which table env.py has Alembic keep its revisions in, read from its text.
struct AlembicTable: Hashable, Sendable {
    /// nil where env.py says nothing, and Alembic's own name holds.
    var name: String?
    var schema: String?
    /// The setting that env.py computes, so that only running it would tell: "version_table".
    var computed: String?

    /// The value of `key=...` or `"key": ...` wherever it stands; computed where two places differ.
    fileprivate static func argument(
        _ key: String, in tokens: [PythonToken], _ lines: [PythonLine], _ option: (String) -> String?
    ) -> PythonValue? {
        var found: PythonValue?
        for index in tokens.indices.dropLast(2) {
            let isNamed = tokens[index] == .name(key) && tokens[index + 1] == .mark("=")
            let isKey = tokens[index] == .string(key) && tokens[index + 1] == .mark(":")
            guard isNamed || isKey else { continue }
            let value = value(tokens[(index + 2)...], lines, option)
            if let found, found != value { return .computed }
            found = value
        }
        return found
    }

    private static func value(
        _ tokens: ArraySlice<PythonToken>, _ lines: [PythonLine], _ option: (String) -> String?
    ) -> PythonValue {
        let end = tokens.dropFirst().first
        let isAlone = end == nil || end == .mark(",") || end == .mark(")") || end == .mark("}")
        switch tokens.first {
        case .string(let text)? where isAlone: return .string(text)
        case .name("None")? where isAlone: return .none
        case .name("config")?:
            let call = Array(tokens.prefix(6))
            guard call.count == 6, call[1] == .mark("."), call[2] == .name("get_main_option"), call[3] == .mark("("),
                case .string(let name) = call[4], call[5] == .mark(")")
            else { return .computed }
            return option(name).map { .string($0) } ?? .none
        case .name(let name)?:
            // A line of its own (`version_table = "x"`) reads like an argument whose value begins the next line.
            guard isAlone else { return .computed }
            return PythonAssignments(lines, of: [name])[name] ?? .computed
        default: return .computed
        }
    }
}

extension AlembicTable {
    /// - Parameter option: what the settings say under a name, for `config.get_main_option("...")`.
    init(environment source: [UInt8], option: (String) -> String?) {
        self.init()
        let lines = PythonLexer.lines(of: source)
        let tokens = lines.flatMap(\.tokens)
        for (key, path) in [("version_table", \AlembicTable.name), ("version_table_schema", \.schema)] {
            switch Self.argument(key, in: tokens, lines, option) {
            case .string(let text)?: self[keyPath: path] = text
            case .none?, nil: break
            case .strings?, .computed?: computed = key
            }
        }
    }
}
