import TreeGuardCore
import TreeGuardGit
import TreeGuardPostgres
import TreeGuardSystem

/// `treeguard deploy`
enum DeployCommand {
    static let dryRun = OptionDescription.flag("dry-run", "Show what would run, and run nothing.")
    static let yes = OptionDescription.flag("yes", "Deploy without asking.")
    static let uncommitted = OptionDescription.flag(
        "uncommitted", "Deploy files that are not committed, too.")
    static let environment = OptionDescription.value(
        "env", "NAME", "Deploy to this environment; by default to the one that is required.")

    static let command = Subcommand(
        CommandDescription(
            "deploy", "Bring the migrations of a change into an environment, and see that they arrived",
            discussion: """
                Shows what would run, asks (the environment's name, typed out), and runs it: each file in one \
                transaction together with the row of its framework's ledger. What PostgreSQL refuses in a transaction \
                (CREATE INDEX CONCURRENTLY) runs by itself, and is remembered step by step. Then it checks that \
                everything arrived.

                One deployer at a time, from whatever machine. Locks are waited for a few seconds only, so that nobody \
                queues up behind, and tried again. Killed anywhere, every file is either as before or done; run again, \
                it goes on where it stopped. What was deployed, by whom and when is kept in the table \
                treeguard.deployment of that database.

                Exits 0 when everything is there, 1 when something is still missing, 2 when nobody said yes, 3 when \
                it was refused or failed.
                """,
            options: [environment, dryRun, yes, uncommitted, .target, .source, .worktree, .all, .committed, .format],
            examples: [
                CommandExample("treeguard deploy --dry-run", "What would run in production."),
                CommandExample("treeguard deploy --env staging --yes", "For a pipeline: nobody is asked."),
            ]),
        run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let checking = try Checking(ChangeRequest(session.arguments), session)
        let scene = try DeployScene(session, checking)
        let deploying = scene.deploying
        let (plan, asked) = try deploying.plan()
        var report = DeployReport(plan, checking.landing.source, asked.report(verdict: .error).server)
        if let failure = plan.failure { throw failure }
        guard !plan.items.isEmpty else { return try scene.finish(&report, []) }
        guard !session.arguments.has(dryRun) else {
            session.print(session.format.deploying(report, session.style))
            return .success
        }
        if !session.format.failureIsResult { session.print(session.format.deploying(report, session.style)) }
        try scene.confirm(plan)
        return try scene.deploy(plan, &report)
    }
}

/// One run of the command, around what is deployed.
struct DeployScene {
    let session: Session
    let checking: Checking
    let deploying: Deploying

    init(_ session: Session, _ checking: Checking) throws(Failure) {
        let list = try Environments(
            session.arguments.value(of: DeployCommand.environment).map { [$0] } ?? [], checking.landing, session)
        let named = session.arguments.value(of: DeployCommand.environment)
        let candidates = list.list.filter { named == nil ? $0.isRequired : $0.name == named }
        guard candidates.count == 1, let environment = candidates.first else {
            let names = candidates.map(\.name).joined(separator: ", ")
            throw Failure(
                candidates.isEmpty ? .productionNotConfigured : .usage,
                what: candidates.isEmpty
                    ? "nobody says where to deploy" : "several environments are required: \(names)",
                why: candidates.isEmpty
                    ? "no address of production was found" : "one deployment goes to one of them",
                next: candidates.isEmpty
                    ? "treeguard explain production-not-configured" : "treeguard deploy --env \(candidates[0].name)")
        }
        self.session = session
        self.checking = checking
        deploying = Deploying(session: session, checking: checking, environments: list, environment: environment)
    }

    func confirm(_ plan: DeployPlan) throws(Failure) {
        guard !session.arguments.has(DeployCommand.yes) else { return }
        let name = "\(Escaped(plan.environment))"
        let person = PersonAtTerminal(environment: session.environment)
        let answers: PromptQuestion.Answers =
            deploying.environment.isRequired ? .word(plan.environment) : .choices(Choice.yesOrNo)
        switch person.ask(PromptQuestion("Deploy this to \(name)?", answers: answers), deadline: .seconds(600)) {
        case .chosen(.yes): return
        case .noTerminal(let why): throw notDeployed(plan, "there is nobody to ask: \(why)")
        case .timedOut: throw notDeployed(plan, "nobody answered in time")
        case .chosen, .declined: throw notDeployed(plan, "nobody said yes to it")
        }
    }

    private func notDeployed(_ plan: DeployPlan, _ why: String) -> Failure {
        Failure(
            .usage, what: "nothing was deployed", why: why,
            next: "treeguard deploy --env \(ShellQuoted(plan.environment)) --yes")
    }

    /// Runs the plan, and tells what came of it. Ctrl-C ends it in order: what runs is cancelled and rolled back.
    func deploy(_ plan: DeployPlan, _ report: inout DeployReport) throws -> ExitCode {
        let stop = StopInOrder()
        defer { stop.isOver() }
        let outcomes = try deploying.run(plan, stop.sign, DeployProgress(session))
        try record(plan, outcomes)
        return try finish(&report, outcomes)
    }

    /// Looks again, whatever happened: the check has the last word.
    func finish(_ report: inout DeployReport, _ outcomes: [FileOutcome]) throws -> ExitCode {
        report.outcomes = outcomes
        let failure = outcomes.last?.failure
        if failure?.failure.code != .interrupted {
            let check = try checking.report(checking.asked(deploying.environments.list))
            report.finish(with: check)
        }
        session.print(session.format.deployed(report, session.style))
        return report.exit
    }

    private func record(_ plan: DeployPlan, _ outcomes: [FileOutcome]) throws {
        guard let set = MigrationSet(into: checking.landing.branch, plan.items.map(\.migration)) else { return }
        let done = outcomes.count { $0.failure == nil }
        let records = DecisionRecords(commonDirectory: checking.landing.repository.layout.commonDirectory)
        try records.record(
            AuditEntry(
                .deployed, set, at: Clock.wall(),
                who: Allowing(in: session.directory, run: session.run).person(),
                reason: "\(done) of \(outcomes.count) to \(plan.environment)", commit: checking.landing.commit?.hex,
                road: "deploy"))
    }
}
