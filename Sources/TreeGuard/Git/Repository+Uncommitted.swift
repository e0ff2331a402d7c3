import Glibc
import TreeGuardCore

// The index and the working tree are read by git alone: sparse checkouts, filters and monitors are its business, and
// libgit2 calls every file outside a sparse checkout deleted.
extension Repository {
    /// What is staged, changed or new (and not ignored) in this worktree, compared with HEAD. The index is not written.
    /// With paths, only what is at or below one of them.
    package func uncommitted(under paths: [RepositoryPath] = []) throws(Failure) -> [UncommittedFile] {
        guard let root = layout.workTree else { return [] }
        var arguments = ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"]
        arguments.append("--ignore-submodules=dirty")
        // An argument is text: where a path is not, everything is asked for.
        if !paths.isEmpty, paths.allSatisfy({ Array($0.text.utf8) == $0.bytes && !$0.bytes.isEmpty }) {
            arguments += ["--"] + paths.map(\.text)
        }
        let output = try asking { () throws(GitError) in
            try StatusRecords(try git.output(arguments, in: root).standardOutput, root: root).files
        }
        guard !paths.isEmpty else { return output }
        return output.filter { file in paths.contains { file.path == $0 || file.path.isInside($0) } }
    }

    /// What is staged, compared with a tree (or the tree of a commit): what a commit made now would change. The index
    /// is the one that git names in the environment, as it does for `commit -a` and `commit -- PATH`.
    package func stagedChanges(since tree: ObjectID?) throws(Failure) -> ChangeSet {
        try asking { () throws(GitError) in
            guard let tree else { return ChangeSet(try everythingStaged()) }
            let options = ["--cached", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none"]
            let output = try git.output(["diff-index"] + options + [tree.hex])
            let raw = try RawDifferences(output.standardOutput, command: "diff-index")
            return ChangeSet(raw.differences, conflicts: raw.unmerged)
        }
    }

    private func everythingStaged() throws(GitError) -> [Difference] {
        let output = try git.output(["ls-files", "--stage", "-z", "--full-name"], in: layout.workTree)
        var records = Records(output.standardOutput, command: "ls-files")
        var found: [Difference] = []
        while !records.isAtEnd {
            let fields = try records.text(until: UInt8(ascii: "\t")).split(separator: " ")
            let path = RepositoryPath(bytes: try records.next())
            guard fields.count == 3 else { throw .unexpected(command: "ls-files") }
            found.append(Difference(path: path, old: nil, new: Entry(mode: fields[0], id: fields[1])))
        }
        return found
    }
}
