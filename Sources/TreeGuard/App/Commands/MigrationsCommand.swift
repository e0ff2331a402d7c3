import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardVerdicts

/// `treeguard migrations`
enum MigrationsCommand {
    static let command = Subcommand(
        CommandDescription(
            "migrations", "List the migrations that a change brings, without asking a database",
            discussion: """
                Names what is new, edited and removed, in the order in which it would run, what was left out and why, \
                and what is wrong with the files: two with one number, a number that the target already uses.
                """,
            options: [.target, .source, .worktree, .all, .committed, .format],
            examples: [
                CommandExample("treeguard migrations", "What this worktree would bring into the default branch."),
                CommandExample("treeguard migrations --source feature --format json", "For a script."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let landing = try Landing.find(ChangeRequest(session.arguments), session: session)
        let discovery = try landing.discovery()
        let report = MigrationsReport(
            target: landing.target, source: landing.source,
            migrations: discovery.migrations.map { migration in
                MigrationReport(
                    migration, standings: [], references: [], remarks: migration.notes.map(\.description))
            },
            leftOut: discovery.leftOut.map { MigrationsReport.LeftOut(path: $0.path, reason: $0.reason.description) },
            problems: discovery.problems.map { Finding($0) } + (try landing.staleness(discovery))
                + landing.remarks.map { Finding("repository-remark", message: $0) })
        session.print(session.format.render(report, session.style, session.pageDetail))
        return .success
    }
}
