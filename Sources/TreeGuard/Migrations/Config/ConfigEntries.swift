import TreeGuardBase

/// One `key = value` of git's configuration, from `git config -z --list`; a key alone has no value.
package struct ConfigEntry: Hashable, Sendable {
    /// The section in lower case.
    package var section: String
    /// The subsection as written.
    package var subsection: String?
    /// The name in lower case.
    package var name: String
    package var value: String?

    /// Splits `section.subsection.name`; nil without a dot.
    package init?(key: String, value: String?) {
        let bytes = Array(key.utf8)
        guard let first = bytes.firstIndex(of: UInt8(ascii: ".")), let last = bytes.lastIndex(of: UInt8(ascii: "."))
        else { return nil }
        section = String(decoding: bytes[..<first].map(\.lowercased), as: UTF8.self)
        name = String(decoding: bytes[(last + 1)...].map(\.lowercased), as: UTF8.self)
        subsection = first < last ? String(decoding: bytes[(first + 1)..<last], as: UTF8.self) : nil
        self.value = value
    }

    /// The key in the form for a command line.
    package var key: String { subsection.map { "\(section).\($0).\(name)" } ?? "\(section).\(name)" }

    /// Reads the output of `git config -z --list`.
    package static func list(fromGit output: [UInt8]) -> [(key: String, value: String?)] {
        output.split(separator: 0).map { record in
            guard let line = record.firstIndex(of: UInt8(ascii: "\n")) else {
                return (String(decoding: record, as: UTF8.self), nil)
            }
            return (
                String(decoding: record[..<line], as: UTF8.self),
                String(decoding: record[(line + 1)...], as: UTF8.self)
            )
        }
    }
}

/// The origin of a setting, for messages, and its visibility.
package struct ConfigOrigin: Hashable, Sendable {
    /// The name for messages: ".treeguard", "your git config".
    package var name: String
    /// True for a tracked file, which everybody with the repository can read: it must not contain a password.
    package var isTracked: Bool
    /// The text of the file, for line numbers; nil if it is not known.
    package var text: String?

    package init(name: String = ".treeguard", isTracked: Bool = true, text: String? = nil) {
        self.name = name
        self.isTracked = isTracked
        self.text = text
    }

    /// The place for messages, with the line if it is known: ".treeguard:7 (guard.onpendng)".
    func place(of entry: ConfigEntry) -> String {
        let key = Escaped(entry.key)
        return line(of: entry).map { "\(name):\($0) (\(key))" } ?? "\(name) (\(key))"
    }

    /// The last line that sets the key below its section's header.
    private func line(of entry: ConfigEntry) -> Int? {
        guard let text else { return nil }
        var isInside = false
        var found: Int?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let bytes = Array(line.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
            if bytes.first == UInt8(ascii: "[") {
                let header = String(decoding: bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") }, as: UTF8.self)
                let title = header.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") }
                let rest = header.utf8.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
                let subsection = rest.isEmpty ? nil : String(decoding: rest.dropLast(), as: UTF8.self)
                isInside = title.map(\.lowercased).elementsEqual(entry.section.utf8) && subsection == entry.subsection
            } else if isInside {
                let key = bytes.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
                if key.map(\.lowercased).elementsEqual(entry.name.utf8) { found = index + 1 }
            }
        }
        return found
    }
}
