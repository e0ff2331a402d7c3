import TreeGuardBase
import TreeGuardSchema
import TreeGuardVerdicts

extension CheckCase {
    static let unanswered = [
        CheckCase(
            "local-ok",
            unreachable(
                Failure(
                    .connectionTimedOut, what: "production could not be asked",
                    why: "db.example.com:25060 did not answer within 5 seconds",
                    next: "let this machine's address through the firewall, or run it where there is access"))),
        CheckCase(
            "error-permission",
            unreachable(
                Failure(
                    .permissionDenied, what: "production could not be asked",
                    why: "permission denied for schema app, which job_analysis_tiers is in",
                    next: "GRANT USAGE ON SCHEMA app TO readonly"))),
        CheckCase(
            "error-unverifiable",
            checkReport(
                .error, [production(.error)],
                [
                    migration(
                        "db/migrations/003_fill.sql",
                        standing(
                            .unknown, reasons: ["nothing in it can be verified, and there is no ledger to ask"],
                            unverified: [
                                "line 1: INSERT", "line 9: UPDATE", "line 14: DO block",
                                "line 20: cannot be read: syntax error at or near \"MERGE\"", "line 30: COPY",
                            ],
                            statements: 5), version: "003")
                ], next: [lookCloser])),
        CheckCase(
            "blocked",
            checkReport(
                .error, [], [migration(detectionsPath, standing(.unknown))],
                problems: [
                    Finding(
                        "symbolic-link", .block, path: "db/migrations/004_link.sql",
                        message: "db/migrations/004_link.sql is a symbolic link: what it points to is not judged",
                        help: "put the file itself in its place"),
                    Finding("order-guessed", .info, message: "the order of two files is a guess"),
                ], next: [.init("treeguard explain unknown", "why the state is not known, and what helps")])),
        CheckCase(
            "offline",
            checkReport(
                .error, [production(.error, .notAsked)],
                [migration(detectionsPath, standing(.unknown, reasons: ["nobody was asked (--offline)"]))],
                next: [checkAgain])),
        CheckCase(
            "two-environments",
            checkReport(
                .partialMigration,
                [
                    production(.partialMigration),
                    EnvironmentReport(
                        name: "staging", isRequired: false,
                        access: .ok(
                            Server(
                                version: "16.2", majorVersion: 16, host: "stage.example.com", database: "app",
                                isStandby: true, remarks: ["TLS without verification of the server's name"])),
                        verdict: .safe),
                    EnvironmentReport(
                        name: "local", isRequired: false,
                        access: .failed(
                            Failure(
                                .connectionRefused, what: "local could not be asked",
                                why: "nothing listens on /tmp/.s.PGSQL.5432", next: "start it, or leave it out")),
                        verdict: .error),
                ],
                [
                    migration(
                        detectionsPath, standing(.pending, detectionFindings(.absent)),
                        standing(.applied, detectionFindings(.holds), in: "staging"),
                        standing(.unknown, in: "local")),
                    migration(
                        tiersPath, standing(.partial, halfDoneTierFindings()),
                        standing(.applied, detectionFindings(.holds), in: "staging"),
                        standing(.unknown, in: "local"), version: "002"),
                ], consistency: .inconsistent, next: [lookCloser])),
    ]

    static let strange = [
        CheckCase(
            "long-names",
            checkReport(
                .needsMigration, [production(.needsMigration)],
                [
                    migration(
                        "services/notifications/prisma/migrations/20240101120000_add_preferences_and_everything_that_belongs_to_them/migration.sql",
                        standing(
                            .pending,
                            (1...24).map {
                                observation(
                                    .index(
                                        ObjectName(
                                            schema: "notification_preferences_archive",
                                            "idx_\(String(repeating: "long_", count: 10))\($0)")),
                                    .exists, .absent, line: $0)
                            }), framework: "prisma", version: "20240101120000"),
                    migration(
                        "services/billing/prisma/migrations/20240101120000_x/migration.sql",
                        standing(
                            .pending,
                            [observation(.relation(ObjectName(schema: "public", "データベース")), .relation(.table), .absent)]
                        ),
                        framework: "prisma",
                        version: "20240101120000"),
                ],
                source: "feature/a-branch-name-that-somebody-made-from-the-title-of-a-very-long-issue-in-the-tracker",
                next: [lookCloser])),
        CheckCase(
            "hostile-names",
            checkReport(
                .error,
                [
                    production(
                        .error,
                        .failed(
                            Failure(
                                .queryFailed, what: "production could not be asked",
                                why: "ERROR: \u{1B}[2Jno such thing\r\nDETAIL: \u{202E}gnp.exe", next: "look at it")))
                ],
                [
                    migration(
                        RepositoryPath(
                            bytes: Array("db/migrations/001_\u{1B}]0;owned\u{07}\nx_".utf8) + [0xFF]
                                + Array(".sql".utf8)),
                        standing(
                            .unknown,
                            [observation(.relation(ObjectName("a\u{1B}[31m\"b\u{202E}")), .relation(.table), .absent)],
                            reasons: ["\u{1B}[1A"], unverified: ["line 1: \u{9B}31m"]),
                        references: [("src/\u{200B}\t.py", 1)], remarks: ["\u{8}\u{8}\u{8}fine"])
                ], source: "feature\u{1B}[8m/\u{2066}x", problems: [Finding("x", path: "a\nb", message: "c\u{1B}c")],
                next: [.init("treeguard check --source $'a\u{1B}'", "\u{7}")])),
        CheckCase(
            "no-environments",
            checkReport(
                .needsMigration, [], [migration(detectionsPath, standing(.pending, detectionFindings(.absent)))])),
        CheckCase(
            "many",
            checkReport(
                .needsMigration, [production(.needsMigration)],
                (1...34).map {
                    migration(
                        RepositoryPath("m/\($0)_x.sql"),
                        standing(.pending, [observation(.relation(ObjectName("t\($0)")), .relation(.table), .absent)]),
                        version: "\($0)")
                })),
    ]
}
