import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The answer of `treeguard migrations`: what is new, edited, removed, and what was left out. No database is asked.
package struct MigrationsReport: Hashable, Sendable {
    package var target: String
    package var source: String
    package var migrations: [MigrationReport]
    package var leftOut: [LeftOut]
    package var problems: [Finding]

    package init(
        target: String, source: String, migrations: [MigrationReport], leftOut: [LeftOut] = [],
        problems: [Finding] = []
    ) {
        self.target = target
        self.source = source
        self.migrations = migrations
        self.leftOut = leftOut
        self.problems = problems
    }

    /// A file of the change that could have been a migration and is none.
    package struct LeftOut: Hashable, Sendable {
        package var path: RepositoryPath
        package var reason: String

        package init(path: RepositoryPath, reason: String) {
            self.path = path
            self.reason = reason
        }
    }
}
