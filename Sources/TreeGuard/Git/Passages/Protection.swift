import TreeGuardBase
import TreeGuardMigrations

/// Which branches are protected: by the team's file as the branch itself has it, else as the default branch has it.
package final class Protection {
    private let repository: Repository
    /// The branch that everything lands in.
    let standardName: String?
    /// The team's word as that branch has it.
    package let standard: Config
    private var withPersonal: Config?
    /// By the name of the file's content: of four thousand branches, most have the same.
    private var read: [ObjectID: Config] = [:]
    /// By the name of the tree: nil where it holds no team file.
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

    /// The word that counts for a protected branch; nil where the branch is not protected.
    package func config(of branch: String, at commit: Commit?) throws(Failure) -> Config? {
        let own = branch == standardName ? nil : try config(at: commit)
        if let own, own.protects(branch: branch, defaultBranch: standardName) { return own }
        if standard.protects(branch: branch, defaultBranch: standardName) { return own ?? standard }
        // A person may guard more than the team does.
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

    /// Finds the team's files of all these at once: four thousand branches are one question.
    func look(at commits: [Commit]) throws(Failure) {
        let trees = Array(Set(commits.map(\.tree)))
        for (tree, file) in zip(trees, try repository.teamFiles(in: trees)) { teamFiles[tree] = .some(file) }
    }

    /// The tips of all protected branches that are known here: of the local ones, and of those of remotes as they were
    /// last fetched.
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
    /// `.treeguard` as that commit has it; nil where it has none.
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

    /// True if everything that the one has is in the other's history, or is the other.
    package func isAncestor(_ one: Commit, of other: Commit) throws(Failure) -> Bool {
        if one.id == other.id { return true }
        return try ask { (reader) throws(GitError) in
            try reader.mergeBases(of: one.id, and: other.id).contains(one.id)
        }
    }
}
