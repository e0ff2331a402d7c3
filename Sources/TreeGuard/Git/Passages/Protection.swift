import TreeGuardBase
import TreeGuardMigrations

/// The protected branches: by the team's file in the branch itself, else by the one in the default branch.
package final class Protection {
    private let repository: Repository
    /// The default branch.
    let standardName: String?
    /// The team's configuration in that branch.
    package let standard: Config
    private var withPersonal: Config?
    /// The parsed files by their blob: of four thousand branches, most have the same.
    private var read: [ObjectID: Config] = [:]
    /// The team file of each tree: nil if it has none.
    private var teamFiles: [ObjectID: ObjectID?] = [:]

    package init(_ repository: Repository) throws(Failure) {
        self.repository = repository
        let name = try repository.defaultBranch()
        var config: Config?
        if let name, let file = try repository.teamFile(at: try repository.commit(ofBranch: name)) {
            config = try repository.teamConfig(ofFile: file)
        }
        standard = config ?? Config()
        standardName = name
    }

    package func standardCommit() throws(Failure) -> Commit? {
        guard let standardName else { return nil }
        return try repository.commit(ofBranch: standardName)
    }

    /// The configuration that applies to a protected branch; nil if the branch is not protected.
    package func config(of branch: String, at commit: Commit?) throws(Failure) -> Config? {
        let own = branch == standardName ? nil : try config(at: commit)
        if let own, own.protects(branch: branch, defaultBranch: standardName) { return own }
        if standard.protects(branch: branch, defaultBranch: standardName) { return own ?? standard }
        // A user's own settings may protect more branches than the team's.
        let merged = try merged()
        return merged.protects(branch: branch, defaultBranch: standardName) ? own ?? standard : nil
    }

    private func merged() throws(Failure) -> Config {
        if let withPersonal { return withPersonal }
        let personal = try repository.personalSettings().map { (key: $0.key, value: $0.value) }
        let merged = try standard.merged(withPersonal: personal)
        withPersonal = merged
        return merged
    }

    private func config(at commit: Commit?) throws(Failure) -> Config? {
        guard let file = try teamFile(at: commit) else { return nil }
        if let known = read[file] { return known }
        let config = try repository.teamConfig(ofFile: file)
        read[file] = config
        return config
    }

    private func teamFile(at commit: Commit?) throws(Failure) -> ObjectID? {
        guard let commit else { return nil }
        if case .some(let known) = teamFiles[commit.tree] { return known }
        return try repository.teamFile(at: commit)
    }

    /// Finds the team files of all these commits in one call, even for four thousand branches.
    func look(at commits: [Commit]) throws(Failure) {
        let trees = Array(Set(commits.map(\.tree)))
        for (tree, file) in zip(trees, try repository.teamFiles(in: trees)) { teamFiles[tree] = .some(file) }
    }

    /// The tips of all protected branches that are known here: the local ones, and the remote-tracking ones as last
    /// fetched.
    package func guardedTips() throws(Failure) -> [(name: String, commit: Commit)] {
        let heads = try repository.referenceNames(under: "refs/heads/")
        let remotes = try repository.referenceNames(under: "refs/remotes/").filter { !$0.hasSuffix("/HEAD") }
        let references = heads + remotes
        let known = zip(references, try repository.commits(exactly: references)).compactMap { reference, commit in
            commit.map { (reference: reference, commit: $0) }
        }
        try look(at: known.map(\.commit))
        var tips: [(name: String, commit: Commit)] = []
        for (reference, commit) in known {
            let name = withoutPrefix("refs/remotes/", withoutPrefix("refs/heads/", reference))
            let branch = reference.hasPrefix("refs/heads/") ? name[...] : name.drop { $0 != "/" }.dropFirst()
            if try config(of: String(branch), at: commit) != nil { tips.append((name, commit)) }
        }
        return tips
    }

    /// The local branches that are protected.
    func guardedBranches() throws(Failure) -> [String] {
        let names = Set(try repository.branchNames() + [standardName].compactMap(\.self))
        return names.filter { standard.protects(branch: $0, defaultBranch: standardName) }.sorted()
    }
}

extension Repository {
    /// The blob of `.treeguard` in that commit; nil if it has none.
    func teamFile(at commit: Commit?) throws(Failure) -> ObjectID? {
        guard let commit else { return nil }
        return try teamFiles(in: [commit.tree])[0]
    }

    fileprivate func teamFiles(in trees: [ObjectID]) throws(Failure) -> [ObjectID?] {
        try ask { (reader) throws(GitError) in try reader.files(at: ".treeguard", in: trees) }
    }

    func teamConfig(ofFile file: ObjectID) throws(Failure) -> Config {
        try Config(entries: try settings(ofBlob: file).map { (key: $0.key, value: $0.value) })
    }

    /// True if one commit is the other, or in its history.
    package func isAncestor(_ one: Commit, of other: Commit) throws(Failure) -> Bool {
        if one.id == other.id { return true }
        return try ask { (reader) throws(GitError) in
            try reader.mergeBases(of: one.id, and: other.id).contains(one.id)
        }
    }
}
