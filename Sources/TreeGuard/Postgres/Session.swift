import CPostgres
import Glibc
import TreeGuardBase
import TreeGuardSchema

/// Sole owner of one libpq connection, non-blocking and in pipeline mode. It is closed when its scope ends.
struct Session: ~Copyable {
    let connection: OpaquePointer
    /// The number of round trips since connecting.
    private(set) var roundTrips = 0

    private init(owning connection: OpaquePointer) { self.connection = connection }

    deinit { PQfinish(connection) }

    /// Connects (PQconnectPoll). libpq's own connect_timeout has no effect, because it counts in blocking calls only.
    static func open(_ settings: ConnectionSettings, within limit: Duration) throws(PostgresError) -> Session {
        guard let connection = start(settings) else { throw .outOfMemory }
        let session = Session(owning: connection)
        // Verbose messages contain the SQLSTATE, which a failed connection gives in no other way.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
        PQsetNoticeReceiver(connection, { _, _ in }, nil)
        try session.establish(within: limit)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else {
            throw PostgresError(.internalError, session.message)
        }
        return session
    }

    private borrowing func establish(within limit: Duration) throws(PostgresError) {
        let deadline = Deadline.after(limit)
        guard PQstatus(connection) != CONNECTION_BAD else { throw PostgresError(connecting: message) }
        var next = PGRES_POLLING_WRITING
        while next != PGRES_POLLING_OK {
            guard next != PGRES_POLLING_FAILED else { throw PostgresError(connecting: message) }
            let event = next == PGRES_POLLING_READING ? POLLIN : POLLOUT
            guard isReady(PQsocket(connection), for: event, by: deadline) else {
                let isConnected = PQstatus(connection) != CONNECTION_STARTED
                throw .connectingTimedOut(wasAccepted: isConnected, limit)
            }
            next = PQconnectPoll(connection)
        }
    }

    /// libpq's message (PQerrorMessage), without the password that libpq may have found by itself.
    var message: String {
        let text = String(cString: PQerrorMessage(connection))
        return text.withoutSecrets(PQpass(connection).map { [String(cString: $0)] } ?? [])
    }

    /// The server's version in PostgreSQL's form: 150020 for 15.20.
    var versionNumber: Int { Int(PQserverVersion(connection)) }
    var version: String { PQparameterStatus(connection, "server_version").map { String(cString: $0) } ?? "" }

    /// Sends all questions at once and waits for the answers: one round trip, however many there are. The first error
    /// ends the round; the server skips the rest.
    mutating func round(_ questions: [Question], by deadline: Deadline) throws(PostgresError) -> [Answer] {
        for question in questions { try send(question) }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        roundTrips += 1
        var answers: [Answer] = []
        var complaint: PostgresError?
        var isBetweenAnswers = false
        while true {
            let unsent = PQflush(connection)
            while PQisBusy(connection) == 0 {
                guard let raw = PQgetResult(connection) else {
                    // The end of one answer; a second one in a row means that nothing more will come.
                    guard !isBetweenAnswers, PQstatus(connection) != CONNECTION_BAD else { throw complaint ?? lost() }
                    isBetweenAnswers = true
                    continue
                }
                isBetweenAnswers = false
                let result = QueryResult(owning: raw)
                switch result.status {
                case PGRES_PIPELINE_SYNC:
                    if let complaint { throw complaint }
                    guard answers.count == questions.count else { throw lost() }
                    return answers
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: answers.append(result.answer)
                case PGRES_PIPELINE_ABORTED: break
                case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                    throw PostgresError(.queryFailed, "COPY cannot be asked for")
                default: complaint = complaint ?? ServerComplaint(result: raw)?.error ?? lost()
                }
            }
            guard unsent >= 0, PQstatus(connection) != CONNECTION_BAD else { throw complaint ?? lost() }
            let events = unsent > 0 ? POLLIN | POLLOUT : POLLIN
            guard isReady(PQsocket(connection), for: events, by: deadline) else {
                throw .answerTimedOut(deadline.length)
            }
            // A failure shows in the next result or in the connection's state, with its reason.
            _ = PQconsumeInput(connection)
        }
    }

    private borrowing func send(_ question: Question) throws(PostgresError) {
        let words = [question.sql] + question.parameters.compactMap { $0 }
        guard words.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw PostgresError(.queryFailed, "PostgreSQL has no text with a NUL byte in it")
        }
        let status = withCStrings(question.parameters) { values in
            let count = Int32(clamping: values.count)
            return PQsendQueryParams(connection, question.sql, count, nil, values, nil, nil, 0)
        }
        guard status == 1 else {
            throw PQstatus(connection) == CONNECTION_BAD ? lost() : PostgresError(.queryFailed, message)
        }
    }

    borrowing func lost() -> PostgresError { PostgresError(.connectionLost, message) }

    /// Disconnects cleanly: cancels a running statement and rolls back an open transaction, so that a pooler can reuse
    /// the session.
    mutating func giveUp(after error: PostgresError, by end: Deadline) {
        if error.isUnfinished {
            cancel(by: end)
        } else if PQstatus(connection) == CONNECTION_OK {
            _ = try? round([Question("ROLLBACK")], by: end)
        }
    }

    /// Asks the server to cancel the running statement (PQcancel, over a connection of its own, which may block).
    private borrowing func cancel(by end: Deadline) {
        guard let handle = PQgetCancel(connection) else { return }
        // As a number, because a pointer is not Sendable; from here on the thread alone uses it.
        let address = UInt(bitPattern: handle)
        _ = result(by: end) {
            let owned = OpaquePointer(bitPattern: address)
            var complaint = [CChar](repeating: 0, count: 256)
            let status = PQcancel(owned, &complaint, Int32(complaint.count))
            PQfreeCancel(owned)
            return status
        }
    }
}
