import TreeGuardBase
import TreeGuardSchema

/// A measurement as text: what is to be looked at by name, then the numbers.
enum Page {
    static func text(_ measurement: Measurement) -> String {
        let project = measurement.project
        let answers = measurement.answers
        let failing = measurement.failures
        var lines = [
            "\(Escaped(project.folder)): \(project.files.count) files, \(project.files.count - failing.count) run, "
                + "\(measurement.traceless.count) of them leave no trace in a dump"
        ]
        for (index, why) in failing.sorted(by: { $0.key < $1.key }) {
            lines.append("  does not run    \(Escaped(project.files[index].name))   \(Escaped(why))")
        }
        for index in measurement.traceless { lines.append("  no trace        \(Escaped(project.files[index].name))") }
        for outcome in [Outcome.falselySafe, .falselyApplied, .wrong, .heldAlready] {
            for answer in answers where answer.outcome == outcome { lines.append(line(outcome.rawValue, answer)) }
        }
        for answer in answers where answer.outcome == .unanswered && answer.leavesTrace {
            lines.append(line("unanswered", answer))
        }
        let tally = FailureTally(answers)
        for answer in tally.falselySaid { lines.append(failure("runs all the same", answer)) }
        for answer in tally.missed { lines.append(failure("failed unforeseen", answer)) }
        return (lines + ["", table(answers), told(tally, measurement)]).joined(separator: "\n") + "\n"
    }

    private static func line(_ outcome: String, _ answer: Answer) -> String {
        let detail = answer.detail.isEmpty ? "" : "   (\(answer.detail))"
        return "  \(padded(outcome, 15)) \(Escaped(answer.file))   \(answer.moment): said \(Escaped(answer.said)), "
            + "is \(answer.truth)\(Escaped(detail))"
    }

    private static func failure(_ words: String, _ answer: Answer) -> String {
        "  \(words)   \(Escaped(answer.file))   \(answer.moment)"
            + (answer.wouldFail.map { ": said \(Escaped($0))" } ?? "")
    }

    private static func told(_ tally: FailureTally, _ measurement: Measurement) -> String {
        let milliseconds = max(1, Int(measurement.time.milliseconds))
        let rate = measurement.project.files.count * 10_000 / milliseconds
        return "  would fail: \(tally.rightlySaid) rightly, \(tally.falselySaid.count) falsely, "
            + "\(tally.missed.count) missed\n"
            + "  \(milliseconds / 1000) s, \(rate / 10).\(rate % 10) files a second"
    }

    /// One row for each kind of moment, and two sums.
    static func table(_ answers: [Answer]) -> String {
        let heads = ["answers", "right", "wrong", "falsely applied", "falsely SAFE", "unanswered"]
        var rows = Moment.Kind.allCases.map { kind in (kind.rawValue, answers.filter { $0.kind == kind }) }
        rows.append(("in all", answers))
        rows.append(("of files that leave a trace", answers.filter(\.leavesTrace)))
        let lines = rows.map { name, answers in
            let tally = Tally(answers)
            let numbers = [
                tally.total, tally.right, tally[.wrong], tally[.falselyApplied], tally[.falselySafe],
                tally[.unanswered],
            ]
            return "  \(padded(name, 28))"
                + zip(heads, numbers).map { leftPadded("\($1)", $0.count + 3) }.joined()
        }
        return ([padded("", 30) + heads.map { "   \($0)" }.joined()] + lines).joined(separator: "\n")
    }

    /// A row for each project, as Markdown: the form in which docs/measured.md keeps them.
    static func summary(_ measurements: [Measurement]) -> String {
        let heads = [
            "project", "files", "run", "without a trace", "answers", "right", "wrong", "falsely applied",
            "falsely SAFE", "unanswered", "falsely said to fail", "seconds",
        ]
        let rows = measurements.map { measurement -> [String] in
            let answers = measurement.answers
            let tally = Tally(answers)
            let files = measurement.project.files.count
            let numbers = [
                files, files - measurement.failures.count, measurement.traceless.count, tally.total, tally.right,
                tally[.wrong], tally[.falselyApplied], tally[.falselySafe], tally[.unanswered],
                FailureTally(answers).falselySaid.count,
                Int(measurement.time.milliseconds / 1000),
            ]
            return ["\(Escaped(measurement.project.folder))"] + numbers.map { "\($0)" }
        }
        return ([heads, heads.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func leftPadded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
