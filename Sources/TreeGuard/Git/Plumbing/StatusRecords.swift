import Glibc
import TreeGuardBase
import TreeGuardMigrations

/// The files of a worktree, from the output of `git status --porcelain=v2 -z --no-renames`.
struct StatusRecords {
    private(set) var files: [UncommittedFile] = []
    /// Files that git reports as different from the index only, with the blobs of the index.
    private(set) var suspects: [RepositoryPath: ObjectID] = [:]

    init(_ output: [UInt8], root: String) throws(GitError) {
        var records = Records(output, command: "status")
        var found: [RepositoryPath: UncommittedFile] = [:]
        while !records.isAtEnd {
            let file = try self.file(&records, root: root)
            // A file that is deleted in the index but exists has two records: the existing file counts.
            if let file, found[file.path] == nil || file.state == .workTree { found[file.path] = file }
        }
        files = found.values.sorted { $0.path < $1.path }
    }

    private mutating func file(_ records: inout Records, root: String) throws(GitError) -> UncommittedFile? {
        let space = UInt8(ascii: " ")
        switch try records.text(until: space) {
        case "?":
            let path = RepositoryPath(bytes: try records.next())
            // A nested repository is named, not entered.
            if path.bytes.last == UInt8(ascii: "/") {
                let folder = RepositoryPath(bytes: path.bytes.dropLast())
                return UncommittedFile(path: folder, state: .workTree, kind: .submodule)
            }
            return UncommittedFile(path: path, state: .workTree, kind: StatusRecords.kind(of: path, in: root) ?? .file)
        case "1":
            let fields = try StatusRecords.fields(7, of: &records)
            let path = RepositoryPath(bytes: try records.next())
            if fields[0] == ".M", fields[3] == fields[4], TreeEntry.Kind(mode: fields[4]) == .file {
                suspects[path] = ObjectID(hex: fields[6])
            }
            return StatusRecords.changed(
                path, states: fields[0], head: fields[2], index: fields[3], tree: fields[4], id: fields[6])
        case "u":
            let fields = try StatusRecords.fields(9, of: &records)
            let path = RepositoryPath(bytes: try records.next())
            if let kind = StatusRecords.kind(of: path, in: root) {
                return UncommittedFile(path: path, state: .workTree, kind: kind)
            }
            // Deleted during a conflict: theirs, else ours, may still be chosen.
            let entry = Entry(mode: fields[4], id: fields[8]) ?? Entry(mode: fields[3], id: fields[7])
            guard let entry else { return UncommittedFile(path: path, state: .deleted) }
            return UncommittedFile(path: path, state: .staged(entry.id), kind: entry.kind)
        default: throw .unexpected(command: "status")
        }
    }

    private static func fields(_ count: Int, of records: inout Records) throws(GitError) -> [String] {
        var fields: [String] = []
        for _ in 0..<count { fields.append(try records.text(until: UInt8(ascii: " "))) }
        return fields
    }

    private static func changed(
        _ path: RepositoryPath, states: String, head: String, index: String, tree: String, id: String
    ) -> UncommittedFile {
        if let entry = Entry(mode: tree, id: id) {
            return UncommittedFile(path: path, state: .workTree, kind: entry.kind)
        }
        // The file is missing from the working tree. Its staged content counts if it differs from HEAD.
        if let entry = Entry(mode: index, id: id), states.first != "." {
            return UncommittedFile(path: path, state: .staged(entry.id), kind: entry.kind)
        }
        return UncommittedFile(path: path, state: .deleted, kind: TreeEntry.Kind(mode: head))
    }

    /// The kind of the file; nil if it does not exist.
    private static func kind(of path: RepositoryPath, in root: String) -> TreeEntry.Kind? {
        let full = (Array(root.utf8) + [UInt8(ascii: "/")] + path.bytes).map { CChar(bitPattern: $0) } + [0]
        var status = stat()
        guard lstat(full, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFLNK ? .symbolicLink : .file
    }
}
