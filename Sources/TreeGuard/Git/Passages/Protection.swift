import TreeGuardCore

/// Which branches are protected: by the team's file as the branch itself has it, else as the default branch has it.
struct Protection {
    private let repository: Repository
    /// The branch that everything lands in.
    let standardName: String?
    private let standard: Config

    init(_ repository: Repository) throws(Failure) {
        self.repository = repository
        let name = try repository.defaultBranch()
        var config: Config?
        if let name { config = try repository.teamConfig(at: try repository.commit(ofBranch: name)) }
        standard = config ?? Config()
        standardName = name
    }

    func standardCommit() throws(Failure) -> Commit? {
        guard let standardName else { return nil }
        return try repository.commit(ofBranch: standardName)
    }

    /// The word that counts for a protected branch; nil where the branch is not protected.
    func config(of branch: String, at commit: Commit?) throws(Failure) -> Config? {
        let own = branch == standardName ? nil : try repository.teamConfig(at: commit)
        if let own, own.protects(branch: branch, defaultBranch: standardName) { return own }
        if standard.protects(branch: branch, defaultBranch: standardName) { return own ?? standard }
        // A person may guard more than the team does.
        let personal = try repository.personalSettings().map { (key: $0.key, value: $0.value) }
        let merged = try standard.merged(withPersonal: personal)
        return merged.protects(branch: branch, defaultBranch: standardName) ? own ?? standard : nil
    }

    /// The local branches that are protected.
    func guardedBranches() throws(Failure) -> [String] {
        let names = Set(try repository.branchNames() + [standardName].compactMap(\.self))
        return names.filter { standard.protects(branch: $0, defaultBranch: standardName) }.sorted()
    }
}

extension Repository {
    /// `.treeguard` as that commit has it; nil where it has none.
    func teamConfig(at commit: Commit?) throws(Failure) -> Config? {
        guard let commit, let settings = try settings(of: ".treeguard", in: commit.tree) else { return nil }
        return try Config(entries: settings.map { (key: $0.key, value: $0.value) })
    }

    /// Whether everything that the one has is in the other's history, or is the other.
    package func isAncestor(_ one: Commit, of other: Commit) throws(Failure) -> Bool {
        if one.id == other.id { return true }
        return try ask { (reader) throws(GitError) in
            try reader.mergeBases(of: one.id, and: other.id).contains(one.id)
        }
    }
}
