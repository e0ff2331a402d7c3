import TreeGuardBase
import TreeGuardDeployments
import TreeGuardVerdicts

/// The page of `treeguard rehearse`.
struct RehearsalPage {
    let report: RehearsalReport
    let style: TextStyle
    let detail: Detail

    var text: String {
        Paragraph.page(
            [Paragraph([title] + report.remarks.map { "  \(style.signed(.caution)) \(Escaped($0))" })]
                + report.files.map { Paragraph(lines(for: $0)) } + [rollback, Paragraph([summary]), next])
    }

    private var title: String {
        let copy = "PostgreSQL \(Escaped(report.version)), a copy of its schema: \(counted(report.tables, "table"))"
        return style.paint("\(Escaped(report.source)) \(style.arrow) \(Escaped(report.environment))", .bold)
            + "   rehearsed on \(copy)"
    }

    // MARK: A file

    private func lines(for file: RehearsalReport.File) -> [String] {
        let mark: Mark = file.isGood ? .good : file.hasRun || file.failure != nil ? .bad : .open
        let name = style.paint("\(file.path.shownName)", .bold)
        var lines = ["  \(style.signed(mark)) \(name)   \(words(for: file))"]
        let shown = file.statements.filter { isWorthShowing($0) }
        let width = shown.map { "\($0.line)".count }.max() ?? 1
        for step in shown { lines += self.lines(for: step, width) }
        let rest = file.statements.count - shown.count
        if rest > 0 {
            let words = shown.isEmpty ? counted(rest, "statement") : counted(rest, "other statement")
            lines.append("      " + style.paint("\(words), locking nothing more of what was there before", .dim))
        }
        lines += file.missing.prefix(detail == .full ? .max : 5).map { "      \(style.signed(.bad)) \(Escaped($0))" }
        if let failure = file.failure { lines += failure.causeLines(style).map { "    " + $0 } }
        return lines
    }

    private func words(for file: RehearsalReport.File) -> String {
        if file.failure != nil { return "failed" + (file.failedAt.map { " in line \($0)" } ?? "") }
        guard let state = file.state else { return "not reached" }
        let verified =
            switch state {
            case .applied: "everything is there"
            case .unknown where file.missing.isEmpty: "ran, and leaves nothing that could be looked at"
            default: "ran, and is \(state.rawValue) afterwards"
            }
        return "\(file.duration.precise), \(verified)"
    }

    private func isWorthShowing(_ step: RehearsalReport.Step) -> Bool {
        detail == .full || step.ranAlone || step.locks.map { !$0.strongest.isEmpty } ?? true || !step.rewritten.isEmpty
            || step.duration > .milliseconds(500)
    }

    private func lines(for step: RehearsalReport.Step, _ width: Int) -> [String] {
        let number = String(repeating: " ", count: width - "\(step.line)".count) + "\(step.line)"
        var lines = ["      line \(number)  \(Escaped(step.text))  \(style.paint(step.duration.precise, .dim))"]
        let indent = blanks(13 + width)
        for (mode, relations) in (step.locks ?? []).strongest {
            lines.append(
                indent + "\(Escaped(mode)) on \(Escaped(listed(relations)))" + style.paint(mode.consequence, .dim))
        }
        if let locks = step.locks, step.ranAlone {
            let words = locks.strongest.isEmpty ? "no lock was seen that keeps anybody out" : "seen from beside"
            lines.append(indent + style.paint("by itself, not in a transaction: \(words)", .dim))
        }
        for table in step.rewritten {
            lines.append(indent + style.paint("writes the whole table \(Escaped(table)) anew", .yellow))
        }
        return lines
    }

    // MARK: The way back

    private var rollback: Paragraph {
        let label = "way back:  "
        switch report.back {
        case .same:
            return Paragraph([
                label + "\(style.signed(.good)) leads back to the schema as it was; applied a second time"
            ])
        case .differs(let lines):
            let cut = CutList(lines, limit: 12, detail: detail, command: "treeguard rehearse")
            return Paragraph(
                [label + "\(style.signed(.bad)) ran, and the schema is not what it was:"]
                    + cut.shown.map { "    \(Escaped($0))" } + (cut.rest.map { ["    " + $0] } ?? []))
        case .failed(let path, let failure):
            return Paragraph(
                [label + "\(style.signed(.bad)) \(path.shownName) could not be undone: \(Escaped(failure.what))"]
                    + failure.causeLines(style).map { "    " + $0 })
        case .notAgain(let path, let failure):
            return Paragraph(
                [
                    label
                        + "\(style.signed(.bad)) led back, and \(path.shownName) failed the second time: \(Escaped(failure.what))"
                ]
                    + failure.causeLines(style).map { "    " + $0 })
        case .none(let path, let reasons):
            return Paragraph(
                [label + "\(style.signed(.caution)) there is none for \(path.shownName)"]
                    + reasons.map { "    \(Escaped($0))" })
        case .notTried: return Paragraph([])
        }
    }

    private var summary: String {
        let count = report.files.count
        let good = report.files.count(where: \.isGood)
        let mark: Mark = report.isGood ? .good : .bad
        let sentence =
            report.isGood
            ? "REHEARSED - \(counted(count, "migration")) would arrive"
            : good == count
                ? "NOT REHEARSED - the way back does not lead back" : "NOT REHEARSED - \(good) of \(count) would arrive"
        return style.signed(mark) + " " + style.paint(sentence, .bold)
    }

    private var next: Paragraph {
        let environment = ShellQuoted(report.environment)
        let steps =
            report.isGood
            ? [
                CheckReport.NextStep(
                    "treeguard deploy --env \(environment)", "the same, on \(Escaped(report.environment)) itself")
            ]
            : [CheckReport.NextStep("treeguard rehearse --verbose", "every statement, with its locks")]
        return StepList(steps: steps, style: style).paragraph
    }
}

extension [HeldLock] {
    /// For each table the lock that stands in most people's way; those that stand in nobody's are left out.
    fileprivate var strongest: [(mode: String, relations: [String])] {
        let order = [
            "AccessExclusiveLock", "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock", "ShareUpdateExclusiveLock",
            "RowExclusiveLock",
        ]
        var seen: Set<String> = []
        return order.compactMap { mode in
            let relations = filter { $0.mode == mode && seen.insert($0.relation).inserted }.map(\.relation)
            return relations.isEmpty ? nil : (mode, relations)
        }
    }
}

extension String {
    /// The effect of a lock of this mode on other sessions.
    fileprivate var consequence: String {
        switch self {
        case "AccessExclusiveLock": ": nobody reads or writes"
        case "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock": ": nobody writes"
        default: ""
        }
    }
}

extension Duration {
    /// For people: "3 ms", "2.4 s".
    var precise: String { self < .seconds(1) ? "\(milliseconds) ms" : spoken }
}
