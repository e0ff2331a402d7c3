import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardReports

/// `treeguard deploy`
enum DeployCommand {
    static let command = Subcommand(
        CommandDescription(
            "deploy", "Bring the migrations of a change into an environment, and see that they arrived",
            discussion: """
                Shows the plan, as treeguard plan does, asks (the environment's name, typed out), and runs it: each file in one \
                transaction together with the row of its framework's ledger. What PostgreSQL refuses in a transaction \
                (CREATE INDEX CONCURRENTLY) runs by itself, and is remembered step by step. Then it checks that \
                everything arrived.

                Only one deployment runs at a time. It waits a few seconds for a lock, so that no queue builds up \
                behind it, then gives up and tries again. If it is killed, every file is either untouched or done: run \
                it again to continue. The table treeguard.deployment of that database records who deployed what and \
                when.

                An agent is refused where the environment is required, with or without --yes, unless [agent] deploy \
                in .treeguard names it; it may deploy elsewhere, and see everything with --dry-run.

                Exits 0 when everything is there, 1 when something is still missing, 2 when it was not confirmed, 3 when \
                it was refused or failed.
                """,
            options: [
                DeployOptions.environment, DeployOptions.dryRun, DeployOptions.yes, DeployOptions.uncommitted,
                DeployOptions.accept, DeployOptions.openFirewall, FirewallCommand.ip, .target, .source,
                .worktree, .all, .committed, .format,
            ],
            examples: [
                CommandExample("treeguard deploy --dry-run", "What would run in production."),
                CommandExample("treeguard deploy --env staging", "Shows the plan for staging, asks, and runs it."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let door = try firewall(session)
        defer { door?.close() }
        let flow = try DeployFlow(session, try Checking.begin(ChangeRequest(session.arguments), session))
        var report = try flow.report()
        guard !report.plan.files.isEmpty else { return try flow.finish(&report) }
        guard !session.arguments.has(DeployOptions.dryRun) else {
            session.print(session.format.render(DeployPreview(of: report), session.style, session.pageDetail))
            return .success
        }
        flow.present(report)
        try flow.confirm(report.plan)
        return try flow.deploy(&report)
    }

    /// Opened before anybody is asked: what stands behind a firewall does not answer.
    private static func firewall(_ session: Session) throws(Failure) -> FirewallDoor? {
        guard session.arguments.has(DeployOptions.openFirewall) else { return nil }
        let door = try FirewallDoor.open(
            for: session.arguments.value(of: DeployOptions.environment), session,
            address: session.arguments.value(of: FirewallCommand.ip))
        session.show(OpenReport(door, isHeld: true).text)
        return door
    }
}
