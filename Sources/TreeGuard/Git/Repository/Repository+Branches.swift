import TreeGuardBase
import TreeGuardMigrations

extension Repository {
    /// The local branches, without `refs/heads/`.
    package func branchNames() throws(Failure) -> [String] {
        try ask { (reader) throws(GitError) in try reader.branchNames() }
    }

    /// The default branch: the one that `origin` calls its HEAD; else main, else master, here or at origin; else git's
    /// name for a first branch; else the only branch. nil if the choice is not clear.
    ///
    /// - Parameter orOnlyBranch: whether an only branch counts as the default branch
    package func defaultBranch(orOnlyBranch: Bool = true) throws(Failure) -> String? {
        let prefix = "refs/remotes/origin/"
        let git = self.git
        return try ask { (reader) throws(GitError) in
            if let remote = try reader.target(ofSymbolic: prefix + "HEAD"), remote.hasPrefix(prefix),
                try reader.commits(named: [remote]) != [nil]
            {
                return withoutPrefix(prefix, remote)
            }
            func isThere(_ name: String) throws(GitError) -> Bool {
                try reader.commits(named: ["refs/heads/" + name, prefix + name]).contains { $0 != nil }
            }
            for name in ["main", "master"] where try isThere(name) { return name }
            let configured = try git.line(["config", "--get", "init.defaultBranch"]) ?? ""
            if !configured.isEmpty, try isThere(configured) { return configured }
            guard orOnlyBranch else { return nil }
            let all = try reader.branchNames()
            guard all.count == 1 else { return nil }
            // A clone of one branch (--depth, --single-branch) has no other: that does not make it the default branch.
            let fetched = try git.line(["config", "--get-all", "remote.origin.fetch"])
            return fetched == nil || fetched?.contains("*") == true ? all[0] : nil
        }
    }

    /// The commit of a branch by its short name: the local one, else origin's. A tag of that name does not count.
    package func commit(ofBranch name: String) throws(Failure) -> Commit? {
        try ask { (reader) throws(GitError) in
            try reader.commits(named: ["refs/heads/" + name, "refs/remotes/origin/" + name]).compactMap { $0 }.first
        }
    }

    /// The published commit of a branch: its remote-tracking upstream, else origin's branch of that name.
    package func upstream(ofBranch name: String) throws(Failure) -> Commit? {
        try ask { (reader) throws(GitError) in
            let configured = try reader.upstreamName(of: name)
            // A branch may follow another local branch, which is not published.
            let published = configured?.hasPrefix("refs/remotes/") == true ? configured : nil
            let names = [published, "refs/remotes/origin/" + name].compactMap { $0 }
            return try reader.commits(named: names).compactMap { $0 }.first
        }
    }
}
