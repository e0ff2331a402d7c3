import TreeGuardBase
import TreeGuardSchema

/// The advisory lock that every deployment to a database holds, from whatever machine.
package enum DeploymentLock {
    /// The bytes of "treeguar", read as one number.
    package static let key: Int64 = 8_390_880_541_946_503_538

    /// For the session's life.
    package static let take = Question("SELECT pg_catalog.pg_try_advisory_lock(\(key))")
    /// Until the transaction's end: what a pooler in transaction mode leaves us.
    package static let takeInTransaction = Question("SELECT pg_catalog.pg_try_advisory_xact_lock(\(key))")

    /// Who holds it: process, user, application, address, since when its session stands.
    package static let holder = Question(
        """
        SELECT a.pid, a.usename, a.application_name, coalesce(host(a.client_addr), 'the server''s own machine'),
            to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = \(UInt64(key) >> 32)
            AND l.objid = \(UInt64(key) & 0xFFFF_FFFF)
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        """)

    /// Says who it is, by the answer to `holder`.
    package static func holder(_ answer: Answer) -> String? {
        guard let row = answer.rows.first, row.count == 5 else { return nil }
        let said = row.map { "\(Escaped($0 ?? "?"))" }
        return "\(said[1]) from \(said[3]) (\(said[2]), process \(said[0])), connected since \(said[4])"
    }
}
