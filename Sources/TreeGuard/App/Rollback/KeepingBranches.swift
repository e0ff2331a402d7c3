import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// Which of the migrations that go back a protected branch has: whoever works with that branch counts on them.
struct KeepingBranches {
    private var words: [RepositoryPath: String] = [:]

    /// For people: "main has it"; nil where no protected branch has the migration.
    subscript(migration: Migration) -> String? { words[migration.path] }

    init(of migrations: [Migration], _ checking: Checking) throws(Failure) {
        let landing = checking.landing
        var tips = try Protection(landing.repository).guardedTips()
        // The target counts even where no setting protects it.
        if let target = try landing.repository.commit(ofBranch: landing.branch) {
            tips.append((landing.branch, target))
        }
        guard !tips.isEmpty else {
            for migration in migrations { words[migration.path] = "no protected branch is known here that may have it" }
            return
        }
        let ours = Set(checking.discovery.landing.map(\.path))
        var seen: Set<ObjectID> = []
        for tip in tips where seen.insert(tip.commit.tree).inserted {
            let open = migrations.filter { words[$0.path] == nil }
            guard !open.isEmpty else { return }
            let theirs = try landing.migrations(of: tip.commit)
            for migration in open where theirs.contains(where: { migration.isSame(as: $0, ours) }) {
                words[migration.path] = "\(Escaped(tip.name)) has it"
            }
        }
    }
}

extension Migration {
    /// - Parameter ours: where our own migrations lie: what lies elsewhere may be one of them that was moved
    fileprivate func isSame(as other: Migration, _ ours: Set<RepositoryPath>) -> Bool {
        other.path == path
            || !ours.contains(other.path) && (other.identity == identity || content != nil && other.content == content)
    }
}
