import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The answer of `treeguard check`, as a value that every output format renders.
package struct CheckReport: Hashable, Sendable {
    package var verdict: Verdict
    /// The environment that decides the verdict, after a deployment to it; nil if all required environments count.
    package var decidedBy: String?
    /// The protected branch that would receive the change.
    package var target: String
    /// The source of the change: a branch, a commit, or a worktree with its uncommitted changes.
    package var source: String
    package var environments: [EnvironmentReport]
    /// The changed migrations, in the order in which they run.
    package var migrations: [MigrationReport]
    /// Problems of the repository that belong to no single migration: two files with one number ...
    package var problems: [Problem]
    /// Set for PARTIAL_MIGRATION: states if the rest may be deployed as it is.
    package var consistency: Consistency?
    /// The next steps for a person, the best first.
    package var next: [NextStep]

    package init(
        verdict: Verdict, decidedBy: String? = nil, target: String, source: String,
        environments: [EnvironmentReport] = [],
        migrations: [MigrationReport] = [], problems: [Finding] = [], consistency: Consistency? = nil,
        next: [NextStep] = []
    ) {
        self.verdict = verdict
        self.decidedBy = decidedBy
        self.target = target
        self.source = source
        self.environments = environments
        self.migrations = migrations
        self.problems = problems
        self.consistency = consistency
        self.next = next
    }

    /// A problem of the change as a whole.
    package struct Problem: Hashable, Sendable {
        package enum Severity: String, Hashable, Sendable, CaseIterable {
            /// Blocks every judgement until it is fixed: the verdict is ERROR.
            case block
            case warn
            case info
        }

        package var path: RepositoryPath?
        package var message: String
        /// The fix; empty if none is needed.
        package var help: String
        package var severity: Severity

        package init(path: RepositoryPath? = nil, message: String, help: String = "", severity: Severity = .warn) {
            self.path = path
            self.message = message
            self.help = help
            self.severity = severity
        }
    }

    /// A command, and its purpose.
    package struct NextStep: Hashable, Sendable {
        package var command: String
        package var purpose: String

        package init(_ command: String, _ purpose: String) {
            self.command = command
            self.purpose = purpose
        }
    }
}

/// One environment, and the result of asking it.
package struct EnvironmentReport: Hashable, Sendable {
    package enum Access: Hashable, Sendable {
        case ok(Server)
        case failed(Failure)
        /// No migration changes, or the user gave `--offline`.
        case notAsked
    }

    package var name: String
    package var isRequired: Bool
    package var access: Access
    package var verdict: Verdict
    /// The environments that must get their pending migrations first.
    package var hindrances: [Promotion.Hindrance]
    /// Rows of its ledgers that belong to no file: their files are on another branch, or were deleted.
    package var strangers: [LedgerAccounts.Stranger]

    /// True if the environment was asked and answered.
    package var isAnswered: Bool {
        if case .ok = access { return true }
        return false
    }

    package init(
        name: String, isRequired: Bool, access: Access, verdict: Verdict, hindrances: [Promotion.Hindrance] = [],
        strangers: [LedgerAccounts.Stranger] = []
    ) {
        self.name = name
        self.isRequired = isRequired
        self.access = access
        self.verdict = verdict
        self.hindrances = hindrances
        self.strangers = strangers
    }
}

/// One changed migration, and its state in every environment.
package struct MigrationReport: Hashable, Sendable {
    package var path: RepositoryPath
    package var framework: String
    package var version: String?
    package var change: Migration.Change
    package var standings: [Standing]
    /// Code in the change that needs the migration.
    package var references: [Reference]
    /// Remarks for people: "its order is a guess: the name has no number" ...
    package var remarks: [String]

    package init(
        path: RepositoryPath, framework: String, version: String?, change: Migration.Change, standings: [Standing] = [],
        references: [Reference] = [], remarks: [String] = []
    ) {
        self.path = path
        self.framework = framework
        self.version = version
        self.change = change
        self.standings = standings
        self.references = references
        self.remarks = remarks
    }

    /// A line of code that uses an object that the migration creates.
    package struct Reference: Hashable, Sendable {
        package var path: RepositoryPath
        package var line: Int
        package var name: String

        package init(path: RepositoryPath, line: Int, name: String) {
            self.path = path
            self.line = line
            self.name = name
        }
    }
}

/// The state of one migration in one environment.
package struct Standing: Hashable, Sendable {
    package var environment: String
    package var judgement: Judgement
    /// "none", "recorded", "not recorded", "absent", "unfinished", "unreadable".
    package var ledger: String
    package var present: Int
    package var verifiable: Int
    package var statements: Int
    /// Statements that TreeGuard cannot verify, with their lines: "line 12: INSERT".
    package var unverified: [String]
    /// The objects, the worst first. Objects of a missing table are folded into the table's line.
    package var evidence: [EvidenceLine]
    /// The reasons why it would fail, in the order of its statements.
    package var obstacles: [Obstacle]
    /// The team's reason to accept the migration as it is there: then it does not count for the verdict.
    package var acceptance: Acceptance?

    package init(
        environment: String, judgement: Judgement, ledger: String = "none", present: Int = 0, verifiable: Int = 0,
        statements: Int = 0, unverified: [String] = [], evidence: [EvidenceLine] = [], obstacles: [Obstacle] = [],
        acceptance: Acceptance? = nil
    ) {
        self.environment = environment
        self.judgement = judgement
        self.ledger = ledger
        self.present = present
        self.verifiable = verifiable
        self.statements = statements
        self.unverified = unverified
        self.evidence = evidence
        self.obstacles = obstacles
        self.acceptance = acceptance
    }
}

/// One object, and its state in production.
package struct EvidenceLine: Hashable, Sendable {
    package enum Mark: Hashable, Sendable, CaseIterable {
        case absent
        case differs
        /// The migration drops it, and it still exists.
        case stillThere
        /// Equal to the migration's result, but some parts could not be compared.
        case uncompared
        case holds
    }

    /// "table", "index", "column" ...
    package var kind: String
    /// The name as written in SQL, without the schema `public`: "security_detections", "jobs.title".
    package var name: String
    /// The objects that are folded into this line: "10 columns".
    package var extent: String?
    /// The table of a trigger, constraint, policy or rule: their names are unique only within a table.
    package var table: String?
    package var mark: Mark
    /// "absent", "present", "is text, expected character varying(20)", "INVALID: a concurrent build failed".
    package var detail: String
    package var line: Int

    package init(
        kind: String, name: String, extent: String? = nil, table: String? = nil, mark: Mark, detail: String, line: Int
    ) {
        self.kind = kind
        self.name = name
        self.extent = extent
        self.table = table
        self.mark = mark
        self.detail = detail
        self.line = line
    }
}

extension CheckReport {
    /// The verdict's exit code, but a configuration error gets its own: waiting for production would not help.
    package var exit: ExitCode {
        let failures = environments.filter(\.isRequired).compactMap { environment in
            if case .failed(let failure) = environment.access { return failure }
            return nil
        }
        return verdict == .error && failures.contains { $0.code.exit == .usage } ? .usage : verdict.exit
    }
}
