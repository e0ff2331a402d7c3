import Foundation
import TestSupport
import Testing

/// Another session, in the middle of a transaction, until it is told to end.
final class HoldingSession: Sendable {
    private let database: TemporaryDatabase
    let process: Int

    /// Runs the statement in a transaction, and sits there.
    init(_ database: TemporaryDatabase, _ sql: String) throws {
        self.database = database
        // A thread of its own: tasks share as many as there are processors, and tests sit on those.
        Thread.detachNewThread { _ = try? database.execute("BEGIN;\n\(sql);\nSELECT pg_sleep(120) AS held;") }
        var found: Int?
        _ = try eventually {
            found = Int(
                try database.execute(
                    """
                    SELECT pid FROM pg_stat_activity WHERE datname = '\(database.name)' AND wait_event = 'PgSleep'
                        AND query LIKE '%AS held%' AND pid <> pg_backend_pid()
                    """))
            return found != nil
        }
        process = try #require(found, "the other session did not begin")
    }

    func end() throws { try database.execute("SELECT pg_terminate_backend(\(process))") }
}
