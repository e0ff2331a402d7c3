import TreeGuardCore
import TreeGuardGit
import TreeGuardPostgres
import TreeGuardSystem

/// Runs files on the copy as a deployment would, and looks on.
struct RehearsedRun {
    private let copy: ProductionCopy
    private let environment: Environment
    private let program: DeployProgram
    private let session: Session
    private let stop = StopSign()
    /// On a server of our own nobody is in the way for long.
    private static let patience = Patience(lock: .seconds(10), retries: 0)

    init(_ copy: ProductionCopy, as environment: Environment, _ session: Session, _ checking: Checking) {
        self.copy = copy
        self.environment = environment
        self.session = session
        program = DeployProgram(session: session, checking: checking)
    }

    /// Makes the ledgers that are not there yet: they are no part of what goes back.
    func withLedgers(_ items: [DeployPlan.Item]) throws(Failure) -> [DeployPlan.Item] {
        var items = items
        var made: [Question] = []
        for index in items.indices {
            for question in items[index].recording?.creation ?? [] where !made.contains(question) {
                try copy.server.execute(
                    "SET ROLE \(sqlIdentifier(copy.settings.parameters["user"] ?? "postgres"));\n\(question.sql);\n",
                    database: ProductionCopy.database)
                made.append(question)
            }
            items[index].recording?.creation = []
        }
        return items
    }

    /// What came of each; nothing is run after one that failed.
    func apply(_ items: [DeployPlan.Item]) throws(Failure) -> [RehearsalReport.File] {
        let writing = try DeploySession.open(copy.settings, RehearsedRun.patience, stop: stop)
        var files: [RehearsalReport.File] = []
        for item in items {
            var file = RehearsalReport.File(item.migration.path)
            var run = item.run
            run.startAt = 0
            run.resumes = false
            run.noted = item.recording?.amendment ?? Amendment(statements: [])
            let watch = RunWatch(
                run, on: copy.server.settings(database: ProductionCopy.database),
                try writing.answers(to: [Sighting.relations, Sighting.files]))
            let start = Clock.monotonic()
            do throws(RunFailure) {
                if let command = item.program { try refuseElsewhere(item.migration, command) }
                try program.run(run, by: item, on: writing, in: environment, RehearsedRun.patience) {
                    moment, session throws(Failure) in try watch.see(moment, in: session)
                }
            } catch {
                file.failure = Failure(
                    error.failure.code, what: error.failure.what, why: error.failure.why,
                    next: error.failure.code == .deploymentRefused
                        ? error.failure.next : "put it right, then: treeguard rehearse")
                file.failedAt = error.instruction?.range?.line
            }
            file.hasRun = file.failure == nil
            file.duration = Clock.monotonic() - start
            file.statements = watch.steps
            files.append(file)
            if file.failure != nil { return files + items.dropFirst(files.count).map { .init($0.migration.path) } }
        }
        return files
    }

    /// Runs ways back; which file failed, if one did.
    func failure(of steps: [(run: FileRun, program: DeployPlan.Item?)]) -> (RepositoryPath, Failure)? {
        do throws(Failure) {
            let writing = try DeploySession.open(copy.settings, RehearsedRun.patience, stop: stop)
            for step in steps {
                do throws(RunFailure) {
                    try program.run(
                        step.run, by: step.program, on: writing, in: environment, RehearsedRun.patience)
                } catch {
                    return (step.run.path, error.failure)
                }
            }
            return nil
        } catch {
            return steps.first.map { ($0.run.path, error) }
        }
    }

    /// A program goes where its own settings lead. Before it may write, it is asked where the database stands, and must
    /// be seen to ask the copy.
    private func refuseElsewhere(_ migration: Migration, _ command: String) throws(RunFailure) {
        let why: String
        if let asking = program.asking(command) {
            let before = copy.connectionCount
            let root = program.checking.landing.repository.layout.workTree ?? session.directory
            var variables = (try? effectiveSettings(of: copy.settings).environment) ?? [:]
            variables["TREEGUARD_PROGRAM"] = AlembicUpgrade.source
            let output = session.run(Command("/bin/sh", ["-c", asking], in: root, environment: variables))
            if output.succeeded, copy.connectionCount > before { return }
            why =
                output.succeeded
                ? "it asks another database than DATABASE_URL and the PG variables say: here it would have written there"
                : "it could not be asked where the database stands: \(Escaped(String(output.errorText.suffix(200))))"
        } else {
            why = "the team's own command may go to any database, and nobody can tell before it runs"
        }
        throw RunFailure(
            Failure(
                .deploymentRefused, what: "\(migration.path) was not rehearsed", why: why,
                next: "let env.py take the address from DATABASE_URL, then: treeguard rehearse"), .before(part: 0))
    }
}
