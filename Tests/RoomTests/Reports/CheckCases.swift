import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// A report and the name under which its renderings are recorded.
struct CheckCase: Sendable, CustomTestStringConvertible {
    let name: String
    let report: CheckReport

    init(_ name: String, _ report: CheckReport) { (self.name, self.report) = (name, report) }

    /// The places that it is recorded for: those where this report is put to the test.
    var looks: [Look] {
        switch name {
        case "needs-migration", "partial", "every-state", "local-ok", "two-environments": Look.allCases
        case "waiting", "accepted": [.wide, .narrow, .verbose, .json]
        case "other-columns", "long-names": [.wide, .narrow, .verbose, .json]
        case "hostile-names": [.wide, .color, .json]
        default: [.wide, .json]
        }
    }

    var testDescription: String { name }

    static let all = good + pending + partial + unanswered + strange + several
}

extension CheckCase {
    private static let good = [
        CheckCase("no-migrations", checkReport(.safe, [production(.safe, .notAsked)], [])),
        CheckCase(
            "ready-to-merge",
            checkReport(
                .safe, [production(.safe)],
                [
                    migration(
                        detectionsPath, standing(.applied, detectionFindings(.holds)),
                        references: [("modules/security/log.py", 12)]),
                    migration(
                        tiersPath,
                        standing(
                            .applied, ledger: "recorded", reasons: ["by the ledger: nothing in it could be verified"],
                            unverified: ["line 3: UPDATE"]), version: "002"),
                ])),
    ]

    private static let pending = [
        CheckCase(
            "needs-migration",
            checkReport(
                .needsMigration, [production(.needsMigration)],
                [
                    migration(
                        detectionsPath, standing(.pending, detectionFindings(.absent)),
                        references: [
                            ("modules/security/detector.py", 41), ("modules/security/log.py", 12), ("a.py", 1),
                            ("b.py", 2), ("c.py", 3),
                        ]),
                    migration(
                        tiersPath,
                        standing(
                            .pending, tableFindings(tiers, columns: (1...19).map { "c\($0)" }, .absent),
                            unverified: ["line 60: INSERT", "line 64: DO block"]), version: "002",
                        references: [("modules/analysis/tier1.py", 7)]),
                ],
                next: [
                    deploy(detectionsPath, "with the address of production in PRODUCTION_DATABASE_URL"),
                    deploy(tiersPath), checkAgain,
                ]))
    ]

    private static let partial = [
        CheckCase(
            "partial",
            checkReport(
                .partialMigration, [production(.partialMigration)],
                [
                    migration(detectionsPath, standing(.pending, detectionFindings(.absent))),
                    migration(
                        tiersPath,
                        standing(.partial, halfDoneTierFindings(), reasons: ["some of it is there, some is not"]),
                        version: "002"),
                ], consistency: .inconsistent, next: [lookCloser, explainPartial])),
        CheckCase(
            "clean-prefix",
            checkReport(
                .partialMigration, [production(.partialMigration)],
                [
                    migration(detectionsPath, standing(.applied, detectionFindings(.holds))),
                    migration(
                        tiersPath, standing(.pending, tableFindings(tiers, columns: ["id"], .absent)), version: "002"),
                ], consistency: .cleanPrefix, next: [deploy(tiersPath), checkAgain])),
        CheckCase(
            "other-columns",
            checkReport(
                .partialMigration, [production(.partialMigration)],
                [
                    migration(
                        detectionsPath, standing(.partial, otherColumns, reasons: ["some of it is there, some is not"]))
                ],
                consistency: .inconsistent, next: [lookCloser])),
        CheckCase(
            "every-state",
            checkReport(
                .partialMigration, [production(.partialMigration)], everyState,
                problems: [
                    Finding(
                        "number-twice", path: "db/migrations/007_b.sql",
                        message: "has the number of db/migrations/007_a.sql",
                        help: "give each its own number"),
                    Finding("submodule", message: "the submodule vendor/lib moves: its migrations are not looked at"),
                ], consistency: .inconsistent, next: [lookCloser])),
    ]

    private static let otherColumns =
        detectionFindings(.holds).map { found -> Observation in
            switch found.effect.identity {
            case .column(_, "severity"):
                observation(found.effect, .differs(["is text, expected character varying(20)"]))
            case .column(_, "handled_by"): observation(found.effect, .absent)
            case .column(_, "created_at"): observation(found.effect, .holdsUncompared(["default"]))
            default: found
            }
        } + [observation(.relation(ObjectName(schema: "app", "old_log")), .exists, .stillThere, role: .drop, line: 70)]

    private static let everyState: [MigrationReport] = [
        migration(
            "db/migrations/002_a.sql",
            standing(
                .untracked, detectionFindings(.holds), ledger: "not recorded",
                reasons: ["everything is there, and the ledger does not know of it"])),
        migration(
            "db/migrations/003_b.sql",
            standing(
                .missing, detectionFindings(.absent), ledger: "recorded",
                reasons: ["the ledger has it, the catalog does not have all of it"])),
        migration(
            "db/migrations/004_c.sql",
            standing(
                .edited, detectionFindings(.holds), ledger: "recorded", reasons: ["the file is not what was applied"]),
            change: .edited),
        migration(
            "db/migrations/005_d.sql",
            standing(
                .skipped, detectionFindings(.absent), ledger: "not recorded",
                reasons: ["the framework would never run it"]),
            remarks: ["its order is a guess: the name has no number"]),
        migration(
            "db/migrations/006_e.sql",
            standing(.applied, detectionFindings(.holds), ledger: "recorded"), change: .removed),
    ]
}
