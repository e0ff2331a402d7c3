import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The answer of `treeguard status`: every migration of a tree against every environment.
package struct StatusReport: Hashable, Sendable {
    package var verdict: Verdict
    /// The tree: a branch, a commit, or a worktree with what is not committed yet.
    package var source: String
    package var environments: [EnvironmentReport]
    /// All of them, folder by folder in the order in which they run.
    package var migrations: [MigrationReport]
    package var problems: [Finding]
    package var next: [CheckReport.NextStep]
    package var overrides: OverrideReport
    /// Print the whole history, and not only what is not applied everywhere.
    package var isWhole: Bool

    package init(
        verdict: Verdict, source: String, environments: [EnvironmentReport], migrations: [MigrationReport],
        problems: [Finding] = [], next: [CheckReport.NextStep] = [], isWhole: Bool = false,
        overrides: OverrideReport = OverrideReport()
    ) {
        self.verdict = verdict
        self.source = source
        self.environments = environments
        self.migrations = migrations
        self.problems = problems
        self.next = next
        self.isWhole = isWhole
        self.overrides = overrides
    }

    /// The exit code, as a check's.
    package var exit: ExitCode {
        CheckReport(verdict: verdict, target: "", source: source, environments: environments).exit
    }
}

extension StatusReport {
    /// A line of the matrix.
    enum Line: Hashable {
        case migration(MigrationReport)
        /// So many of one folder, from its beginning on, are applied everywhere.
        case applied(Int, folder: RepositoryPath)
    }

    /// The migrations that are applied everywhere and precede all others, folded into one line a folder.
    var lines: [Line] {
        guard !isWhole else { return migrations.map { .migration($0) } }
        var lines: [Line] = []
        var rest = migrations[...]
        while let first = rest.first {
            let folder = first.path.folder
            let group = rest.prefix { $0.path.folder == folder }
            let done = group.prefix(while: isAppliedEverywhere)
            // One line more says more than "1 earlier one".
            if done.count > 1 { lines.append(.applied(done.count, folder: folder)) }
            lines += (done.count > 1 ? group.dropFirst(done.count) : group).map { .migration($0) }
            rest = rest.dropFirst(group.count)
        }
        return lines
    }

    private func isAppliedEverywhere(_ migration: MigrationReport) -> Bool {
        !environments.isEmpty
            && environments.allSatisfy { environment in
                migration.standings.contains { $0.environment == environment.name && $0.judgement.state == .applied }
            }
    }
}
