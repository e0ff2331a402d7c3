import TestSupport
import Testing
import TreeGuardCore

/// One rendering of one report, and the name of its recording.
struct Rendering: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }

    static let all: [Rendering] = checks

    private static let checks = CheckCase.all.flatMap { sample in
        sample.looks.map { look in
            Rendering(
                name: "check.\(sample.name).\(look.rawValue)",
                text: look.format.check(sample.report, look.style, look.detail))
        }
    }
}

/// How answers look, compared with what was once looked at and found right.
@Suite struct RecordedReports {
    private static let recordings = Recordings("Recorded/Reports")

    @Test(arguments: Rendering.all)
    func anAnswerLooksAsRecorded(rendering: Rendering) throws {
        #expect(try Self.recordings.difference(of: rendering.text, from: rendering.name) == nil)
    }

    @Test func everyRecordingHasItsCase() throws {
        #expect(try Self.recordings.orphans(besides: Rendering.all.map(\.name)) == [])
    }
}
