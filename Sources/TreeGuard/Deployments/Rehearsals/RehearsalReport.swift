import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

/// The report of `treeguard rehearse`: the results of the migrations on a copy of the schema.
package struct RehearsalReport: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        package var path: RepositoryPath
        package var statements: [Step] = []
        /// The reason why it failed; nil if it ran to its end.
        package var failure: Failure?
        /// The line of the statement that failed, if one did.
        package var failedAt: Int?
        /// True if it ran to its end.
        package var hasRun = false
        /// The state that the check reports afterwards; nil if the check was not reached.
        package var state: MigrationState?
        /// The differences from the file's statements, as a check words them.
        package var missing: [String] = []
        package var duration: Duration = .zero

        package init(_ path: RepositoryPath) { self.path = path }

        /// True if the check confirms it. A file that changes only rows and has no ledger cannot be checked.
        package var isVerified: Bool { state == .applied || state == .unknown && missing.isEmpty }
        package var isGood: Bool { failure == nil && isVerified }
        /// The tables that its statements rewrote.
        package var rewritten: [String] { statements.flatMap(\.rewritten) }
    }

    package struct Step: Hashable, Sendable {
        package var line: Int
        /// The beginning of its text.
        package var text: String
        package var duration: Duration
        /// The locks that it took on objects older than the file; nil if they were not read.
        package var locks: [HeldLock]?
        /// True if it ran outside of a transaction: its locks ended with it, and another session sampled them. A lock
        /// held for a moment may be missing.
        package var ranAlone = false
        package var rewritten: [String]

        package init(
            line: Int, text: String, duration: Duration, locks: [HeldLock]?, ranAlone: Bool = false, rewritten: [String]
        ) {
            self.line = line
            self.text = text
            self.duration = duration
            self.locks = locks
            self.ranAlone = ranAlone
            self.rewritten = rewritten
        }
    }

    /// The result of the rollback.
    package enum Return: Hashable, Sendable {
        /// The rollback restored the schema, and everything was applied again.
        case same
        /// The rollback ran, but the schema differs: "- gone", "+ left".
        case differs([String])
        /// The rollback failed.
        case failed(RepositoryPath, Failure)
        /// The rollback restored the schema, but applying the files again failed.
        case notAgain(RepositoryPath, Failure)
        /// One file cannot be rolled back, and why.
        case none(RepositoryPath, because: [String])
        /// The rollback did not run, because the migrations failed.
        case notTried
    }

    package var source: String
    package var environment: String
    /// The version of the copy's server. `production` has production's.
    package var version: String
    package var production: Server
    package var tables: Int
    /// Remarks about the copy.
    package var remarks: [String]
    package var files: [File]
    package var back: Return = .notTried

    package init(
        source: String, environment: String, version: String, production: Server, tables: Int, remarks: [String] = [],
        files: [File] = []
    ) {
        self.source = source
        self.environment = environment
        self.version = version
        self.production = production
        self.tables = tables
        self.remarks = remarks
        self.files = files
    }

    package var isGood: Bool {
        guard files.allSatisfy(\.isGood) else { return false }
        // A migration without a rollback is worth a remark, but the rehearsal itself succeeded.
        return switch back {
        case .same, .none: true
        case .differs, .failed, .notAgain, .notTried: false
        }
    }

    package var exit: ExitCode { files.isEmpty || isGood ? .success : .migrationsPending }
}
