import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// The source: a commit, and whether a working tree lies on top of it.
struct Source {
    let name: String
    let commit: Commit
    let isWorkTree: Bool
    /// The branch that is checked out, when the worktree is the source.
    let branch: String?

    init(_ request: ChangeRequest, _ repository: Repository) throws(Failure) {
        if let name = request.source {
            guard let commit = try repository.commit(named: name) else {
                throw Failure(
                    .revisionUnknown, what: "there is no revision \(Escaped(name))", why: "git knows none of that name",
                    next: "git branch --all, or git fetch")
            }
            (self.name, self.commit, isWorkTree, branch) = ("\(Escaped(name))", commit, false, nil)
            return
        }
        let isWorkTree = repository.layout.workTree != nil
        switch try repository.head() {
        case .branch(let name, let commit):
            (self.name, self.commit, self.isWorkTree, branch) = ("\(Escaped(name))", commit, isWorkTree, name)
        case .detached(let commit):
            (name, self.commit, self.isWorkTree, branch) = (commit.id.short, commit, isWorkTree, nil)
        case .unborn(let name):
            (self.name, self.commit, self.isWorkTree, branch) = ("\(Escaped(name))", .empty, isWorkTree, name)
        }
    }
}

extension Commit {
    /// The empty tree, which stands for an unborn branch; every git knows it by name.
    fileprivate static let empty = Commit(
        id: ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
        tree: ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"))
}

/// The protected branch that would receive the change.
struct Target {
    let name: String
    /// Without the remote that it was read from.
    let branch: String
    /// nil where the branch has no commit yet.
    let commit: Commit?

    init(
        _ request: ChangeRequest, _ source: Source, _ team: TeamConfig, _ branches: TargetBranches,
        _ repository: Repository
    ) throws(Failure) {
        if let name = request.target {
            branch = Target.branch(name)
            guard let found = try branches.commit(named: name) else {
                throw Failure(
                    .targetUnknown, what: "the target branch is not known",
                    why: "this clone has no branch or revision \(Escaped(name))",
                    next: branches.fetching(branch))
            }
            (self.name, commit) = ("\(Escaped(name))", found)
            return
        }
        guard let name = team.targetName else {
            throw Failure(
                .targetUnknown, what: "the target branch is not known",
                why: "no branch is called main or master, and git names no default",
                next: "name it: treeguard check --target BRANCH; or, where the clone lacks it, fetch it first: "
                    + branches.fetching("BRANCH"))
        }
        branch = name
        // On the target itself, what would land is what has not been published yet.
        if source.branch == name, let upstream = try branches.published(name) {
            (self.name, commit) = ("origin/\(Escaped(name))", upstream)
            return
        }
        (self.name, commit) = ("\(Escaped(name))", try branches.commit(of: name))
    }

    /// Without the remote before it.
    static func branch(_ name: String) -> String {
        name.hasPrefix("origin/") ? String(name.dropFirst("origin/".count)) : name
    }
}

/// The configuration that counts: the file as the target branch has it, so that a branch cannot switch off its own
/// gate, with the person's own settings on top.
struct TeamConfig {
    let config: Config
    /// The branch that checks compare with.
    let targetName: String?
    let remarks: [String]

    private static let path: RepositoryPath = ".treeguard"

    init(_ repository: Repository) throws(Failure) { try self.init(repository, TargetBranches(repository)) }

    /// - Parameter named: the target that a person named: its own file counts where no default branch is known
    init(_ repository: Repository, _ branches: TargetBranches, named: String? = nil) throws(Failure) {
        let standard = branches.standard
        let personal = try repository.personalSettings().map { (key: $0.key, value: $0.value) }
        var commit: Commit?
        if let standard {
            commit = try branches.commit(of: standard)
        } else if let named {
            commit = try branches.commit(named: named)
        }
        let first = try TeamConfig.config(on: commit, standard ?? named ?? "", repository).merged(
            withPersonal: personal)
        // The file may name another target, whose own file then counts.
        if let other = first.target, other != standard, !branches.isNamedByRunner {
            commit = try branches.commit(of: other)
            config = try TeamConfig.config(on: commit, other, repository).merged(withPersonal: personal)
            targetName = other
        } else {
            config = first
            targetName = standard
        }
        remarks = try TeamConfig.remarks(on: commit, targetName ?? "", repository)
    }

    /// The team's file alone, as this clone has it: no personal setting counts, not even one of the target.
    static func withoutPersonal(_ repository: Repository) throws(Failure) -> Config {
        let branches = try TargetBranches(repository)
        guard let standard = branches.standard else { return Config() }
        let first = try config(on: branches.commit(of: standard), standard, repository)
        guard let named = first.target, named != standard else { return first }
        return try config(on: branches.commit(of: named), named, repository)
    }

    private static func config(
        on commit: Commit?, _ branch: String, _ repository: Repository
    ) throws(Failure) -> Config {
        guard let commit, let settings = try repository.settings(of: path, in: commit.tree)
        else { return Config() }
        var text: String?
        if let file = try repository.entries(of: commit.tree, under: path).first {
            text = String(decoding: try repository.content(of: file.id), as: UTF8.self)
        }
        return try Config(
            entries: settings.map { (key: $0.key, value: $0.value) },
            origin: ConfigOrigin(name: "\(Escaped(branch)):.treeguard", text: text))
    }

    /// A new file is easily taken for one that counts already.
    private static func remarks(
        on target: Commit?, _ branch: String, _ repository: Repository
    ) throws(Failure) -> [String] {
        guard let target, let head = try repository.head().commit,
            try repository.entries(of: target.tree, under: path).isEmpty,
            try !repository.entries(of: head.tree, under: path).isEmpty
        else { return [] }
        return [".treeguard counts once \(Escaped(branch)) has it: until then the defaults hold"]
    }
}
