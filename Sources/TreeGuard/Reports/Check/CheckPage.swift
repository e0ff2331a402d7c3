import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardSchema
import TreeGuardVerdicts

/// The page that a person sees after `treeguard check`: calm, aligned, the worst first.
struct CheckPage {
    let report: CheckReport
    let style: TextStyle
    let detail: Detail

    var text: String {
        let blocks =
            report.verdict == .safe && report.migrations.isEmpty
            ? [Paragraph(nothing), problems, Paragraph(summary)]
            : [header, migrations, problems, Paragraph(footings), Paragraph(summary + failures), next]
        return Paragraph.page(blocks)
    }

    private var nothing: [String] {
        ["No migrations between \(Escaped(report.source)) and \(Escaped(report.target))."]
    }

    private var header: Paragraph {
        let merge = "\(Escaped(report.source)) \(style.arrow) \(Escaped(report.target))"
        guard report.environments.count == 1, let only = report.environments.first else {
            let width = report.environments.map { Escaped($0.name).description.displayWidth }.max() ?? 0
            return Paragraph(
                [style.paint(merge, .bold)]
                    + report.environments.map { environment in
                        let name = Escaped(environment.name).description.padded(to: width)
                        let optional = environment.isRequired ? "" : " (not required)"
                        return "  \(style.paint(name, .dim))  \(environment.addressWords)\(style.paint(optional, .dim))"
                    })
        }
        let asked = "\(Escaped(only.name)): \(only.addressWords)"
        let column = max(36, merge.displayWidth + 4)
        guard column + asked.displayWidth <= style.width else {
            return Paragraph([style.paint(merge, .bold), style.paint(asked, .dim)])
        }
        return Paragraph([
            style.paint(merge, .bold) + blanks(column - merge.displayWidth) + style.paint(asked, .dim)
        ])
    }

    private var migrations: Paragraph {
        MigrationTable(report: report, style: style, detail: detail).paragraph
    }

    private var problems: Paragraph { ProblemList(problems: report.problems, style: style, detail: detail).paragraph }

    private var footings: [String] {
        [("Local migrations: ", report.local, []), ("Production access:", report.access, serverRemarks)]
            .flatMap { label, basis, remarks in
                let words = ([basis.remark].filter { !$0.isEmpty } + remarks).joined(separator: "; ")
                let lead = "\(label) " + style.paint(style.symbol(basis.mark), basis.mark)
                let column = label.count + 1 + style.symbol(basis.mark).displayWidth + 2
                let lines = wrapped(Escaped(words).description, width: max(style.width - column, 20))
                guard !words.isEmpty, let first = lines.first else { return [lead.trimmingEnd] }
                return [lead + "  " + style.paint(first, .dim)]
                    + lines.dropFirst().map { blanks(column) + style.paint($0, .dim) }
            }
    }

    /// Remarks on the connections that worked.
    private var serverRemarks: [String] {
        report.environments.flatMap { environment -> [String] in
            guard case .ok(let server) = environment.access else { return [] }
            let standby = server.isStandby ? ["a standby, which may lag behind"] : []
            let remarks = (standby + server.remarks).joined(separator: ", ")
            guard report.environments.count > 1, !remarks.isEmpty else { return standby + server.remarks }
            return ["\(environment.name): \(remarks)"]
        }
    }

    private var summary: [String] {
        let summary = report.summary
        let indent = style.symbol(summary.mark).displayWidth + (summary.mark == .caution && style.hasSymbols ? 2 : 1)
        let lines = wrapped(Escaped(summary.sentence).description, width: max(style.width - indent, 20))
        let more = summary.more.map { wrapped($0, width: max(style.width - indent, 20)) } ?? []
        return lines.enumerated().map { number, line in
            let lead = number == 0 ? style.signed(summary.mark) + " " : blanks(indent)
            return lead + style.paint(line, .bold)
        } + more.map { blanks(indent) + $0 }
    }

    private var failures: [String] {
        report.failedEnvironments.flatMap { name, failure -> [String] in
            let isNamed = report.environments.count == 1 || failure.what.hasPrefix(name)
            let place = isNamed ? "" : "\(name): "
            let isSaid = place.isEmpty && report.summary.sentence.hasSuffix(failure.what)
            let what = isSaid ? [] : failure.line("what", place + failure.what, style)
            // Where the steps below say so already, once is enough.
            let isExplained = report.next.contains { $0.command.hasSuffix(" explain \(failure.code.rawValue)") }
            return what + failure.causeLines(style) + (isExplained ? [] : failure.moreLine(style))
        }
    }

    private var next: Paragraph { StepList(steps: report.next, style: style).paragraph }
}

extension EnvironmentReport {
    /// Who answered, for people: "db.example.com, PostgreSQL 15.20".
    var addressWords: String {
        switch access {
        case .ok(let server):
            let standby = server.isStandby ? ", standby" : ""
            return "\(Escaped(server.host)), PostgreSQL \(Escaped(server.version))\(standby)"
        case .failed: return "could not be asked"
        case .notAsked: return "not asked"
        }
    }
}
