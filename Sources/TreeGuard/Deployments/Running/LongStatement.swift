import TreeGuardBase
import TreeGuardSchema

/// The progress of a statement, read by another session.
package struct LongStatement: Hashable, Sendable {
    /// The sessions that block it.
    package var blockers: String?
    /// The progress: "building index: scanning table, 512 of 2048 blocks".
    package var progress: String?

    package init(_ row: [String?]) {
        blockers = row.first.flatMap { $0 }.map { "\(Escaped($0))" }
        guard row.count == 5, let phase = row[1], !phase.isEmpty else { return }
        let done = row[2].flatMap { Int($0) } ?? 0
        let total = row[3].flatMap { Int($0) } ?? 0
        let count = total > 0 ? "\(done) of \(total)" : "\(done)"
        progress = "\(Escaped(phase))" + (total + done > 0 ? ", \(count) \(Escaped(row[4] ?? ""))" : "")
    }

    package var words: String? { blockers.map { "waiting for \($0)" } ?? progress }

    /// One line for a terminal. A long statement is shortened, so that its progress still fits.
    package static func line(_ heading: String, _ elapsed: Duration, _ seen: LongStatement?, width: Int) -> String {
        let end = ([elapsed.spoken, seen?.words].compactMap(\.self)).joined(separator: "  ")
        let room = max(width - end.count - 5, 12)
        let start = heading.count > room ? heading.prefix(room - 3) + "..." : heading[...]
        return "\("  \(start)  \(end)".prefix(width - 1))"
    }

    /// Asks for one row: the blocking sessions, and the progress that PostgreSQL reports.
    ///
    /// - Parameter version: the server's version in libpq's form: 150_004
    package static func question(_ process: Int, version: Int) -> Question {
        let known = reports.filter { $0.since <= version }.map { "\($0.query) WHERE pid = $1::integer" }
        return Question(
            """
            SELECT
                (SELECT string_agg(format('process %s (%s, %s)', a.pid, a.usename,
                        coalesce(nullif(a.application_name, ''), 'unnamed')), ' and ')
                    FROM pg_catalog.pg_stat_activity a WHERE a.pid = ANY (pg_catalog.pg_blocking_pids($1::integer))),
                p.phase, p.done, p.total, p.unit
            FROM (SELECT 1) one LEFT JOIN (
                \(known.joined(separator: "\n    UNION ALL "))) p (phase, done, total, unit) ON true
            LIMIT 1
            """, ["\(process)"])
    }

    /// The progress views, each with the version that introduced it.
    private static let reports: [(since: Int, query: String)] = [
        (90_600, "SELECT phase, heap_blks_scanned, heap_blks_total, 'blocks' FROM pg_catalog.pg_stat_progress_vacuum"),
        (
            120_000,
            "SELECT phase, heap_blks_scanned, heap_blks_total, 'blocks' FROM pg_catalog.pg_stat_progress_cluster"
        ),
        (
            120_000,
            """
            SELECT phase, CASE WHEN tuples_total > 0 THEN tuples_done ELSE blocks_done END,
                CASE WHEN tuples_total > 0 THEN tuples_total ELSE blocks_total END,
                CASE WHEN tuples_total > 0 THEN 'rows' ELSE 'blocks' END
            FROM pg_catalog.pg_stat_progress_create_index
            """
        ),
        (
            130_000,
            "SELECT phase, sample_blks_scanned, sample_blks_total, 'blocks' FROM pg_catalog.pg_stat_progress_analyze"
        ),
        (140_000, "SELECT 'copying', tuples_processed, 0, 'rows' FROM pg_catalog.pg_stat_progress_copy"),
    ]
}
