import TreeGuardSchema

extension TableQuestions {
    /// The sessions that hold or await locks on the named relations and their relatives. The text of their queries is
    /// private: it is used only to detect an autovacuum that does not yield.
    static let locks = """
        SELECT 'lock', n.nspname::text, c.relname::text, l.pid::text, l.mode, l.granted::text, a.usename::text,
            a.application_name, a.state, extract(epoch FROM now() - a.xact_start)::bigint::text,
            (a.query LIKE 'autovacuum: %(to prevent wraparound)%')::text
        FROM kin JOIN pg_locks l ON l.relation = kin.oid
        JOIN pg_class c ON c.oid = kin.oid JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'relation' AND l.pid IS DISTINCT FROM pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """

    /// Old transactions and idle sessions in one: CONCURRENTLY waits until all of them end.
    static let sessions = Question(
        """
        SELECT CASE WHEN query = '<insufficient privilege>' THEN 'hidden' ELSE 'session' END, pid::text, usename::text,
            application_name, state, extract(epoch FROM now() - xact_start)::bigint::text
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND (query = '<insufficient privilege>' OR xact_start < now() - interval '1 minute'
            OR (state LIKE 'idle in transaction%' AND state_change < now() - interval '5 seconds'))
        """)

    static let prepared = Question(
        """
        SELECT 'prepared', gid, owner::text, extract(epoch FROM now() - prepared)::bigint::text
        FROM pg_prepared_xacts WHERE database = current_database()
        """)
}
