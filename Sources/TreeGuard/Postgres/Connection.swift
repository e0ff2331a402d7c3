import Synchronization
import TreeGuardBase
import TreeGuardSchema

/// An open connection for one conversation. It is closed after that, or with the last reference.
package final class Connection: Sendable {
    let schema: String?
    /// The settings completed by libpq.
    let effective: ConnectionSettings
    let transport: Transport
    private let session: Mutex<Session?>
    /// The time that connecting took out of the conversation's limit.
    let timeTaken: Duration
    private let established = ContinuousClock.now

    init(
        _ session: consuming sending Session, schema: String?, _ effective: ConnectionSettings, _ transport: Transport,
        timeTaken: Duration
    ) {
        self.session = Mutex(session)
        self.schema = schema
        self.effective = effective
        self.transport = transport
        self.timeTaken = timeTaken
    }

    /// True if the connection is unused, and idle for so short a time that no firewall can have dropped it.
    package var isFresh: Bool {
        session.withLock { $0 != nil } && established.duration(to: .now) < .seconds(2)
    }

    /// The session, which only the first caller gets.
    func taken() throws(PostgresError) -> sending Session {
        guard let session = session.withLock({ $0.take() }) else {
            throw PostgresError(.internalError, "a connection was used twice")
        }
        return session
    }
}

/// Connects to one database, within the limits, to ask it questions.
package func connect(_ settings: ConnectionSettings, _ limits: TimeLimits) -> Result<Connection, Failure> {
    connect(settings, limits, lookUp: resolver)
}

func connect(
    _ settings: ConnectionSettings, _ limits: TimeLimits, lookUp: @escaping LookUpName
) -> Result<Connection, Failure> {
    do throws(PostgresError) {
        let start = ContinuousClock.now
        let effective = try completed(settings)
        let transport = Transport(for: effective)
        let deadline = Deadline.after(limits.working).within(limits.connect)
        let session = try open(settings, effective, transport, by: deadline, lookUp)
        guard session.versionNumber >= 100_000 else { throw .tooOld(session.version) }
        return .success(
            Connection(
                session, schema: settings.schema, effective, transport, timeTaken: start.duration(to: .now)))
    } catch {
        // The host and the password may come from a service file or from PG* variables.
        return .failure(Failure(error, of: (try? completed(settings)) ?? settings))
    }
}

/// Tries one address after another. Each gets a share of the time, so that an unreachable one leaves some for the next.
func open(
    _ settings: ConnectionSettings, _ effective: ConnectionSettings, _ transport: Transport, by deadline: Deadline,
    _ lookUp: @escaping LookUpName
) throws(PostgresError) -> Session {
    let doors = try addresses(of: effective.parameters, by: deadline, lookUp)
    var trouble = PostgresError.connectingTimedOut(wasAccepted: false, deadline.length)
    for (index, door) in doors.enumerated() where !deadline.isPassed {
        var attempt = settings
        attempt.parameters.merge(transport.parameters) { $1 }
        attempt.parameters.merge(["application_name": "treeguard", "client_encoding": "UTF8"]) { $1 }
        // Empty means libpq's default, and keeps PG* variables out.
        attempt.parameters["host"] = door.host ?? ""
        attempt.parameters["hostaddr"] = door.numeric ?? ""
        attempt.parameters["port"] = door.port ?? ""
        do throws(PostgresError) {
            return try Session.open(attempt, within: deadline.left / (doors.count - index))
        } catch {
            guard error.isWorthAnotherAddress else { throw error }
            trouble = error
        }
    }
    throw trouble
}
