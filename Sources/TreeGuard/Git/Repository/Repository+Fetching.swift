import TreeGuardBase
import TreeGuardMigrations

/// Fetches the parts that a job of continuous integration lacks: its clone often has one commit and no other branch. A
/// fetch writes objects and a remote-tracking branch, nothing else.
extension Repository {
    /// True if there is a remote of that name.
    package func hasRemote(_ name: String) throws(Failure) -> Bool {
        try asking { () throws(GitError) in try git.line(["config", "--get", "remote.\(name).url"]) != nil }
    }

    /// The branch that a remote calls its HEAD, asked of the remote itself (git ls-remote --symref).
    package func defaultBranch(ofRemote remote: String) throws(Failure) -> String? {
        try asking { () throws(GitError) in
            let said = try git.output(["ls-remote", "--symref", remote, "HEAD"]).outputText
            let prefix = "ref: refs/heads/"
            guard let line = said.split(separator: "\n").first(where: { $0.hasPrefix(prefix) }) else { return nil }
            return line.dropFirst(prefix.count).split(separator: "\t").first.map(String.init)
        }
    }

    /// Brings a branch of a remote here.
    ///
    /// - Parameter depth: how much of its history, where the clone is shallow. A whole one is never cut.
    package func fetch(_ branch: String, from remote: String, depth: Int) throws(Failure) -> Commit? {
        let reference = Repository.reference(of: branch, from: remote)
        try fetch("+refs/heads/\(branch):\(reference)", remote, depth)
        return try commits(exactly: [reference]).first ?? nil
    }

    /// Brings more of the history of a commit here. Not every server hands out one that none of its branches has.
    package func fetch(historyOf commit: ObjectID, from remote: String, depth: Int) throws(Failure) {
        try fetch(commit.hex, remote, depth)
    }

    private func fetch(_ wanted: String, _ remote: String, _ depth: Int) throws(Failure) {
        // One thing at a time: beside a commit, git does not ask for a branch that it has, and deepens only the commit.
        let cut = layout.isShallow ? ["--depth=\(depth)"] : []
        try asking { () throws(GitError) in
            _ = try git.output(
                [
                    "-c", "gc.auto=0", "-c", "maintenance.auto=false", "fetch", "--quiet", "--no-tags",
                    "--no-recurse-submodules", "--no-write-fetch-head",
                ] + cut + ["--", remote, wanted])
        }
    }

    /// The commit of a remote's branch as it was fetched last.
    package func fetchedCommit(of branch: String, from remote: String) throws(Failure) -> Commit? {
        try commits(exactly: [Repository.reference(of: branch, from: remote)]).first ?? nil
    }

    /// The reference that keeps a fetched branch. One from an address has no place among those of remotes.
    private static func reference(of branch: String, from remote: String) -> String {
        remote == "origin" ? "refs/remotes/origin/\(branch)" : "refs/treeguard/target/\(branch)"
    }
}
