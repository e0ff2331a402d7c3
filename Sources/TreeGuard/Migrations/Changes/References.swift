import TreeGuardBase

/// Finds the lines of code that use objects of a migration: they break if the merge comes before the deployment.
package struct References: Sendable {
    /// The names in lower case, as bytes: source files are searched as bytes.
    private let names: [[UInt8]: String]
    private let lengths: ClosedRange<Int>

    /// Takes the names of tables, types, routines and added columns, as PostgreSQL folds them.
    package init(to names: some Sequence<String>) {
        // Shorter ones ("id", "at") occur in any code.
        let telling = names.filter { $0.utf8.count >= 4 }
        self.names = Dictionary(
            telling.map { (Array($0.lowercased().utf8), $0) }, uniquingKeysWith: { first, _ in first })
        let counts = self.names.keys.map(\.count)
        lengths = (counts.min() ?? 1)...(counts.max() ?? 1)
    }

    package var isEmpty: Bool { names.isEmpty }

    /// True if a file of this name can be code: prose, data and pictures cannot break.
    package static func mayBeCode(_ path: RepositoryPath) -> Bool {
        let prose: Set<String> = [
            "md", "txt", "rst", "adoc", "lock", "svg", "png", "jpg", "jpeg", "gif", "ico", "pdf", "csv", "tsv", "log",
            "sum", "map", "snap", "html", "css", "zip", "gz", "woff", "woff2", "ttf",
        ]
        let name = path.name.lowercased()
        let suffix = name.split(separator: ".").last.map(String.init) ?? ""
        return !prose.contains(suffix) && !name.hasPrefix(".env")
    }

    /// The first line that mentions each name, as a whole word in any case.
    package func found(in bytes: [UInt8]) -> [(line: Int, name: String)] {
        guard !names.isEmpty, !bytes.prefix(8_000).contains(0) else { return [] }
        var result: [(line: Int, name: String)] = []
        var seen: Set<String> = []
        var line = 1
        var word: [UInt8] = []
        for byte in bytes + [UInt8(ascii: "\n")] {
            if byte.isWordByte {
                word.append(byte | (byte.isUpperCase ? 0x20 : 0))
                continue
            }
            if lengths.contains(word.count), let name = names[word], seen.insert(name).inserted {
                result.append((line, name))
            }
            word.removeAll(keepingCapacity: true)
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
        return result
    }
}

extension UInt8 {
    fileprivate var isUpperCase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    fileprivate var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        default: false
        }
    }
}
