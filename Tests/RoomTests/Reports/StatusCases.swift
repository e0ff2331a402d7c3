import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardVerdicts

/// A matrix and the name under which its renderings are recorded.
struct StatusCase: Sendable, CustomTestStringConvertible {
    let name: String
    let report: StatusReport

    var testDescription: String { name }

    static let all = [
        StatusCase(
            name: "everywhere",
            report: StatusReport(verdict: .safe, source: "main", environments: all3, migrations: done(7))),
        StatusCase(name: "behind", report: behind(isWhole: false)),
        StatusCase(name: "whole", report: behind(isWhole: true)),
        StatusCase(
            name: "nothing", report: StatusReport(verdict: .safe, source: "main", environments: [], migrations: [])),
        StatusCase(
            name: "unanswered",
            report: StatusReport(
                verdict: .error, source: "main",
                environments: [
                    production(.safe), silentLocal,
                ],
                migrations: [
                    migration("db/001_a.sql", standing(.applied), standing(.unknown, in: "local"))
                ])),
        StatusCase(name: "overrides", report: withOverrides(isSwitchedOff: false)),
        StatusCase(name: "overrides-off", report: withOverrides(isSwitchedOff: true)),
    ]

    private static func withOverrides(isSwitchedOff: Bool) -> StatusReport {
        let set = MigrationSet(target: "main", digest: String(repeating: "0f", count: 32))
        let start = Timestamp(secondsSinceEpoch: 1_770_000_000)
        let ada = "Ada <ada@example.com>"
        let events: [AuditEntry.Event] = [
            .stopped, .allowed, .overridden, .overridden, .answeredYes, .warned, .overridden,
        ]
        let audit = events.enumerated().map { number, event in
            AuditEntry(
                event, set, at: Timestamp(secondsSinceEpoch: start.secondsSinceEpoch + Int64(number) * 3600), who: ada,
                reason: event == .answeredYes ? nil : "INC-\(number)\u{1B}[2J",
                commit: String(repeating: "ab", count: 20),
                verdict: .needsMigration, road: number == 3 ? nil : "merge")
        }
        return StatusReport(
            verdict: .safe, source: "main", environments: isSwitchedOff ? [] : all3,
            migrations: isSwitchedOff ? [] : done(2),
            overrides: OverrideReport(
                standing: [Override(set, who: ada, reason: "by hand", given: start)], audit: audit,
                isSwitchedOff: isSwitchedOff))
    }

    private static let all3 = [
        production(.safe), environment("staging", .safe), environment("local", .safe),
    ]

    private static func done(_ count: Int, folder: String = "db/migrations") -> [MigrationReport] {
        (1...count).map { number in
            migration(
                RepositoryPath("\(folder)/00\(number)_x.sql"), standing(.applied), standing(.applied, in: "staging"),
                standing(.applied, in: "local"))
        }
    }

    private static func behind(isWhole: Bool) -> StatusReport {
        var first = all3[0]
        first.verdict = .partialMigration
        first.strangers = (1...8).map { .init(table: "public.applied", name: "00\($0)_of_another_branch") }
        return StatusReport(
            verdict: .partialMigration, source: "feature with uncommitted files",
            environments: [first, all3[1], all3[2]],
            migrations: done(3) + [
                migration(
                    "db/migrations/004_legacy.sql",
                    standing(.partial, obstacles: [], accepted: "applied by hand in 2019"),
                    standing(.applied, in: "staging"), standing(.applied, in: "local")),
                migration(
                    "db/migrations/005_y.sql", standing(.pending, obstacles: obstacles),
                    standing(.applied, in: "staging"), standing(.applied, in: "local")),
            ] + done(2, folder: "services/billing/migrations") + [
                migration(
                    "services/billing/migrations/003_z.sql", standing(.pending), standing(.pending, in: "staging"),
                    standing(.applied, in: "local"))
            ],
            problems: [
                Finding(
                    "stale-acceptance", .info,
                    message: "[accept \"0099_gone.sql\"] in .treeguard names no file of the tree", who: .person)
            ],
            next: [.init("treeguard check", "what this change still needs")], isWhole: isWhole)
    }
}
