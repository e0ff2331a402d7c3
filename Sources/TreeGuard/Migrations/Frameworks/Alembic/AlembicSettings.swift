import TreeGuardBase

/// The places of scripts, as one section of an ini file or `[tool.alembic]` of a pyproject.toml writes them.
struct AlembicSettings: Hashable, Sendable {
    /// The file that says so.
    var file: RepositoryPath
    /// The section of an ini file: `alembic`, unless Alembic is told otherwise.
    var section: String
    var scriptLocation: String
    /// Empty: `versions` below the scripts.
    var versionLocations: [String]
    var isRecursive: Bool
    /// Every option of the section, for what an env.py looks up in it.
    var options: [String: String]

    /// Every environment that the file describes: an ini may hold several, in sections of their own.
    static func all(in text: [UInt8], of file: RepositoryPath) -> [AlembicSettings] {
        FileName(file.name).fileExtension == "toml"
            ? TOMLTable("tool.alembic", in: text).flatMap { AlembicSettings($0, file) }.map { [$0] } ?? []
            : IniFile(text).sections.compactMap { AlembicSettings($0.options, file, section: $0.name) }
    }

    private init?(_ options: [String: String], _ file: RepositoryPath, section: String) {
        guard let location = options["script_location"], !location.isEmpty else { return nil }
        self.file = file
        self.section = section
        self.options = options
        scriptLocation = location
        let separator = options["path_separator"] ?? options["version_path_separator"]
        versionLocations = Self.list(options["version_locations"] ?? "", separatedBy: separator)
        isRecursive = Self.isTrue(options["recursive_version_locations"])
    }

    private init?(_ table: TOMLTable, _ file: RepositoryPath) {
        guard let location = table.lists["script_location"]?.first, !location.isEmpty else { return nil }
        self.file = file
        section = "alembic"
        options = table.lists.compactMapValues { $0.count == 1 ? $0.first : nil }
        scriptLocation = location
        versionLocations = table.lists["version_locations"] ?? []
        isRecursive = Self.isTrue(options["recursive_version_locations"])
    }

    private static func isTrue(_ text: String?) -> Bool { ["true", "1", "yes", "on"].contains(text?.lowercased()) }

    /// Alembic's separators; without one, spaces and commas, as it did before it had any.
    private static func list(_ text: String, separatedBy name: String?) -> [String] {
        let separators: Set<Character> =
            switch name {
            case "space": [" "]
            case "newline": ["\n"]
            case "os", ":": [":"]
            case ";": [";"]
            default: [" ", ",", "\n"]
            }
        return text.split(whereSeparator: separators.contains).map { $0.trimmingSpace }.filter { !$0.isEmpty }
    }
}

/// An ini file as Python's configparser reads it: options in lower case, continued by indented lines.
struct IniFile {
    /// Each section's options, those of `[DEFAULT]` included, with `%(name)s` replaced except for `%(here)s`.
    private(set) var sections: [(name: String, options: [String: String])] = []

    init(_ text: [UInt8]) {
        var defaults: [String: String] = [:]
        var raw: [(name: String, options: [String: String])] = []
        var isDefault = false
        var last: String?
        func set(_ key: String, _ value: String, more: Bool) {
            func add(_ options: inout [String: String]) {
                options[key] = more ? (options[key] ?? "") + "\n" + value : value
            }
            if isDefault { add(&defaults) } else if !raw.isEmpty { add(&raw[raw.count - 1].options) }
        }
        for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let content = line.trimmingSpace
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if let first = line.first, first == " " || first == "\t", let last {
                set(last, content, more: true)
                continue
            }
            last = nil
            if content.hasPrefix("["), let end = content.lastIndex(of: "]") {
                let name = String(content[content.index(after: content.startIndex)..<end])
                isDefault = name == "DEFAULT"
                if !isDefault { raw.append((name, [:])) }
                continue
            }
            guard let sign = content.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
            let key = content[..<sign].trimmingSpace.lowercased()
            set(key, content[content.index(after: sign)...].trimmingSpace, more: false)
            last = key
        }
        sections = raw.map { name, own in
            let options = defaults.merging(own) { $1 }
            return (name, options.mapValues { Self.interpolated($0, options, depth: 0) })
        }
    }

    private static func interpolated(_ value: String, _ options: [String: String], depth: Int) -> String {
        guard value.contains("%("), depth < 10 else { return value }
        var out = ""
        var rest = value[...]
        // A few options that name each other ten times would fill any memory.
        while out.utf8.count < 65_536, let start = rest.firstIndex(of: "%") {
            out += rest[..<start]
            rest = rest[start...]
            guard rest.hasPrefix("%("), let end = rest.firstIndex(of: ")"), rest[end...].hasPrefix(")s") else {
                out.append("%")
                rest = rest.dropFirst(rest.hasPrefix("%%") ? 2 : 1)
                continue
            }
            let name = rest[rest.index(start, offsetBy: 2)..<end].lowercased()
            out += options[name].map { interpolated($0, options, depth: depth + 1) } ?? "%(\(name))s"
            rest = rest[end...].dropFirst(2)
        }
        return out + rest
    }
}

/// The strings, arrays of strings and booleans of one table of a TOML file: nothing else is looked for.
struct TOMLTable {
    let lists: [String: [String]]

    init?(_ name: String, in text: [UInt8]) {
        var lists: [String: [String]] = [:]
        var isInside = false
        var isThere = false
        var open: String?
        for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let content = line.trimmingSpace
            if let key = open {
                lists[key, default: []] += Self.strings(in: content)
                if Self.closes(content) { open = nil }
            } else if content.hasPrefix("[") {
                isInside = content.prefix { $0 != "#" }.trimmingSpace == "[\(name)]"
                isThere = isThere || isInside
            } else if isInside, !content.hasPrefix("#"), let sign = content.firstIndex(of: "=") {
                let key = content[..<sign].trimmingSpace
                let value = content[content.index(after: sign)...].trimmingSpace
                let word = value.prefix { $0 != "#" }.trimmingSpace
                lists[key] = word == "true" || word == "false" ? [word] : Self.strings(in: value)
                if value.hasPrefix("["), !Self.closes(value) { open = key }
            }
        }
        guard isThere else { return nil }
        self.lists = lists
    }

    /// The text in quotes, up to a comment.
    private static func strings(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let quote = rest.first(where: { "\"'#".contains($0) }), quote != "#",
            let start = rest.firstIndex(of: quote)
        {
            let body = rest[rest.index(after: start)...]
            guard let end = body.firstIndex(of: quote) else { break }
            found.append(String(body[..<end]))
            rest = body[body.index(after: end)...]
        }
        return found
    }

    private static func closes(_ text: String) -> Bool {
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "#" {
                return false
            } else if character == "]" {
                return true
            } else if character == "\"" || character == "'" {
                quote = character
            }
        }
        return false
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    fileprivate var trimmingSpace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
