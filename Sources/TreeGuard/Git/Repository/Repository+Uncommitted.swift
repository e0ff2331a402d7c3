import Glibc
import TreeGuardBase
import TreeGuardMigrations

/// The arguments that make git list uncommitted files.
let statusArguments = [
    "status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty",
]

// Only git reads the index and the working tree: it handles sparse checkouts, filters and monitors, while libgit2
// reports every file outside a sparse checkout as deleted.
extension Repository {
    /// The staged, changed and new (not ignored) files of this worktree, compared with HEAD. The index is not written.
    /// With paths, only files at or below one of them.
    package func uncommitted(under paths: [RepositoryPath] = []) throws(Failure) -> [UncommittedFile] {
        guard let root = layout.workTree else { return [] }
        var arguments = statusArguments
        // Arguments are text: if a path is not UTF-8, everything is listed.
        if !paths.isEmpty, paths.allSatisfy({ Array($0.text.utf8) == $0.bytes && !$0.bytes.isEmpty }) {
            arguments += ["--"] + paths.map(\.text)
        }
        let found = try asking { () throws(GitError) in
            let records = try StatusRecords(try git.output(arguments, in: root).standardOutput, root: root)
            let unchanged = try unchanged(among: records.suspects, in: root)
            return records.files.filter { !unchanged.contains($0.path) }
        }
        guard !paths.isEmpty else { return found }
        return found.filter { file in paths.contains { file.path == $0 || file.path.isInside($0) } }
    }

    /// The files that are not modified after all. git may report a file as modified by its size alone, although it only
    /// has other line ends.
    private func unchanged(
        among suspects: [RepositoryPath: ObjectID], in root: String
    ) throws(GitError) -> Set<RepositoryPath> {
        // One path per line: a path with a line end in it counts as modified.
        let asked = suspects.filter { !$0.key.bytes.contains(UInt8(ascii: "\n")) }.map { (path: $0.key, id: $0.value) }
        guard !asked.isEmpty else { return [] }
        let input = asked.flatMap { $0.path.bytes + [UInt8(ascii: "\n")] }
        let output = try git.output(["hash-object", "--stdin-paths"], in: root, input: input)
        let names = output.outputText.split(separator: "\n")
        guard names.count == asked.count else { throw .unexpected(command: "hash-object") }
        return Set(zip(asked, names).filter { $0.id.hex == $1 }.map(\.0.path))
    }

    /// The staged changes, compared with a tree (or the tree of a commit): the changes of a commit made now. The index
    /// is the one that git names in the environment, as it does for `commit -a` and `commit -- PATH`.
    package func stagedChanges(since tree: ObjectID?) throws(Failure) -> ChangeSet {
        try asking { () throws(GitError) in
            // Every git knows the empty tree, even if the repository does not contain it.
            var known = tree?.hex
            if known == nil { known = try git.line(["hash-object", "-t", "tree", "--stdin"]) }
            guard let known else { throw .unexpected(command: "hash-object") }
            let options = [
                "--cached", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none",
                "--ita-invisible-in-index",
            ]
            let output = try git.output(["diff-index"] + options + [known])
            let raw = try RawDifferences(output.standardOutput, command: "diff-index")
            return ChangeSet(raw.differences, conflicts: raw.unmerged)
        }
    }
}
