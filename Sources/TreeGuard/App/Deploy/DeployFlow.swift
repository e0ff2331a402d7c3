import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardGuard
import TreeGuardPostgres
import TreeGuardReports
import TreeGuardSystem

/// A deployment before a person: shown, confirmed, run, looked at again, and written down.
struct DeployFlow {
    let session: Session
    let checking: Checking
    let deploying: Deploying
    /// The stream for pages: a hook's standard output is git's.
    var stream = Terminal.Stream.output

    init(_ session: Session, _ checking: Checking) throws(Failure) {
        let named = session.arguments.value(of: DeployOptions.environment)
        let list = try Environments(named.map { [$0] } ?? [], checking.landing, session)
        let environment = try list.theOne(
            named, for: "deploy", "where to deploy", because: ", and one deployment goes to one of them")
        self.init(session, checking, list, environment)
    }

    init(_ session: Session, _ checking: Checking, _ list: Environments, _ environment: Environment) {
        self.session = session
        self.checking = checking
        deploying = Deploying(session: session, checking: checking, environments: list, environment: environment)
    }

    /// The plan; throws if it has refusals. Hazards are decided here, once: behind the lock it is only seen that there
    /// is still the same to run.
    func report() throws(Failure) -> DeployReport {
        var (plan, asked) = try deploying.plan()
        if let failure = plan.failure { throw failure }
        var report = DeployReport(plan, checking.landing.source)
        guard !plan.files.isEmpty else { return report }
        let ground = try PlanInspection(
            of: plan, asked, checking.landing.config,
            accepting: session.arguments.values(of: DeployOptions.accept))
        plan.refusals = ground.refusals
        if let failure = plan.failure { throw failure }
        if isShown {
            report.page = PlanReport(
                target: checking.landing.target, source: checking.landing.source,
                environments: [try PlanReport.Environment(plan, ground, checking, asked)])
        }
        return report
    }

    /// Not to who says yes beforehand and wants the result alone.
    private var isShown: Bool {
        let arguments = session.arguments
        return arguments.has(DeployOptions.dryRun) || !arguments.has(DeployOptions.yes)
            || !(session.isQuiet || session.format.isForPrograms)
    }

    /// Shows the plan to whoever is about to say yes, or has said it. Where the result is for a script, it goes to
    /// standard error.
    func present(_ report: DeployReport) {
        let stream = session.format.isForPrograms ? .error : stream
        let text = Format.text.render(DeployPreview(of: report), session.terminal.style(of: stream), session.pageDetail)
        if !text.isEmpty { session.terminal.write(text + "\n", to: stream) }
    }

    private func show(_ text: String) { session.terminal.write(text, to: stream) }
    private var style: TextStyle { session.terminal.style(of: stream) }

    func confirm(_ plan: Plan) throws(Failure) {
        guard !session.arguments.has(DeployOptions.yes) else { return }
        let answers: PromptQuestion.Answers =
            deploying.environment.settings.isProtected(by: checking.landing.config)
            ? .word(plan.environment) : .choices(Choice.yesOrNo)
        try session.consent(
            to: PromptQuestion("Deploy this to \(plan.environment)?", answers: answers), within: .seconds(600),
            undone: "nothing was deployed",
            command: "treeguard deploy --env \(ShellQuoted(plan.environment))")
    }

    /// Runs the plan, and tells what came of it. Ctrl-C ends it in order: what runs is cancelled and rolled back.
    func deploy(_ report: inout DeployReport) throws -> ExitCode {
        let who = Allowing(in: session.directory, run: session.run).person()
        let stop = StopInOrder()
        defer { stop.isOver() }
        let progress = DeployProgress(session, try deploying.environment.connection.get())
        defer { progress.end() }
        try deploying.run(&report, by: who, stop, progress)
        try record(report, who)
        return try finish(&report)
    }

    /// Looks again, whatever happened: the check has the last word.
    func finish(_ report: inout DeployReport) throws -> ExitCode {
        // Nothing is asked any more where somebody wants us gone.
        if report.failure?.code != .interrupted {
            report.finish(
                with: try checking.report(
                    checking.asked(deploying.environments.list), decidedBy: deploying.environment.name))
        }
        show(session.format.render(report, style, .brief))
        return report.exit
    }

    private func record(_ report: DeployReport, _ who: String) throws(Failure) {
        let done = report.outcomes.count { $0.failure == nil }
        try checking.writeDown(
            .deployed, report.plan.files.map(\.migration), by: who,
            "\(done) of \(report.plan.files.count) to \(report.plan.environment)", road: "deploy")
    }
}
