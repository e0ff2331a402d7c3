import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardReports
import TreeGuardSystem

/// `treeguard rollback`
enum RollbackCommand {
    static let command = Subcommand(
        CommandDescription(
            "rollback", "Undo migrations, and lose no row without consent",
            discussion: """
                Say what goes back: --last, --deployment or --to. The branch plays no part: the record of deployments \
                in that database (treeguard.deployment) says which files a deployment had, and the order of the files \
                says what came after one. Where there is no record, --to is the way.

                Runs the migration's down file where there is one, and otherwise statements made for it: what was \
                created is dropped, what was renamed gets its name back, what was set is as before. Never for rows \
                that were changed or dropped: for these there is no way back, and it says so.

                Shows first what would run and what would be lost, row by row counted, and asks (the environment's \
                name, typed out). Rows are lost only where --accept-loss names their table; counts that could not be \
                taken count as rows. --yes answers the question, and accepts no loss; what a protected branch has \
                already needs the typed name all the same.

                Runs in a transaction, in which the framework's ledger forgets the migration as well, under the same \
                lock and limits as treeguard deploy; what PostgreSQL runs only by itself (DROP INDEX CONCURRENTLY) \
                goes first. Each table is looked at again behind its lock. Then it checks that nothing is left. \
                Refuses where migrations that stay stand on what would go. An agent is refused where the environment \
                is required.

                Exits 0 when it is undone, 1 when something of it is left, 2 when it is not clear what goes back, or it was not confirmed, 3 when it \
                was refused or failed.
                """,
            options: [
                RollbackOptions.environment, RollbackOptions.last, RollbackOptions.deployment, RollbackOptions.to,
                RollbackOptions.acceptLoss, RollbackOptions.dryRun, RollbackOptions.yes, .source, .worktree, .committed,
                .format,
            ],
            examples: [
                CommandExample("treeguard rollback --last --dry-run", "What would be undone, and what would be lost."),
                CommandExample("treeguard rollback --to 0012", "Undoes what came after 0012 in production, and asks."),
                CommandExample(
                    "treeguard rollback --last --accept-loss public.jobs", "The same where the table jobs has rows."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let flow = try RollbackFlow(session)
        var report = try flow.plan()
        let isShown = session.arguments.has(RollbackOptions.dryRun) || !session.format.isForPrograms
        if isShown { session.print(session.format.render(report, session.style, .brief)) }
        guard !session.arguments.has(RollbackOptions.dryRun) else { return .success }
        try flow.confirm(report)
        try flow.run(&report)
        session.print(session.format.render(report, session.style, .brief))
        return report.exit
    }
}
