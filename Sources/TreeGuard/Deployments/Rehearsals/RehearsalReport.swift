import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

/// The answer of `treeguard rehearse`: what came of the migrations on a copy of the schema.
package struct RehearsalReport: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        package var path: RepositoryPath
        package var statements: [Step] = []
        /// Why it did not run to its end; nil where it did.
        package var failure: Failure?
        /// The line that failed, where it was a statement.
        package var failedAt: Int?
        /// True if it ran to its end.
        package var hasRun = false
        /// The check's state of it afterwards; nil if it was not reached.
        package var state: MigrationState?
        /// The objects that are not as the file says, in the words of a check.
        package var missing: [String] = []
        package var duration: Duration = .zero

        package init(_ path: RepositoryPath) { self.path = path }

        /// True if the check could see it. A file without a ledger that changes only rows cannot be seen.
        package var isVerified: Bool { state == .applied || state == .unknown && missing.isEmpty }
        package var isGood: Bool { failure == nil && isVerified }
        /// Tables that a statement of it wrote anew.
        package var rewritten: [String] { statements.flatMap(\.rewritten) }
    }

    package struct Step: Hashable, Sendable {
        package var line: Int
        /// The beginning of its text.
        package var text: String
        package var duration: Duration
        /// The locks that it took on relations from before the file; nil if they were not watched.
        package var locks: [HeldLock]?
        /// True if it ran outside of a transaction: its locks ended with it, and were seen from beside. What was held
        /// for a moment may be missing.
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

    /// The outcome of the rollback.
    package enum Return: Hashable, Sendable {
        /// The schema is what it was, and everything was applied again.
        case same
        /// It ran, and the schema is not what it was: "- gone", "+ left".
        case differs([String])
        /// It did not run to its end.
        case failed(RepositoryPath, Failure)
        /// It led back, and applying a second time failed.
        case notAgain(RepositoryPath, Failure)
        /// There is none for a file, and why.
        case none(RepositoryPath, because: [String])
        /// Nobody goes back from what did not arrive.
        case notTried
    }

    package var source: String
    package var environment: String
    /// The version of the copy's server, and production's own.
    package var version: String
    package var production: Server
    package var tables: Int
    /// Remarks on the copy.
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
        // That there is no way back is worth knowing, and no failure of what was rehearsed.
        return switch back {
        case .same, .none: true
        case .differs, .failed, .notAgain, .notTried: false
        }
    }

    package var exit: ExitCode { files.isEmpty || isGood ? .success : .migrationsPending }
}
