import TreeGuardCore

// Reports as checks of the seed repository would come to, and of stranger ones.

let server = Server(version: "15.20", majorVersion: 15, host: "db.example.com", database: "app")

func production(_ verdict: Verdict, _ access: EnvironmentReport.Access = .ok(server)) -> EnvironmentReport {
    EnvironmentReport(name: "production", isRequired: true, access: access, verdict: verdict)
}

func standing(
    _ state: MigrationState, _ findings: [Finding] = [], ledger: String = "none", reasons: [String] = [],
    unverified: [String] = [], statements: Int = 8, in environment: String = "production"
) -> Standing {
    Standing(
        environment: environment, judgement: Judgement(state, reasons), ledger: ledger,
        present: findings.count(where: \.holds), verifiable: findings.count, statements: statements,
        unverified: unverified, evidence: evidenceLines(findings))
}

func migration(
    _ path: RepositoryPath, _ standings: Standing..., framework: String = "plain", version: String? = nil,
    change: MigrationChange = .new, references: [(RepositoryPath, Int)] = [], remarks: [String] = []
) -> MigrationReport {
    MigrationReport(
        path: path, framework: framework, version: version ?? path.name.split(separator: "_").first.map(String.init),
        change: change, standings: standings,
        references: references.map { .init(path: $0, line: $1, name: "security_detections") }, remarks: remarks)
}

let detectionsPath: RepositoryPath = "database_tools/migrations/001_create_security_detections_table.sql"
let tiersPath: RepositoryPath = "database_tools/migrations/002_create_job_analysis_tiers_table.sql"

let planFirst = CheckReport.NextStep("treeguard plan", "what would run, and the locks it takes")
let rehearse = CheckReport.NextStep("treeguard rehearse", "the same on a copy of production's schema")
let deploy = CheckReport.NextStep("treeguard deploy --env production", "runs what is pending, in order")
let checkAgain = CheckReport.NextStep("treeguard check", "asks again, once the way is open")

func checkReport(
    _ verdict: Verdict, _ environments: [EnvironmentReport], _ migrations: [MigrationReport],
    source: String = "feature/security", problems: [CheckReport.Problem] = [], consistency: Consistency? = nil,
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
        ], next: [checkAgain])
}
