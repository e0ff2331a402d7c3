import TreeGuardCore

/// What a person types to bring revisions into a database: Alembic's own words.
enum AlembicCommands {
    /// One command for each branch: what a revision needs comes with it.
    static func upgrades(to migrations: [Migration], in environment: String) -> [CheckReport.NextStep] {
        commands("upgrade", lastOf(migrations), "in \(environment): with its address where env.py looks for it")
    }

    /// Records what is there as applied.
    static func stamps(of migrations: [Migration]) -> [CheckReport.NextStep] {
        commands("stamp", lastOf(migrations), "records it as applied, where all that it makes is there")
    }

    private static func commands(_ verb: String, _ migrations: [Migration], _ purpose: String) -> [CheckReport.NextStep]
    {
        migrations.enumerated().map { number, migration in
            CheckReport.NextStep(
                "alembic \(verb) \(ShellQuoted(migration.identity.key))", number == 0 ? purpose : "")
        }
    }

    /// Those that no other of them needs.
    private static func lastOf(_ migrations: [Migration]) -> [Migration] {
        let own = migrations.filter { $0.framework == Alembic().id }
        let needed = Set(own.flatMap(\.requires))
        return own.filter { !needed.contains($0.identity.key) }
    }
}
