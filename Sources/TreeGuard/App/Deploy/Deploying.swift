import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardReports
import TreeGuardSystem

/// The deployment of one environment, from the first look to the last.
struct Deploying {
    let session: Session
    let checking: Checking
    let environments: Environments
    let environment: Environment

    private var config: Config { checking.landing.config }
    private var settings: DeploySettings { config.deploySettings(for: environment.name) }

    /// The plan, as the environment is now.
    func plan() throws(Failure) -> (plan: Plan, asked: AskedEnvironment) {
        let all = checking.asked(environments.list)
        guard let asked = all.first(where: { $0.environment.name == environment.name }) else {
            throw Failure(
                .internalError, what: "an environment was not asked", why: "it is not among those known",
                next: "report it; nothing was changed")
        }
        if let failure = asked.failure { throw failure }
        let planning = Planning(
            checking: checking, asked: asked, all: all, history: try RunHistory(of: environment, config),
            mayBeUncommitted: session.arguments.has(DeployOptions.uncommitted), program: program)
        return (planning.plan(), asked)
    }

    private var program: DeployProgram { DeployProgram(session: session, checking: checking) }

    /// Runs it, file by file, with what the team wants done around it. What it throws is why nothing was begun; what
    /// failed on the way is in the report.
    func run(
        _ report: inout DeployReport, by who: String, _ stop: StopInOrder, _ progress: DeployProgress
    ) throws(Failure) {
        let plan = report.plan
        try session.leaveToAPerson(.deploy, environment.name, checking.landing.repository)
        let writing = try DeploySession.open(environment.connection.get(), settings.retryLimits, stop: stop.sign)
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
            if settings.isRecorded {
                for remark in try writing.makeRecord(readers: settings.readers) { session.note("treeguard: \(remark)") }
            }
            deploy(&report, by: who, writing, progress, stop)
            if report.failure == nil { try chores.verify(plan) }
        } catch {
            report.trouble = error
        }
        if report.failure == nil { outcome.withLock { $0 = "applied" } }
        stop.doLast()
        report.trouble = report.trouble ?? trouble.withLock { $0 }
    }

    private func deploy(
        _ report: inout DeployReport, by who: String, _ writing: DeploySession, _ progress: DeployProgress,
        _ stop: StopInOrder
    ) {
        let sheet = RecordSheet(environment: environment.name, who: who, version: session.program.version)
        for file in report.plan.files {
            if let failed = report.outcomes.last?.failure {
                report.outcomes.append(FileOutcome(file, .notReached(after: failed)))
            } else {
                report.outcomes.append(outcome(of: file, writing, sheet, progress, stop))
            }
        }
    }

    private func outcome(
        of file: PlannedFile, _ writing: DeploySession, _ sheet: RecordSheet, _ progress: DeployProgress,
        _ stop: StopInOrder
    ) -> FileOutcome {
        var run = file.run
        run.record = settings.isRecorded ? record(of: file, sheet) : nil
        progress.begin(file)
        let start = Clock.monotonic()
        do throws(RunFailure) {
            try program.run(run, by: file.program, on: writing, in: environment, settings.retryLimits) {
                moment, session throws(Failure) in progress.tell(moment, session)
            }
            return FileOutcome(file, .done(in: Clock.monotonic() - start))
        } catch {
            var failed = error
            // Another program says no more than that a signal ended it.
            if stop.isUp, failed.failure.code != .interrupted {
                failed.failure = Failure(
                    .interrupted, what: failed.failure.what, why: "it was stopped", next: "treeguard check")
            }
            return FileOutcome(file, .failed(failed))
        }
    }

    private func record(of file: PlannedFile, _ sheet: RecordSheet) -> RunRecord {
        sheet.record(
            of: file.migration, digest: file.digest,
            commit: file.migration.content == .workTree ? nil : checking.landing.commit?.hex,
            parts: file.parts.count)
    }
}
