import TreeGuardApp
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// A plan and the name under which its renderings are recorded.
struct PlanCase: Sendable {
    let name: String
    let report: PlanReport

    static let all = [
        PlanCase(
            name: "hazards", report: PlanReport(target: "main", source: "feature", environments: [shop], next: next)),
        PlanCase(name: "resumed", report: PlanReport(target: "main", source: "feature", environments: [halfDone])),
        PlanCase(name: "unanswered", report: PlanReport(target: "main", source: "feature", environments: [silent])),
        PlanCase(name: "nothing", report: PlanReport(target: "main", source: "feature")),
    ]

    private static let next = [CheckReport.NextStep("treeguard rehearse --env production", "the same on a copy")]

    private static let silent = PlanReport.Environment(
        name: "production",
        access: .failed(
            Failure(.connectionRefused, what: "production could not be asked", why: "refused", next: "start it")))

    /// The plan as whoever is about to deploy sees it: a deployment that was cut off did its first part.
    private static let halfDone: PlanReport.Environment = {
        var environment = PlanReport.Environment(
            name: "production",
            access: .ok(Server(version: "15.20", majorVersion: 15, host: "db.example.com", database: "shop")))
        let parts = [Part([instruction("ALTER TABLE orders ADD COLUMN tier int", line: 1)]), Part([])]
        var file = planned("db/002_orders.sql", .parts(parts))
        (file.startAt, file.remark) = (1, "1 of 2 steps is done: this run goes on there")
        let tableFacts = TableFacts()
        let done = PlanSurvey(Plan(environment: "production", files: [file]), tableFacts).files[0].steps
        environment.files = [
            PlanReport.File(
                file, done + [step("VACUUM orders", line: 2, [TableLock(.relation(orders), .share)], alone: true)],
                rollback: .generated([]))
        ]
        return environment
    }()

    private static let shop: PlanReport.Environment = {
        var environment = PlanReport.Environment(
            name: "production",
            access: .ok(Server(version: "15.20", majorVersion: 15, host: "db.example.com", database: "shop")))
        environment.files = [indexed, blind]
        environment.tables = [
            PlanReport.Table(orders, RelationSize(bytes: 1_234_567_890, rows: 3_400_000)),
            PlanReport.Table(ObjectName("customers"), RelationSize()),
        ]
        environment.unsettled = [Plan.Unsettled(path: "db/004_x.sql", state: .untracked)]
        environment.blockers = [
            Blocker(kind: .lock, message: "orders: a session has ACCESS SHARE\u{1B}", help: "wait")
        ]
        environment.refusals = [Plan.Refusal("db/003_y.sql", why: "it is not committed", next: "git commit it")]
        environment.commands = [
            CheckReport.NextStep("psql \"$PRODUCTION_DATABASE_URL\" -1 -v ON_ERROR_STOP=1 -f db/002_orders.sql", "")
        ]
        return environment
    }()

    private static let orders = ObjectName("orders")

    private static func instruction(_ text: String, line: Int) -> Instruction {
        Instruction(
            text,
            [Statement(.withoutEffect(command: "X"), at: SourceRange(offset: 0, length: 1, line: line, column: 1))])
    }

    private static func step(
        _ text: String, line: Int, _ locks: [TableLock], _ hazards: [Hazard] = [], alone: Bool = false
    ) -> PlanSurvey.Step {
        PlanSurvey.Step(
            instruction: instruction(text, line: line), part: 0, isInTransaction: !alone, locks: locks,
            remarks: locks.isEmpty ? ["what the DO block locks is not known"] : [], hazards: hazards)
    }

    private static func planned(_ path: RepositoryPath, _ route: PlannedFile.Route) -> PlannedFile {
        let migration = Migration(
            path: path, identity: Migration.Identity(framework: "plain", key: path.text), version: "", name: "",
            sequence: "db", position: Position(numbers: [], name: path.text), content: nil)
        return PlannedFile(migration: migration, state: .pending, route: route, instructions: [])
    }

    private static let indexed = PlanReport.File(
        planned("db/002_orders.sql", .parts([Part([])])),
        [
            step(
                "ALTER TABLE orders ADD COLUMN tier int", line: 1, [TableLock(.relation(orders), .accessExclusive)]),
            step(
                "CREATE INDEX orders_tier ON orders (tier)", line: 2,
                [
                    TableLock(.relation(orders), .share, .scan, .indexBlocksWrites),
                    TableLock(.described("the tables that foreign keys join with orders"), .rowShare, isAssumed: true),
                    TableLock(.relation(ObjectName("customers")), .accessShare),
                ],
                [
                    Hazard(
                        .indexBlocksWrites, .block, line: 2, message: "builds an index while writers of orders wait",
                        help: "CREATE INDEX CONCURRENTLY"),
                    Hazard(
                        .rowsUnderLock, .warn, line: 2, message: "changes rows", help: "batches",
                        accepted: "at night"),
                ]),
        ],
        rollback: .generated([ReverseStatement("DROP INDEX orders_tier", line: 2)]),
        references: [MigrationReport.Reference(path: "app.py", line: 1, name: "orders_tier")])

    private static let blind = PlanReport.File(
        planned(
            "db/003_y.sql",
            .refused(Failure(.notDeployable, what: "no", why: "ROLLBACK undoes a part of the file", next: "x"))),
        [step("DO $$ BEGIN END $$", line: 1, [], alone: true)],
        rollback: .none(because: ["line 1: nobody can read it"]))
}
