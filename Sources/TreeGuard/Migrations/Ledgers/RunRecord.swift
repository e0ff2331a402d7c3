import TreeGuardSchema

/// One row of `treeguard.deployment`: the result of one file in one deployment.
package struct RunRecord: Hashable, Sendable {
    /// The id of the deployment.
    package var deployment: String
    package var environment: String
    package var framework: String
    /// The migration's key in its framework's terms.
    package var migration: String
    package var path: String
    /// SHA-256 of the file.
    package var digest: String
    package var commit: String?
    package var who: String
    package var origin: String
    /// The version of TreeGuard.
    package var version: String
    package var parts: Int

    package init(
        deployment: String, environment: String, framework: String, migration: String, path: String, digest: String,
        commit: String?, who: String, origin: String, version: String, parts: Int
    ) {
        self.deployment = deployment
        self.environment = environment
        self.framework = framework
        self.migration = migration
        self.path = path
        self.digest = digest
        self.commit = commit
        self.who = who
        self.origin = origin
        self.version = version
        self.parts = parts
    }

    package enum Outcome: String, Hashable, Sendable {
        case running
        case applied
        case failed
        /// The file was rolled back.
        case rolledBack = "rolled_back"
    }

    /// Writes the row before anything of the file runs, if an interrupted run would leave something behind.
    package func running(begun: Int, done: Int) -> Question { written(.running, begun: begun, done: done) }

    /// Writes the row in the transaction of the last part.
    package var applied: Question { written(.applied, begun: parts, done: parts) }

    /// Writes the row in the transaction that undoes the file.
    package var rolledBack: Question { written(.rolledBack, begun: 0, done: 0) }

    /// - Parameter error: the part of the failure that may be kept
    package func failed(done: Int, begun: Int, error: String) -> Question {
        written(.failed, begun: begun, done: done, error: error)
    }

    private func written(_ outcome: Outcome, begun: Int, done: Int, error: String? = nil) -> Question {
        let isOver = outcome != .running
        return Question(
            """
            INSERT INTO treeguard.deployment AS d (deployment, environment, framework, migration, path, digest, commit,
                who, origin, version, parts, begun, done, outcome, error, started, finished, duration)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::integer, $12::integer, $13::integer, $14, $15, now(),
                \(isOver ? "clock_timestamp(), clock_timestamp() - now()" : "NULL, NULL"))
            ON CONFLICT (deployment, path) DO UPDATE SET begun = excluded.begun, done = excluded.done,
                outcome = excluded.outcome, error = excluded.error, finished = excluded.finished,
                duration = excluded.finished - d.started
            """,
            [
                deployment, environment, framework, migration, path, digest, commit, who, origin, version, "\(parts)",
                "\(begun)", "\(done)", outcome.rawValue, error,
            ])
    }
}
