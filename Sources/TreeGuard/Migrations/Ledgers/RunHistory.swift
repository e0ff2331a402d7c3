import TreeGuardBase
import TreeGuardSchema

/// The earlier deployments to one database, from `treeguard.deployment`.
package struct RunHistory: Hashable, Sendable {
    /// One row, as far as the next run needs it.
    package struct Entry: Hashable, Sendable {
        package var framework: String
        package var migration: String
        package var path: String
        package var digest: String
        package var outcome: RunRecord.Outcome
        package var parts: Int
        /// The parts that were begun, and the parts that are done.
        package var begun: Int
        package var done: Int
        package var started: String
        /// The id that all rows of one run of treeguard share.
        package var deployment: String
        package var environment: String
        package var who: String
        /// The commit; nil for a file that was not committed.
        package var commit: String?

        /// True if the run was interrupted or failed, and left something behind.
        package var isUnfinished: Bool {
            switch outcome {
            case .running: true
            case .failed: begun > 0 || done > 0
            case .applied, .rolledBack: false
            }
        }

        /// The state for people: "its deployment of 2026-03-01T09:30:00Z ended after 1 of 3 steps".
        package var standing: String {
            let step = parts == 1 ? "step" : "steps"
            return "its deployment of \(started) ended after \(done) of \(parts) \(step)"
        }
    }

    private var byKey: [Migration.Identity: [Entry]] = [:]
    package private(set) var entries: [Entry] = []

    package init() {}

    static let columns = [
        "id", "framework", "migration", "path", "digest", "outcome", "parts", "begun", "done", "started",
        "deployment", "environment", "who", "commit",
    ]

    /// The question for every row, the oldest first.
    package static let question = Question(
        """
        SELECT framework, migration, path, digest, outcome, parts, begun, done,
            to_char(started AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), deployment, environment, who,
            coalesce(commit, '')
        FROM treeguard.deployment ORDER BY id
        """)

    package init(_ rows: [[String?]]) {
        entries = rows.compactMap { Entry($0) }
        // A failed run that changed nothing is recorded for people only.
        for entry in entries where entry.outcome != .failed || entry.isUnfinished {
            byKey[Migration.Identity(framework: entry.framework, key: entry.migration), default: []].append(entry)
        }
    }

    /// The last entry of a migration. It is found by its path; a moved one by its identity alone, unless another file
    /// of the tree has its former path.
    package func last(of migration: Migration, isTaken: (_ path: String) -> Bool) -> Entry? {
        guard let rows = byKey[migration.identity] else { return nil }
        if let own = rows.last(where: { $0.path == migration.path.text }) { return own }
        guard let last = rows.last, !isTaken(last.path) else { return nil }
        return last
    }
}

extension RunHistory.Entry {
    init?(_ row: [String?]) {
        let words = row.compactMap(\.self)
        guard words.count == 13, let outcome = RunRecord.Outcome(rawValue: words[4]) else { return nil }
        (framework, migration, path, digest) = (words[0], words[1], words[2], words[3])
        self.outcome = outcome
        (parts, begun, done) = (Int(words[5]) ?? 0, Int(words[6]) ?? 0, Int(words[7]) ?? 0)
        (started, deployment, environment, who) = (words[8], words[9], words[10], words[11])
        commit = words[12].isEmpty ? nil : words[12]
    }
}
