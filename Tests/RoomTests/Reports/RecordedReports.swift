import TestSupport
import Testing
import TreeGuardBase
import TreeGuardReports

/// One rendering of one report, and the name of its recording.
struct Rendering: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }

    static let all = checks + statuses + migrations + plans + failures + explanations + formats

    private static let statuses = StatusCase.all.flatMap { sample in
        [Look.wide, .narrow, .ascii, .json].map { look in
            Rendering(
                name: "status.\(sample.name).\(look.rawValue)",
                text: look.format.render(sample.report, look.style, look.detail))
        }
    }

    private static let migrations = MigrationsCase.all.flatMap { sample in
        [Look.wide, .narrow, .ascii, .verbose, .json].map { look in
            Rendering(
                name: "migrations.\(sample.name).\(look.rawValue)",
                text: look.format.render(sample.report, look.style, look.detail))
        }
    }

    private static let plans = PlanCase.all.flatMap { sample in
        [Look.wide, .narrow, .ascii, .json].map { look in
            Rendering(
                name: "plan.\(sample.name).\(look.rawValue)",
                text: look.format.render(sample.report, look.style, look.detail))
        }
    }

    private static let failures = [Look.wide, .narrow, .color, .json].map { look in
        Rendering(name: "failure.\(look.rawValue)", text: look.format.render(refused, look.style, .brief))
    }

    private static let refused = Failure(
        .authenticationFailed, what: "production could not be asked",
        why: "password authentication failed for user \"app\" at db.example.com\nthe server closed the connection\u{7}",
        next: "put the password right in .env (DATABASE_URL), or set TREEGUARD_PRODUCTION_URL")

    /// All of them on one page, for people to review.
    private static let explanations = [
        Rendering(
            name: "explanations.txt",
            text: Explanation.all.map { $0.rendered(style: Look.ascii.style) }
                .joined(separator: String(repeating: "-", count: 40) + "\n"))
    ]

    /// A format for programs besides JSON has one recording: findings of every severity, with and without a place.
    private static let formats = Format.all.filter { $0.isForPrograms && $0.name != Format.json.name }.map { format in
        Rendering(name: "findings.\(format.name)", text: format.render(FindingsReport(), .plain, .brief))
    }

    private static let checks = CheckCase.all.flatMap { sample in
        sample.looks.map { look in
            Rendering(
                name: "check.\(sample.name).\(look.rawValue)",
                text: look.format.render(sample.report, look.style, look.detail))
        }
    }
}

/// A report of nothing but findings.
private struct FindingsReport: Report {
    func page(_ style: TextStyle, _ detail: Detail) -> String { "" }
    let json = JSON.object([])
    let findings = [
        Finding(
            "index-blocks-writes", .block, path: "db/migrations/007 ä.sql", line: 3, column: 1,
            message: "in production, it builds an index while writers of \"orders\" wait",
            help: "CREATE INDEX CONCURRENTLY in a file of its own"),
        Finding("order-guessed", .warn, path: "db/migrations/init.sql", message: "its name has no number"),
        Finding("index-blocks-writes", .info, path: "db/migrations/008.sql", line: 1, message: "accepted"),
        Finding(
            "connection-refused", .block, message: "production could not be asked: Connection refused", who: .person),
    ]
}

/// How answers look, compared with what was once looked at and found right.
@Suite struct RecordedReports {
    private static let recordings = Recordings("Tests/RoomTests/Recorded/Reports")

    @Test(arguments: Rendering.all)
    func anAnswerLooksAsRecorded(rendering: Rendering) throws {
        #expect(try Self.recordings.difference(of: rendering.text, from: rendering.name) == nil)
    }

    @Test func everyRecordingHasItsCase() throws {
        #expect(try Self.recordings.orphans(besides: Rendering.all.map(\.name)) == [])
    }
}
