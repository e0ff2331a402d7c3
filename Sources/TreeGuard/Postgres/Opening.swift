import TreeGuardBase
import TreeGuardSchema

/// The first questions of every conversation: a read-only transaction with limits.
enum Opening {
    /// The questions. Their settings are local to the transaction, so that a pooler's next client gets none of them.
    static func questions(_ limits: TimeLimits, schema: String?, versionNumber: Int) -> [Question] {
        var settings = [
            ("statement_timeout", limits.statement.setting), ("lock_timeout", limits.lock.setting),
            ("idle_in_transaction_session_timeout", limits.overall.setting),
            // A row hidden by a policy is an error: otherwise a ledger might look empty.
            ("row_security", "off"),
            // The catalog's constants are compared as text, so their form must not depend on the role's settings.
            ("quote_all_identifiers", "off"), ("bytea_output", "hex"), ("DateStyle", "ISO"),
            ("IntervalStyle", "postgres"), ("TimeZone", "UTC"), ("extra_float_digits", "1"),
        ]
        if versionNumber >= 110_000 { settings.append(("jit", "off")) }
        if let schema {
            let names = schema.split(separator: ",").map { sqlIdentifier(String($0)) }
            settings.append(("search_path", names.joined(separator: ", ")))
        }
        return [
            Question("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            // The role's own path, including schemas that it may not use.
            Question(
                "SELECT pg_catalog.set_config('treeguard.own_path', pg_catalog.current_setting('search_path'), true)"),
            setting(settings),
            // Saves the team's search path for the catalog's questions, then empties it, so that no foreign object can
            // shadow theirs.
            Question(
                "SELECT pg_catalog.set_config('treeguard.search_path', pg_catalog.current_schemas(true)::pg_catalog.text, true)"
            ),
            setting([("search_path", "")]),
            Question("SELECT pg_catalog.current_database(), pg_catalog.pg_is_in_recovery()"),
        ]
    }

    static let end = Question("ROLLBACK")

    /// The first questions of a confirmed write. Under READ COMMITTED, every statement after a lock sees the rows that
    /// others committed before they released it; REPEATABLE READ would not.
    static func writing(_ limits: TimeLimits) -> [Question] {
        [
            Question("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            setting([
                ("statement_timeout", limits.statement.setting), ("lock_timeout", limits.lock.setting),
                ("idle_in_transaction_session_timeout", limits.overall.setting), ("row_security", "off"),
                ("search_path", ""),
            ]),
        ]
    }

    /// Reads the answer to the last of these questions.
    static func server(_ facts: Answer?, _ session: borrowing Session, host: String, remarks: [String]) -> Server {
        let row = facts?.rows.first ?? []
        return Server(
            version: String(session.version.prefix { $0 != " " }), majorVersion: session.versionNumber / 10_000,
            host: host, database: row.first.flatMap { $0 } ?? "", isStandby: row.last == "t", remarks: remarks)
    }

    private static func setting(_ settings: [(name: String, value: String)]) -> Question {
        let calls = settings.indices.map { "pg_catalog.set_config($\($0 * 2 + 1), $\($0 * 2 + 2), true)" }
        return Question("SELECT " + calls.joined(separator: ", "), settings.flatMap { [$0.name, $0.value] })
    }
}
