import TreeGuardCore
import TreeGuardPostgres
import TreeGuardSystem

/// The deployment of one environment, from the first look to the last.
struct Deploying {
    let session: Session
    let checking: Checking
    let environments: Environments
    let environment: Environment

    private var config: Config { checking.landing.config }
    private var settings: DeploySettings { config.deploySettings(for: environment.name) }

    /// What would run, as the environment is now.
    func plan() throws(Failure) -> (plan: DeployPlan, asked: AskedEnvironment) {
        let all = checking.asked(environments.list)
        guard let asked = all.first(where: { $0.environment.name == environment.name }) else {
            throw Failure(
                .internalError, what: "an environment was not asked", why: "it is not among those known",
                next: "report it; nothing was changed")
        }
        if let failure = asked.failure { throw failure }
        let planning = DeployPlanning(
            checking: checking, asked: asked, all: all, history: try RunHistory(of: environment, config),
            mayBeUncommitted: session.arguments.has(DeployCommand.uncommitted), program: program)
        return (planning.plan(), asked)
    }

    /// What would make others wait for long, and nobody accepted.
    func hazards(of plan: DeployPlan, _ asked: AskedEnvironment) throws(Failure) -> [DeployPlan.Refusal] {
        guard plan.refusals.isEmpty, !plan.items.isEmpty else { return [] }
        let running = Set(plan.items.map(\.migration.key))
        let ground = try PlanGround(
            of: Planning(checking).plan(for: asked) { running.contains($0.key) }, asked, config,
            accepting: session.arguments.values(of: DeployCommand.accept))
        return ground.survey.hazards.filter(\.hazard.stops).map { path, hazard in
            DeployPlan.Refusal(
                path, why: "line \(hazard.line) \(hazard.message)",
                next: "\(hazard.help); or treeguard deploy --accept \(hazard.peril.rawValue)")
        }
    }

    private var program: DeployProgram { DeployProgram(session: session, checking: checking) }

    /// Runs it, file by file, with what the team wants done around it. What it throws is why nothing was begun; what
    /// failed on the way is in the report.
    func run(
        _ report: inout DeployReport, by who: String, _ stop: StopInOrder, _ progress: DeployProgress
    ) throws(Failure) {
        let plan = report.plan
        let writing = try DeploySession.open(environment.connection.get(), settings.patience, stop: stop.sign)
        try writing.becomeAlone()
        if settings.isRecorded { try writing.checkRecord() }
        // Whoever held the lock before us, or sat beside us while the person read, may have done something.
        guard try self.plan().plan.runsTheSame(as: plan) else {
            throw Failure(
                .changedMeanwhile, what: "nothing was deployed to \(Escaped(environment.name))",
                why: "somebody changed it since the plan was made", next: "look again: treeguard deploy --dry-run")
        }
        let chores = try DeployChores(session, checking, environment, settings, stop)
        let (settings, commands) = (settings, chores.commands)
        let outcome = Shared("failed")
        let trouble = Shared<Failure?>(nil)
        stop.must {
            let failure = DeployChores.after(settings, commands, outcome.withLock { $0 })
            trouble.withLock { $0 = failure }
        }
        do throws(Failure) {
            report.backup = try chores.before(plan, writing)
            // Nothing is written any earlier than this.
            if settings.isRecorded { try writing.makeRecord() }
            deploy(&report, by: who, writing, progress)
            if report.failure == nil { try chores.verify(plan) }
        } catch {
            report.trouble = error
        }
        if report.failure == nil { outcome.withLock { $0 = "applied" } }
        stop.doLast()
        report.trouble = report.trouble ?? trouble.withLock { $0 }
    }

    private func deploy(
        _ report: inout DeployReport, by who: String, _ writing: DeploySession, _ progress: DeployProgress
    ) {
        let sheet = RecordSheet(environment: environment.name, who: who)
        for item in report.plan.items {
            if let failed = report.outcomes.last?.failure {
                report.outcomes.append(FileOutcome(item, .notReached(after: failed)))
            } else {
                report.outcomes.append(outcome(of: item, writing, sheet, progress))
            }
        }
    }

    private func outcome(
        of item: DeployPlan.Item, _ writing: DeploySession, _ sheet: RecordSheet, _ progress: DeployProgress
    ) -> FileOutcome {
        var run = item.run
        run.noted = item.recording?.amendment ?? Amendment(statements: [])
        run.record = settings.isRecorded ? record(of: item, sheet) : nil
        progress.begin(item)
        let start = Clock.monotonic()
        do throws(RunFailure) {
            try program.run(run, by: item, on: writing, in: environment, settings.patience) {
                moment, session throws(Failure) in progress.tell(moment, of: item, session)
            }
            return FileOutcome(item, .done(in: Clock.monotonic() - start))
        } catch {
            return FileOutcome(item, .failed(error))
        }
    }

    private func record(of item: DeployPlan.Item, _ sheet: RecordSheet) -> RunRecord {
        sheet.record(
            of: item.migration, digest: item.digest,
            commit: item.migration.content == .workTree ? nil : checking.landing.commit?.hex,
            parts: item.run.parts.count)
    }
}
