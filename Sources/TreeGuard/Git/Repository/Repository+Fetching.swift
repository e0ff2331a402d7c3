import TreeGuardBase
import TreeGuardMigrations

/// Fetches the commits that a CI job lacks: its clone often has one commit and no other branch. A fetch writes objects
/// and a remote-tracking branch, nothing else.
extension Repository {
    /// True if a remote of that name exists.
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

    /// Fetches a branch of a remote.
    ///
    /// - Parameter depth: the depth of its history, in a shallow clone. A full clone is never made shallow.
    package func fetch(_ branch: String, from remote: String, depth: Int) throws(Failure) -> Commit? {
        let reference = Repository.reference(of: branch, from: remote)
        try fetch("+refs/heads/\(branch):\(reference)", remote, depth)
        return try commits(exactly: [reference]).first ?? nil
    }

    /// Fetches more of the history of a commit. Not every server sends a commit that is in none of its branches.
    package func fetch(historyOf commit: ObjectID, from remote: String, depth: Int) throws(Failure) {
        try fetch(commit.hex, remote, depth)
    }

    private func fetch(_ wanted: String, _ remote: String, _ depth: Int) throws(Failure) {
        // One fetch per commit or branch: together with a commit, git skips a branch that it has, and deepens only the
        // commit.
        let cut = layout.isShallow ? ["--depth=\(depth)"] : []
        try asking { () throws(GitError) in
            _ = try git.output(
                [
                    "-c", "gc.auto=0", "-c", "maintenance.auto=false", "fetch", "--quiet", "--no-tags",
                    "--no-recurse-submodules", "--no-write-fetch-head",
                ] + cut + ["--", remote, wanted])
        }
    }

    /// The commit of a remote's branch as last fetched.
    package func fetchedCommit(of branch: String, from remote: String) throws(Failure) -> Commit? {
        try commits(exactly: [Repository.reference(of: branch, from: remote)]).first ?? nil
    }

    /// The reference for a fetched branch. A branch fetched by URL does not belong below refs/remotes.
    private static func reference(of branch: String, from remote: String) -> String {
        remote == "origin" ? "refs/remotes/origin/\(branch)" : "refs/treeguard/target/\(branch)"
    }
}
