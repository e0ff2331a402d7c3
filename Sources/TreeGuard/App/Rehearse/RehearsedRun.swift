import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Runs files on the copy as a deployment would, and looks on.
struct RehearsedRun {
    private let copy: ProductionCopy
    private let environment: Environment
    private let program: DeployProgram
    private let session: Session
    /// The steps that the copy's superuser does for the files.
    private let steps: SuperuserSteps
    private let stop = StopSign()
    /// On a server of our own nobody is in the way for long.
    private static let retryLimits = RetryLimits(lock: .seconds(10), retries: 0)

    init(
        _ copy: ProductionCopy, as environment: Environment, _ session: Session, _ checking: Checking,
        _ steps: SuperuserSteps
    ) {
        self.copy = copy
        self.steps = steps
        self.environment = environment
        self.session = session
        program = DeployProgram(session: session, checking: checking)
    }

    /// Makes the ledgers that are not there yet: they are no part of what goes back.
    func withLedgers(_ files: [PlannedFile]) throws(Failure) -> [PlannedFile] {
        var files = files
        var made: [Question] = []
        for index in files.indices where files[index].program == nil {
            for question in files[index].recording?.creation ?? [] where !made.contains(question) {
                try copy.execute(question.sql + ";\n")
                made.append(question)
            }
            files[index].recording?.creation = []
        }
        return files
    }

    /// The outcome of each; nothing is run after one that failed.
    func apply(_ planned: [PlannedFile]) throws(Failure) -> [RehearsalReport.File] {
        let writing = try DeploySession.open(copy.settings, RehearsedRun.retryLimits, stop: stop)
        var files: [RehearsalReport.File] = []
        for one in planned {
            var file = RehearsalReport.File(one.path)
            let run = one.run.replacing(steps.replacement)
            let watch = RunWatch(
                run, on: copy.looking,
                try writing.answers(to: [Sighting.relations, Sighting.files]))
            let start = Clock.monotonic()
            do throws(RunFailure) {
                if let program = one.program { try refuseElsewhere(program) }
                try program.run(
                    run, by: one.program, on: writing, in: environment, RehearsedRun.retryLimits, withSecrets: false
                ) {
                    moment, session throws(Failure) in try watch.see(moment, in: session)
                }
            } catch {
                file.failure = told(error)
                file.failedAt = error.instruction?.range?.line
            }
            file.hasRun = file.failure == nil
            file.duration = Clock.monotonic() - start
            file.statements = watch.steps
            files.append(file)
            if file.failure != nil { return files + planned.dropFirst(files.count).map { .init($0.path) } }
        }
        return files
    }

    private func told(_ error: RunFailure) -> Failure {
        let failure = error.failure
        guard failure.code != .deploymentRefused else { return failure }
        // insufficient_privilege
        guard error.state == "42501" || failure.why.contains(Disarming.missing) else {
            return Failure(
                failure.code, what: failure.what, why: failure.why, next: "put it right, then: treeguard rehearse")
        }
        let may = copy.surroundings.deployerIsSuperuser ? ", though production's \(Escaped(copy.deployer)) is one" : ""
        return Failure(
            .notRehearsable, what: failure.what,
            why: failure.why + " (a rehearsal runs without a superuser, and reaches no file, program or server\(may))",
            next: "treeguard explain \(Failure.Code.notRehearsable.rawValue)")
    }

    /// Runs ways back; which file failed, if one did.
    func failure(of steps: [(run: FileRun, program: ProgramRun?)]) -> (RepositoryPath, Failure)? {
        do throws(Failure) {
            let writing = try DeploySession.open(copy.settings, RehearsedRun.retryLimits, stop: stop)
            for step in steps {
                do throws(RunFailure) {
                    try program.run(
                        step.run.replacing(self.steps.replacement), by: step.program, on: writing, in: environment,
                        RehearsedRun.retryLimits, withSecrets: false)
                } catch {
                    return (step.run.path, told(error))
                }
            }
            return nil
        } catch {
            return steps.first.map { ($0.run.path, error) }
        }
    }

    /// A program goes where its own settings lead. Before it may write, it is asked where the database stands, and must
    /// be seen to ask the copy.
    private func refuseElsewhere(_ run: ProgramRun) throws(RunFailure) {
        let why: String
        if let asking = program.asking(run.command) {
            let before = copy.connectionCount
            let root = program.checking.landing.repository.layout.workTree ?? session.directory
            var variables = OfflineEnvironment.changes(to: session.environment)
            variables.merge((try? effectiveSettings(of: copy.settings).environment) ?? [:]) { $1 }
            variables["TREEGUARD_PROGRAM"] = run.migration.program?.source
            let output = session.run(Command("/bin/sh", ["-c", asking], in: root, environment: variables))
            if output.succeeded, copy.connectionCount > before { return }
            why =
                output.succeeded
                ? "it asks another database than DATABASE_URL and the PG variables say: here it would have written there"
                : "it could not be asked where the database stands: \(Escaped(String(output.errorText.suffix(200))))"
        } else {
            why = "the team's own command may go to any database, which is not known before it runs"
        }
        throw RunFailure(
            Failure(
                .deploymentRefused, what: "\(run.migration.path) was not rehearsed", why: why,
                next:
                    "let \(run.migration.program?.entryPoint ?? "it") take the address from DATABASE_URL, then: treeguard rehearse"
            ), .before(part: 0))
    }
}
