import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The page of a rollback: what would go back, and what came of it.
struct RollbackPage {
    let report: RollbackReport
    let style: TextStyle

    var text: String {
        report.hasRun
            ? Paragraph.page([Paragraph([title("rolled back")]), Paragraph(report.items.map(outcome)), ending])
            : Paragraph.page(
                [Paragraph([title("going back")] + report.remarks.map { "  \(Escaped($0))" })] + report.items.map(plan)
                    + [Paragraph(report.toAccept.map(needed))]) + "\n"
    }

    private func title(_ what: String) -> String {
        let server = report.server.map { " (\(Escaped($0.host)), PostgreSQL \(Escaped($0.version)))" } ?? ""
        return style.paint("\(Escaped(report.environment)): \(what)", .bold) + server + "   \(Escaped(report.choice))"
    }

    // MARK: Before

    private func plan(_ item: RollbackReport.Item) -> Paragraph {
        var lines = ["  " + style.paint("\(item.migration.path.shownName)", .bold) + by(item.rollback)]
        for (index, part) in item.run.parts.enumerated() {
            if item.run.parts.count > 1 {
                lines.append("    step \(index + 1)" + (part.isTransaction ? "" : ", by itself"))
            }
            lines += part.instructions.map { "      " + $0.heading }
        }
        if let program = item.program {
            lines.append("      its own program goes back to \(Escaped(program.migration.identity.key))")
        } else if item.run.parts.isEmpty {
            lines.append("      nothing to run: it leaves nothing behind")
        }
        lines += item.losses.map(words)
        if let reason = item.notCounted {
            let what = item.losses.isEmpty ? "what would be lost" : "what else would be lost"
            lines.append("      \(style.signed(.caution)) \(what) is not known: \(Escaped(reason))")
        }
        if let keeper = item.keeper { lines.append("      \(style.signed(.caution)) \(Escaped(keeper))") }
        if let removal = item.removal { lines.append("      forgets     \(Escaped(removal.description))") }
        return Paragraph(lines)
    }

    private func by(_ way: Rollback) -> String {
        if case .file(let path, _, _) = way { return "   by \(path)" }
        return ""
    }

    private func words(for loss: RollbackReport.LossCount) -> String {
        let what = loss.column.map { "column \(loss.table).\(quotedIdentifier($0))" } ?? "table \(loss.table)"
        let line = "      takes away  \(Escaped(what)): \(loss.count)"
        return loss.rows == 0 ? line : style.paint(line, .yellow)
    }

    private func needed(_ loss: LossToAccept) -> String {
        "  \(style.signed(.caution)) needs --accept-loss \(ShellQuoted(loss.option))"
    }

    // MARK: After

    private func outcome(_ item: RollbackReport.Item) -> String {
        let name = "\(item.migration.path.shownName)"
        guard let duration = item.duration else { return "  \(style.signed(.open)) \(name)   as it was" }
        let state = item.state.map { item.isGone ? "nothing of it is left" : "\($0.rawValue): something of it is left" }
        return "  \(style.signed(item.isGone ? .good : .bad)) \(name)   \(duration.precise)"
            + (state.map { ", \($0)" } ?? "")
    }

    private var ending: Paragraph {
        guard let failure = report.failure else {
            let isGone = report.items.allSatisfy(\.isGone)
            return Paragraph(isGone ? [] : ["next:  " + style.paint("treeguard check --all --verbose", .bold)])
        }
        return Paragraph(failure.text(style: style).split(separator: "\n").map(String.init))
    }
}
