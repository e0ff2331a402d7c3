import TreeGuardBase
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSchema
import TreeGuardVerdicts

// Reports as checks of the seed repository would come to, and of stranger ones.

let server = Server(version: "15.20", majorVersion: 15, host: "db.example.com", database: "app")

func production(_ verdict: Verdict, _ access: EnvironmentReport.Access = .ok(server)) -> EnvironmentReport {
    EnvironmentReport(name: "production", isRequired: true, access: access, verdict: verdict)
}

func standing(
    _ state: MigrationState, _ observations: [Observation] = [], ledger: String = "none", reasons: [String] = [],
    unverified: [String] = [], statements: Int = 8, in environment: String = "production"
) -> Standing {
    Standing(
        environment: environment, judgement: Judgement(state, reasons), ledger: ledger,
        present: observations.count(where: \.holds), verifiable: observations.count, statements: statements,
        unverified: unverified, evidence: evidenceLines(observations))
}

func migration(
    _ path: RepositoryPath, _ standings: Standing..., framework: String = "plain", version: String? = nil,
    change: Migration.Change = .new, references: [(RepositoryPath, Int)] = [], remarks: [String] = []
) -> MigrationReport {
    MigrationReport(
        path: path, framework: framework, version: version ?? path.name.split(separator: "_").first.map(String.init),
        change: change, standings: standings,
        references: references.map { .init(path: $0, line: $1, name: "security_detections") }, remarks: remarks)
}

let detectionsPath: RepositoryPath = "database_tools/migrations/001_create_security_detections_table.sql"
let tiersPath: RepositoryPath = "database_tools/migrations/002_create_job_analysis_tiers_table.sql"

let lookCloser = CheckReport.NextStep("treeguard check --verbose", "every object, found and missing")
let explainPartial = CheckReport.NextStep("treeguard explain partial", "what it means, and the ways out")
let checkAgain = CheckReport.NextStep("treeguard check", "sees whether everything arrived")

func deploy(_ path: RepositoryPath, _ purpose: String = "") -> CheckReport.NextStep {
    CheckReport.NextStep("psql \"$PRODUCTION_DATABASE_URL\" -1 -v ON_ERROR_STOP=1 -f \(path)", purpose)
}

func checkReport(
    _ verdict: Verdict, _ environments: [EnvironmentReport], _ migrations: [MigrationReport],
    source: String = "feature/security", problems: [Finding] = [], consistency: Consistency? = nil,
    next: [CheckReport.NextStep] = []
) -> CheckReport {
    CheckReport(
        verdict: verdict, target: "main", source: source, environments: environments, migrations: migrations,
        problems: problems, consistency: consistency, next: next)
}

/// Nobody could say: production did not answer.
func unreachable(_ failure: Failure) -> CheckReport {
    checkReport(
        .error, [production(.error, .failed(failure))],
        [
            migration(detectionsPath, standing(.unknown, reasons: ["production could not be asked"], statements: 9)),
            migration(tiersPath, standing(.unknown, reasons: ["production could not be asked"]), version: "002"),
        ], next: [.init("treeguard explain \(failure.code.rawValue)", "what stands in the way, and how to clear it")])
}
