import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// What a person types to bring revisions into a database: Alembic's own words.
enum AlembicCommands {
    /// One command for each branch: what a revision needs comes with it.
    static func upgrades(to migrations: [Migration], in environment: String) -> [CheckReport.NextStep] {
        lastOf(migrations).enumerated().map { number, migration in
            CheckReport.NextStep(
                "alembic upgrade \(ShellQuoted(migration.identity.key))",
                number == 0 ? "in \(environment): with its address where env.py looks for it" : "")
        }
    }

    /// Those that no other of them needs.
    private static func lastOf(_ migrations: [Migration]) -> [Migration] {
        let needed = Set(migrations.flatMap(\.requires))
        return migrations.filter { !needed.contains($0.identity.key) }
    }
}
