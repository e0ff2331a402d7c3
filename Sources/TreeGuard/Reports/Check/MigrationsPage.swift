import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The page that a person sees after `treeguard migrations`.
struct MigrationsPage {
    let report: MigrationsReport
    let style: TextStyle
    let detail: Detail

    private let command = "treeguard migrations"

    var text: String {
        let problems = ProblemList(problems: report.problems, style: style, detail: detail, command: command)
        return Paragraph.page([header, migrations, problems.paragraph, leftOut, summary])
    }

    private var ends: (source: String, target: String) {
        (Escaped(report.source).description, Escaped(report.target).description)
    }

    private var header: Paragraph {
        guard !report.migrations.isEmpty else {
            return Paragraph(["No migrations between \(ends.source) and \(ends.target)."])
        }
        return Paragraph([style.paint("\(ends.source) \(style.arrow) \(ends.target)", .bold)])
    }

    private var migrations: Paragraph {
        let cut = CutList(report.migrations, limit: 50, detail: detail, command: command)
        let width = cut.shown.map { $0.change.rawValue.count }.max() ?? 0
        let rows = cut.shown.map { migration -> DetailRow in
            let version = detail == .full ? migration.version.map { " \($0)" } ?? "" : ""
            return DetailRow(
                migration.change.rawValue.padded(to: width), migration.path.text, migration.framework + version, nil)
        }
        let remarks = cut.shown.map { migration in migration.remarks.map { DetailRow("", $0) } }
        let table = DetailTable(blocks: zip(rows, remarks).map { [$0] + $1 }, style: style, indent: 2)
        return Paragraph(rows.indices.flatMap { table.lines(of: $0) } + restLines(cut.rest))
    }

    private var leftOut: Paragraph {
        guard !report.leftOut.isEmpty else { return Paragraph([]) }
        let cut = CutList(report.leftOut, limit: 10, detail: detail, command: command)
        let rows = cut.shown.map { DetailRow("", $0.path.text, $0.reason, nil) }
        let table = DetailTable(blocks: [rows], style: style, indent: 0)
        return Paragraph([style.paint("left out:", .dim)] + table.lines(of: 0) + restLines(cut.rest))
    }

    private var summary: Paragraph {
        let counts = Migration.Change.allCases.compactMap { change -> String? in
            let count = report.migrations.count { $0.change == change }
            return count == 0 ? nil : "\(count) \(change.rawValue)"
        }
        return Paragraph(counts.isEmpty ? [] : [counts.joined(separator: ", ")])
    }

    private func restLines(_ rest: String?) -> [String] { rest.map { ["  " + style.paint($0, .dim)] } ?? [] }
}
