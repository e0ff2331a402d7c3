import CPostgres
import Glibc
import TreeGuardBase
import TreeGuardSchema

/// Runs one statement after the other; each is answered before the next is sent.
extension Session {
    /// Runs SQL as written, with the simple protocol, which alone accepts statements outside of transactions.
    ///
    /// - Parameter rows: the data for COPY ... FROM stdin
    mutating func execute(_ sql: String, rows: [UInt8]? = nil) throws(ServerRefusal) -> Answer {
        guard !sql.utf8.contains(0) else {
            throw ServerRefusal(PostgresError(.queryFailed, "PostgreSQL has no text with a NUL byte in it"))
        }
        guard PQsendQuery(connection, sql) == 1 else { throw ServerRefusal(lost(), isLost: isBroken) }
        return try results(rows)
    }

    mutating func execute(_ question: Question) throws(ServerRefusal) -> Answer {
        guard !question.parameters.isEmpty else { return try execute(question.sql) }
        let status = withCStrings(question.parameters) { values in
            PQsendQueryParams(
                connection, question.sql, Int32(clamping: values.count), nil, values, nil, nil, 0)
        }
        guard status == 1 else { throw ServerRefusal(lost(), isLost: isBroken) }
        return try results(nil)
    }

    var isBroken: Bool { PQstatus(connection) == CONNECTION_BAD }
    var isInTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INTRANS }
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }
    var backendPID: Int32 { PQbackendPID(connection) }

    /// The last answer, after all have come. The first error counts.
    private mutating func results(_ rows: [UInt8]?) throws(ServerRefusal) -> Answer {
        var answer = Answer(rows: [])
        var refusal: ServerRefusal?
        while let raw = nextResult() {
            let result = QueryResult(owning: raw)
            switch result.status {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: answer = result.answer
            case PGRES_COPY_IN: give(rows)
            case PGRES_COPY_OUT: drain()
            default:
                let message = PQresultErrorField(raw, Int32(UnicodeScalar("M").value)).map { String(cString: $0) }
                let complaint = ServerComplaint(result: raw).map {
                    ServerRefusal($0, message ?? $0.message, isLost: isBroken)
                }
                refusal = refusal ?? complaint ?? ServerRefusal(lost(), isLost: true)
            }
            if isBroken { break }
        }
        if let refusal { throw refusal }
        guard !isBroken else { throw ServerRefusal(lost(), isLost: true) }
        return answer
    }

    /// Waits without a limit of our own: the server's limits and `StopSign` end a statement.
    private mutating func nextResult() -> OpaquePointer? {
        while PQflush(connection) == 1 {
            wait(for: POLLIN | POLLOUT)
            guard PQconsumeInput(connection) == 1 else { break }
        }
        while PQisBusy(connection) == 1 {
            wait(for: POLLIN)
            guard PQconsumeInput(connection) == 1 else { break }
        }
        return PQgetResult(connection)
    }

    private borrowing func wait(for events: Int32) {
        _ = isReady(PQsocket(connection), for: events, by: .after(.seconds(60)))
    }

    private mutating func give(_ rows: [UInt8]?) {
        guard let rows else {
            _ = PQputCopyEnd(connection, "the file has no rows for it")
            return
        }
        for start in stride(from: 0, to: rows.count, by: 1 << 16) {
            let chunk = rows[start..<min(start + 1 << 16, rows.count)]
            while true {
                let status = chunk.withUnsafeBytes { bytes in
                    PQputCopyData(connection, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
                }
                guard status == 0 else { break }
                wait(for: POLLOUT)
            }
        }
        while PQputCopyEnd(connection, nil) == 0 { wait(for: POLLOUT) }
    }

    /// Discards the rows of COPY ... TO stdout.
    private mutating func drain() {
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(connection, &row, 1)
            if let row { PQfreemem(row) }
            if count < 0 { return }
            if count == 0 {
                wait(for: POLLIN)
                guard PQconsumeInput(connection) == 1 else { return }
            }
        }
    }
}
