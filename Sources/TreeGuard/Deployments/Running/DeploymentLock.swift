import TreeGuardBase
import TreeGuardSchema

/// The advisory lock that every deployment to a database holds, from any machine.
package enum DeploymentLock {
    /// The bytes of "treeguar", read as one number.
    package static let key: Int64 = 8_390_880_541_946_503_538

    /// Takes the lock until the session ends.
    package static let take = Question("SELECT pg_catalog.pg_try_advisory_lock(\(key))")
    /// Takes the lock until the transaction ends: all that a pooler in transaction mode allows.
    package static let takeInTransaction = Question("SELECT pg_catalog.pg_try_advisory_xact_lock(\(key))")

    /// Asks for the holder: process, user, application, address, start of its session.
    package static let holder = Question(
        """
        SELECT a.pid, a.usename, a.application_name, coalesce(host(a.client_addr), 'the server''s own machine'),
            to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = \(UInt64(key) >> 32)
            AND l.objid = \(UInt64(key) & 0xFFFF_FFFF)
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        """)

    /// The holder for people, from the answer to `holder`.
    package static func holder(_ answer: Answer) -> String? {
        guard let row = answer.rows.first, row.count == 5 else { return nil }
        let said = row.map { "\(Escaped($0 ?? "?"))" }
        return "\(said[1]) from \(said[3]) (\(said[2]), process \(said[0])), connected since \(said[4])"
    }
}
