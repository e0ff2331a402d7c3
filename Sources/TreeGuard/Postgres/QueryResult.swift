import CPostgres
import TreeGuardSchema

/// Sole owner of one PGresult.
struct QueryResult: ~Copyable {
    private let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    /// The rows, copied out of libpq's memory. Bytes that are not UTF-8 (a SQL_ASCII database) are replaced.
    var answer: Answer {
        let columns = 0..<PQnfields(pointer)
        return Answer(rows: (0..<PQntuples(pointer)).map { row in columns.map { value(row, $0) } })
    }

    private func value(_ row: Int32, _ column: Int32) -> String? {
        guard PQgetisnull(pointer, row, column) == 0, let text = PQgetvalue(pointer, row, column) else { return nil }
        let bytes = UnsafeRawBufferPointer(start: text, count: Int(PQgetlength(pointer, row, column)))
        return String(decoding: bytes, as: UTF8.self)
    }
}
