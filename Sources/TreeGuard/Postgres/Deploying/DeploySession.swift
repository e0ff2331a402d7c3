import CPostgres
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// One connection that writes, statement by statement, file by file. Every change to a database goes through it: a
/// deployment, a rollback, a rehearsal of either.
package final class DeploySession {
    let settings: ConnectionSettings
    let retryLimits: RetryLimits
    let stop: StopSign
    var session: Session
    /// True if a pooler gives each transaction any free server process: then session state is lost.
    package private(set) var isPooled = false
    /// The id of our server process; behind a pooler, one of them.
    package private(set) var backendPID = 0
    /// True if the server notices that we are gone.
    private(set) var checksConnection = false
    /// True if the connection has none of the settings of the current file.
    var isFresh = true
    /// The rows that we left in tables that are read before we write to them.
    var written: [Question: [[String?]]] = [:]
    /// True if every transaction, or the session, must hold the deployment lock.
    private(set) var isAlone = false

    private init(
        _ settings: ConnectionSettings, _ retryLimits: RetryLimits, _ stop: StopSign, _ session: consuming Session
    ) {
        self.settings = settings
        self.retryLimits = retryLimits
        self.stop = stop
        self.session = session
    }

    deinit { stop.follow(nil) }

    package static func open(
        _ settings: ConnectionSettings, _ retryLimits: RetryLimits, stop: StopSign = StopSign()
    ) throws(Failure) -> DeploySession {
        do throws(ServerRefusal) {
            let connected = DeploySession(settings, retryLimits, stop, try connection(settings, retryLimits))
            try connected.greet()
            return connected
        } catch {
            throw Failure(error.error, of: (try? completed(settings)) ?? settings)
        }
    }

    /// The server's version in PostgreSQL's form: 150020 for 15.20.
    package var versionNumber: Int { session.versionNumber }

    private static func connection(
        _ settings: ConnectionSettings, _ retryLimits: RetryLimits
    ) throws(ServerRefusal) -> Session {
        do throws(PostgresError) {
            var effective = try completed(settings)
            var settings = settings
            // A statement may take hours; keepalives detect a broken network meanwhile.
            for (name, value) in [("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3")]
            where settings.parameters[name] == nil {
                settings.parameters[name] = value
                effective.parameters[name] = value
            }
            let session = try TreeGuardPostgres.open(
                settings, effective, Transport(for: effective), by: .after(retryLimits.connect), resolver)
            guard session.versionNumber >= 100_000 else { throw .tooOld(session.version) }
            guard PQexitPipelineMode(session.connection) == 1 else {
                throw PostgresError(.internalError, session.message)
            }
            return session
        } catch {
            throw ServerRefusal(error, isLost: true)
        }
    }

    private func greet() throws(ServerRefusal) {
        stop.follow(session.connection)
        let answer = try session.execute("SELECT pg_catalog.pg_backend_pid()")
        backendPID = answer.rows.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
        isPooled = backendPID != Int(session.backendPID)
        isFresh = true
        guard versionNumber >= 140_000 else { return }
        do throws(ServerRefusal) {
            _ = try session.execute("BEGIN; SET LOCAL client_connection_check_interval = 1000; ROLLBACK")
            checksConnection = true
        } catch {
            // Not every platform supports it: there a statement runs to its end, and is then rolled back.
            guard !error.isLost else { throw error }
            _ = try session.execute("ROLLBACK")
        }
    }

    /// Takes and keeps the lock that makes us the only deployer. Waits a moment for a deployer that was just killed.
    package func becomeAlone() throws(Failure) {
        isAlone = true
        do throws(ServerRefusal) {
            if isPooled {
                // Each transaction takes the lock anew; this only tests it.
                _ = try transaction { () throws(ServerRefusal) in }
            } else {
                try takeLock(DeploymentLock.take)
            }
        } catch {
            throw failure(error, "nothing was deployed")
        }
    }

    func takeLock(_ question: Question) throws(ServerRefusal) {
        let end = Deadline.after(retryLimits.lock)
        var pause = Duration.milliseconds(50)
        while true {
            if try session.execute(question).rows.first?.first == "t" { return }
            guard !end.isPassed, !stop.isUp else { break }
            rest(pause)
            pause = min(pause * 2, .milliseconds(500))
        }
        if stop.isUp { throw .stopped }
        let holder = DeploymentLock.holder(try session.execute(DeploymentLock.holder))
        throw ServerRefusal(
            PostgresError(
                .deploymentUnderWay, "the lock is held by \(holder ?? "somebody who cannot be named")",
                next: "wait until that is over, then try again; treeguard explain deployment-under-way"))
    }

    /// Asks questions for an observer, within the transaction, if one is open.
    package func answers(to questions: [Question]) throws(Failure) -> [Answer] {
        do throws(ServerRefusal) {
            var answers: [Answer] = []
            for question in questions { answers.append(try session.execute(question)) }
            return answers
        } catch {
            throw failure(error, "the database could not be asked")
        }
    }

    /// Replaces a lost connection, and takes the lock again if we had it.
    func reconnect() throws(ServerRefusal) {
        session = try DeploySession.connection(settings, retryLimits)
        try greet()
        if isAlone, !isPooled { try takeLock(DeploymentLock.take) }
    }

    func failure(_ refusal: ServerRefusal, _ what: String) -> Failure {
        let told = Failure(refusal.error, of: settings)
        return Failure(told.code, what: what, why: told.why, next: told.next)
    }

    /// Waits, unless we are stopped.
    func rest(_ pause: Duration) {
        let end = Deadline.after(pause)
        while !end.isPassed, !stop.isUp { _ = isReady(-1, for: 0, by: end.within(.milliseconds(50))) }
    }
}
