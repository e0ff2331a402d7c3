import TreeGuardBase
import TreeGuardSchema

/// How every conversation begins: a read-only transaction with limits, the same for everyone who asks.
enum Opening {
    /// Settings are local to the transaction, so that a pooler's next client finds none of them.
    static func questions(_ limits: TimeLimits, schema: String?, versionNumber: Int) -> [Question] {
        var settings = [
            ("statement_timeout", limits.statement.setting), ("lock_timeout", limits.lock.setting),
            ("idle_in_transaction_session_timeout", limits.overall.setting),
            // Rows that a policy would hide are an error, not an empty answer: a ledger must not look empty.
            ("row_security", "off"),
            // The catalog's constants are compared as text: one spelling, whatever the role's settings are.
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
            // The role's own path, which names schemas that may be closed to it.
            Question(
                "SELECT pg_catalog.set_config('treeguard.own_path', pg_catalog.current_setting('search_path'), true)"),
            setting(settings),
            // What unqualified names mean to the team, for the catalog's questions; then nothing foreign may shadow
            // what they call.
            Question(
                "SELECT pg_catalog.set_config('treeguard.search_path', pg_catalog.current_schemas(true)::pg_catalog.text, true)"
            ),
            setting([("search_path", "")]),
            Question("SELECT pg_catalog.current_database(), pg_catalog.pg_is_in_recovery()"),
        ]
    }

    static let end = Question("ROLLBACK")

    /// The other opening, for what a person said yes to. Every statement after a lock sees what others committed before
    /// they let go of it, which REPEATABLE READ would not.
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

    /// Reads the answer to the last question of the opening.
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
