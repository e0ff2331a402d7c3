import TreeGuardCore
import TreeGuardSystem

/// `treeguard rollback`
enum RollbackCommand {
    static let environment = OptionDescription.value(
        "env", "NAME", "Roll back in this environment; by default in the one that is required.")
    static let last = OptionDescription.flag(
        "last", "Undo the migration that came last: by the record of deployments, else by the ledger.")
    static let to = OptionDescription.value(
        "to", "VERSION", "Undo everything that came after this migration, which stays.")
    static let dryRun = OptionDescription.flag(
        "dry-run", "Show what would run and what would be lost, and run nothing.")
    static let yes = OptionDescription.flag("yes", "Roll back without asking.")

    static let command = Subcommand(
        CommandDescription(
            "rollback", "Undo what a migration did, where nothing is lost that nobody agreed to",
            discussion: """
                Runs the migration's down file where there is one, and otherwise statements made for it: what was \
                created is dropped, what was renamed gets its name back, what was set is as before. Never for rows \
                that were changed or dropped: for these there is no way back, and it says so.

                Shows first what would run and what would be lost, row by row counted, and asks (the environment's \
                name, typed out). Runs in a transaction, in which the framework's ledger forgets the migration as \
                well, under the same lock and limits as treeguard deploy; what PostgreSQL runs only by itself (DROP \
                INDEX CONCURRENTLY) goes first. Then it checks that nothing is left. Refuses where migrations that \
                stay stand on what would go. An agent is refused where the environment is required.

                Exits 0 when it is undone, 1 when something of it is left, 2 when nobody said yes, 3 when it was \
                refused or failed.
                """,
            options: [environment, last, to, dryRun, yes, .source, .worktree, .committed, .format],
            examples: [
                CommandExample("treeguard rollback --last --dry-run", "What would be undone, and what would be lost."),
                CommandExample("treeguard rollback --to 0012", "Undoes what came after 0012 in production, and asks."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let scene = try RollbackScene(session)
        var report = try scene.plan()
        let isShown = session.arguments.has(dryRun) || !session.format.failureIsResult
        if isShown { session.print(session.format.rolledBack(report, session.style)) }
        guard !session.arguments.has(dryRun) else { return .success }
        try scene.confirm(report)
        try scene.run(&report)
        session.print(session.format.rolledBack(report, session.style))
        return report.exit
    }
}
