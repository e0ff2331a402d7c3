import TreeGuardBase
import TreeGuardMigrations

/// Splits git's NUL-separated output into fields.
struct Records {
    private var rest: ArraySlice<UInt8>
    private let command: String

    init(_ output: [UInt8], command: String) {
        rest = output[...]
        self.command = command
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Reads up to the next `end`, and skips it.
    mutating func next(until end: UInt8 = 0) throws(GitError) -> ArraySlice<UInt8> {
        guard let index = rest.firstIndex(of: end) else { throw .unexpected(command: command) }
        defer { rest = rest[(index + 1)...] }
        return rest[..<index]
    }

    mutating func text(until end: UInt8 = 0) throws(GitError) -> String {
        String(decoding: try next(until: end), as: UTF8.self)
    }

    mutating func bytes(_ count: Int) throws(GitError) -> [UInt8] {
        guard count >= 0, rest.count >= count else { throw .unexpected(command: command) }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}

extension Entry {
    /// Reads a mode and an id as git prints them; nil for mode 0, which means "absent".
    init?(mode: some StringProtocol, id: some StringProtocol) {
        guard mode.contains(where: { $0 != "0" }) else { return nil }
        self.init(id: ObjectID(hex: String(id)), kind: TreeEntry.Kind(mode: mode))
    }
}

extension TreeEntry.Kind {
    init(mode: some StringProtocol) {
        switch mode {
        case "120000": self = .symbolicLink
        case "160000": self = .submodule
        default: self = .file
        }
    }
}

/// The output of `git diff-tree -z --raw` and `git diff-index -z --raw`.
struct RawDifferences {
    private(set) var differences: [Difference] = []
    private(set) var unmerged: [RepositoryPath] = []

    init(_ output: [UInt8], command: String) throws(GitError) {
        var records = Records(output, command: command)
        while !records.isAtEnd {
            let fields = try records.text().split(separator: " ")
            let path = RepositoryPath(bytes: try records.next())
            guard fields.count == 5, fields[0].hasPrefix(":") else { throw .unexpected(command: command) }
            if fields[4] == "U" {
                unmerged.append(path)
                continue
            }
            let old = Entry(mode: fields[0].dropFirst(), id: fields[2])
            let new = Entry(mode: fields[1], id: fields[3])
            if old != new { differences.append(Difference(path: path, old: old, new: new)) }
        }
    }
}

/// Reads the output of `git ls-tree -r -z`.
func listedEntries(_ output: [UInt8]) throws(GitError) -> [TreeEntry] {
    var records = Records(output, command: "ls-tree")
    var found: [TreeEntry] = []
    while !records.isAtEnd {
        let fields = try records.text(until: UInt8(ascii: "\t")).split(separator: " ")
        let path = RepositoryPath(bytes: try records.next())
        guard fields.count == 3, let entry = Entry(mode: fields[0], id: fields[2]) else {
            throw .unexpected(command: "ls-tree")
        }
        found.append(TreeEntry(path: path, id: entry.id, kind: entry.kind))
    }
    return found
}

/// Reads the output of `git cat-file --batch`.
func batchedContents(_ output: [UInt8]) throws(GitError) -> [ObjectID: [UInt8]] {
    var records = Records(output, command: "cat-file")
    var found: [ObjectID: [UInt8]] = [:]
    while !records.isAtEnd {
        let fields = try records.text(until: UInt8(ascii: "\n")).split(separator: " ")
        guard fields.count == 3, fields[1] == "blob", let size = Int(fields[2]) else {
            throw .objectMissing(fields.first.map { String($0) } ?? "")
        }
        found[ObjectID(hex: String(fields[0]))] = try records.bytes(size)
        _ = try records.bytes(1)
    }
    return found
}

/// Reads the output of `git config -z --list`.
func listedSettings(_ output: [UInt8]) throws(GitError) -> [Setting] {
    var records = Records(output, command: "config")
    var found: [Setting] = []
    while !records.isAtEnd {
        let record = try records.text()
        let parts = record.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        found.append(Setting(key: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil))
    }
    return found
}
