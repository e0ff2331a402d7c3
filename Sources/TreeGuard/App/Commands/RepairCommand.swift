import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardReports
import TreeGuardSystem
import TreeGuardVerdicts

/// `treeguard repair`
enum RepairCommand {
    private static let paths = PositionalDescription(
        "PATH", .any, "Record these migrations only; by default all that are untracked.")

    static let command = Subcommand(
        CommandDescription(
            "repair", "Record what was applied by hand, so that the framework does not run it again",
            discussion: """
                Looks at every migration of the tree. Those whose objects are all there, and of which the framework's \
                ledger knows nothing (untracked), would fail at the next deployment: "relation already exists". repair \
                shows the row that the framework would have written for each, asks, and writes them in one transaction.

                It writes for nothing else: not for what is pending, partial, edited or missing. An agent is refused \
                where the environment is required.
                """,
            positionals: [paths],
            options: [.environment, RepairOptions.dryRun, RepairOptions.yes, RepairOptions.createLedger, .format],
            examples: [
                CommandExample("treeguard repair --dry-run", "What would be recorded in production."),
                CommandExample(
                    "treeguard repair --env staging db/migrations/0010_colleen.sql",
                    "Records that one in staging."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let repairing = try Repairing(session)
        var report = RepairReport([])
        for asked in try repairing.environments() {
            let plan = repairing.plan(for: asked)
            tell(repairing.page(plan, asked), session)
            var states: [MigrationState]?
            if !plan.items.isEmpty, !session.arguments.has(RepairOptions.dryRun) {
                try confirm(plan, asked, session)
                try repairing.write(plan, asked)
                states = try repairing.statesAfterwards(plan, asked)
                tell(repairing.page(plan, states ?? []), session)
            }
            report.environments.append(RepairReport.Environment(asked.environment.name, plan, states: states))
        }
        if session.format.isForPrograms { session.print(report.json.text) }
        return report.exit
    }

    /// Told as it happens, for there are questions in between; a script reads it all at the end.
    private static func tell(_ page: String, _ session: Session) {
        if session.format.isForPrograms {
            session.show(page)
        } else {
            session.print(page)
        }
    }

    private static func confirm(_ plan: RepairPlan, _ asked: AskedEnvironment, _ session: Session) throws(Failure) {
        guard !session.arguments.has(RepairOptions.yes) else { return }
        try session.consent(
            to: PromptQuestion("Write this to \(Escaped(asked.environment.name))?"), undone: "nothing was written",
            command: "treeguard repair --env \(ShellQuoted(asked.environment.name))")
    }
}
