/// The values assigned to names in the text of a Python module.
enum PythonValue: Hashable, Sendable {
    case none
    case string(String)
    /// A tuple, list or set of strings.
    case strings([String])
    /// Something that only running the module would tell.
    case computed
}

/// The values that a Python module gives to names at its top level, where the text alone tells them.
struct PythonAssignments: Hashable, Sendable {
    private(set) var values: [String: PythonValue] = [:]

    init(_ lines: [PythonLine], of names: Set<String>) {
        var isInDefinition = false
        for line in lines {
            guard line.isIndented else {
                isInDefinition = [.name("def"), .name("class"), .name("async")].contains(line.tokens.first)
                for (name, value) in Self.assignments(in: line.tokens) where names.contains(name) {
                    values[name] = value
                }
                continue
            }
            // Within `if` or `try` it may or may not happen; what a function assigns is its own.
            guard !isInDefinition else { continue }
            for (name, _) in Self.assignments(in: line.tokens) where names.contains(name) { values[name] = .computed }
        }
    }

    subscript(name: String) -> PythonValue? { values[name] }

    /// `a = "x"`, `a: str = "x"`, `a = b = "x"`, `a, b = ...`.
    private static func assignments(in tokens: [PythonToken]) -> [(String, PythonValue)] {
        guard case .name(let first)? = tokens.first, tokens.count > 2 else { return [] }
        if tokens[1] == .mark(":") {
            guard let sign = tokens.firstIndex(of: .mark("=")) else { return [] }
            return [(first, PythonLiteral.value(of: tokens[(sign + 1)...]))]
        }
        var rest = tokens[...]
        var names: [String] = []
        while case .name(let name)? = rest.first, rest.dropFirst().first == .mark("=") {
            names.append(name)
            rest = rest.dropFirst(2)
        }
        if !names.isEmpty {
            let value = PythonLiteral.value(of: rest)
            return names.map { ($0, value) }
        }
        guard tokens[1] == .mark(",") || tokens[1] == .mark("+=") else { return [] }
        // `revision, down_revision = ...`: legal, and nobody writes it.
        return tokens.prefix { $0 != .mark("=") }.compactMap { token in
            if case .name(let name) = token { (name, .computed) } else { nil }
        }
    }
}

/// Reads the right-hand side of an assignment.
private struct PythonLiteral {
    private var rest: ArraySlice<PythonToken>
    private var depth = 0
    /// Deeper than any list of revisions, and far from the end of the stack.
    private static let deepest = 20

    private init(rest: ArraySlice<PythonToken>) { self.rest = rest }

    static func value(of tokens: ArraySlice<PythonToken>) -> PythonValue {
        var literal = PythonLiteral(rest: tokens)
        let value = literal.list(until: nil)
        return literal.rest.isEmpty ? value : .computed
    }

    /// Items with commas between them; a single one without a comma is itself.
    private mutating func list(until end: PythonToken?, alwaysList: Bool = false) -> PythonValue {
        var items: [String] = []
        var single: PythonValue?
        var sawComma = alwaysList
        while let token = rest.first, token != end {
            let item = item()
            switch item {
            case .computed: return .computed
            case .string(let text): items.append(text)
            case .none, .strings: if single != nil || !items.isEmpty { return .computed }
            }
            single = item
            guard rest.first == .mark(",") else { break }
            sawComma = true
            rest.removeFirst()
        }
        guard rest.first == end else { return .computed }
        guard let single else { return end == nil ? .computed : .strings([]) }
        guard sawComma else { return single }
        if case .string = single { return .strings(items) }
        return .computed
    }

    private mutating func item() -> PythonValue {
        switch rest.popFirst() {
        case .name("None"): return .none
        case .string(var text):
            // Strings side by side are one.
            while case .string(let more)? = rest.first {
                text += more
                rest.removeFirst()
            }
            return rest.first == .computedString ? .computed : .string(text)
        case .mark("("): return bracketed(by: .mark(")"), isList: false)
        case .mark("["): return bracketed(by: .mark("]"), isList: true)
        case .mark("{"): return bracketed(by: .mark("}"), isList: true)
        default: return .computed
        }
    }

    private mutating func bracketed(by end: PythonToken, isList: Bool) -> PythonValue {
        guard depth < PythonLiteral.deepest else { return .computed }
        depth += 1
        defer { depth -= 1 }
        let value = list(until: end, alwaysList: isList)
        if value != .computed { rest.removeFirst() }
        return value
    }
}
