import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The answer of `treeguard check`: one value, which every format renders.
package struct CheckReport: Hashable, Sendable {
    package var verdict: Verdict
    /// The environment that the verdict is about, after a deployment to it; nil where every required one counts.
    package var decidedBy: String?
    /// The protected branch that would receive the change.
    package var target: String
    /// The source of the merge: a branch, a commit, or a worktree with its uncommitted files.
    package var source: String
    package var environments: [EnvironmentReport]
    /// The migrations that change, in the order in which they would run.
    package var migrations: [MigrationReport]
    /// Findings about the repository that belong to no single migration: two files with one number ...
    package var problems: [Finding]
    /// Of PARTIAL_MIGRATION: whether the rest may be deployed as it is.
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

    /// A command, and what it is good for.
    package struct NextStep: Hashable, Sendable {
        package var command: String
        package var purpose: String

        package init(_ command: String, _ purpose: String) {
            self.command = command
            self.purpose = purpose
        }
    }
}

/// One environment that was, or should have been, asked.
package struct EnvironmentReport: Hashable, Sendable {
    package enum Access: Hashable, Sendable {
        case ok(Server)
        case failed(Failure)
        /// No migration changes, or the person said `--offline`.
        case notAsked
    }

    package var name: String
    package var isRequired: Bool
    package var access: Access
    package var verdict: Verdict
    /// The environments that must have its pending migrations first, and lack them.
    package var hindrances: [Promotion.Hindrance]
    /// Rows of its ledgers that no file explains: of another branch, or of a file that was deleted.
    package var strangers: [LedgerAccounts.Stranger]

    /// True if it was asked and could be.
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

/// One migration that changes, and where it stands everywhere.
package struct MigrationReport: Hashable, Sendable {
    package var path: RepositoryPath
    package var framework: String
    package var version: String?
    package var change: Migration.Change
    package var standings: [Standing]
    /// Code in the change that needs it.
    package var references: [Reference]
    /// "its order is a guess: the name has no number" ...
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

    /// A line of code that uses what the migration makes.
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
    /// Statements that nobody can verify, with their lines: "line 12: INSERT".
    package var unverified: [String]
    /// The objects, the worst first; those of a table that is missing altogether are folded into its line.
    package var evidence: [EvidenceLine]
    /// The obstacles to it, in the order of its statements.
    package var obstacles: [Obstacle]
    /// Why the team takes it as it is there: it does not count for the verdict.
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

/// One object, and what production says of it.
package struct EvidenceLine: Hashable, Sendable {
    package enum Mark: Hashable, Sendable, CaseIterable {
        case absent
        case differs
        /// The migration drops it.
        case stillThere
        /// The object is as the migration leaves it, as far as it could be compared, which is not entirely.
        case uncompared
        case holds
    }

    /// "table", "index", "column" ...
    package var kind: String
    /// "security_detections", "jobs.title", as a person would write it in SQL; without the schema `public`.
    package var name: String
    /// The parts that are folded into this line: "10 columns".
    package var extent: String?
    /// The table of a trigger, constraint, policy or rule: each table has names of its own for these.
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
    /// The verdict's, except that a configuration which is wrong says so: waiting for production would not help.
    package var exit: ExitCode {
        let failures = environments.filter(\.isRequired).compactMap { environment in
            if case .failed(let failure) = environment.access { return failure }
            return nil
        }
        return verdict == .error && failures.contains { $0.code.exit == .usage } ? .usage : verdict.exit
    }
}
