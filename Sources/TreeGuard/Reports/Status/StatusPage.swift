import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardMigrations
import TreeGuardVerdicts

/// The page that a person sees after `treeguard status`: the matrix, in the order in which the migrations run.
struct StatusPage {
    let report: StatusReport
    let style: TextStyle
    let detail: Detail

    private let command = "treeguard status"

    var text: String {
        guard !report.migrations.isEmpty else {
            return Paragraph.page([
                Paragraph(["No migrations in \(Escaped(report.source))."]), problems, unexplained, overrides,
            ])
        }
        return Paragraph.page([
            header, matrix, accepted, unexplained, problems, overrides, Paragraph(summary + failures), next,
        ])
    }

    private var header: Paragraph {
        let width = report.environments.map { shown($0).displayWidth }.max() ?? 0
        return Paragraph(
            [style.paint("\(Escaped(report.source))", .bold)]
                + report.environments.map { environment in
                    let optional = environment.isRequired ? "" : " (not required)"
                    return "  \(style.paint(shown(environment).padded(to: width), .dim))  \(environment.addressWords)"
                        + style.paint(optional, .dim)
                })
    }

    private func shown(_ environment: EnvironmentReport) -> String { Escaped(environment.name).description }

    // MARK: The matrix

    /// One line: a symbol, a name, and a word for each environment.
    private struct Row {
        let mark: Mark
        let name: String
        let cells: [(word: String, mark: Mark)]
    }

    private var rows: [Row] {
        let names = DisplayNames(report.migrations)
        let hasFolders = Set(report.migrations.map(\.path.folder)).count > 1
        return report.lines.map { line in
            switch line {
            case .applied(let count, let folder):
                let place = hasFolders && !folder.bytes.isEmpty ? " of \(folder)" : ""
                return Row(
                    mark: .good, name: "\(count) earlier ones\(place)",
                    cells: report.environments.map { _ in ("applied", .good) })
            case .migration(let migration):
                let cells = report.environments.map { cell(migration, $0) }
                return Row(mark: mark(migration), name: names.name(of: migration), cells: cells)
            }
        }
    }

    private func cell(_ migration: MigrationReport, _ environment: EnvironmentReport) -> (word: String, mark: Mark) {
        guard environment.isAnswered else { return ("?", .open) }
        guard let standing = migration.standings.first(where: { $0.environment == environment.name }) else {
            return ("?", .open)
        }
        let state = standing.judgement.state
        return standing.acceptance == nil ? (state.rawValue, state.mark) : ("\(state.rawValue) (accepted)", .half)
    }

    /// The worst state where the migration must be; elsewhere where no environment is required.
    private func mark(_ migration: MigrationReport) -> Mark {
        let required = report.environments.filter(\.isRequired)
        let telling = required.isEmpty ? report.environments : required
        let standings = telling.compactMap { environment in
            migration.standings.first { $0.environment == environment.name && environment.isAnswered }
        }
        guard let worst = standings.min(by: { $0.judgement.state.rank < $1.judgement.state.rank }) else { return .open }
        return worst.acceptance == nil ? worst.judgement.state.mark : .half
    }

    private var matrix: Paragraph {
        let rows = rows
        let symbol = rows.map { style.symbol($0.mark).displayWidth }.max() ?? 1
        let name = rows.map(\.name.displayWidth).max() ?? 0
        let widths = report.environments.indices.map { column in
            max(shown(report.environments[column]).displayWidth, rows.map(\.cells[column].word.displayWidth).max() ?? 0)
        }
        let total = 3 + symbol + name + widths.reduce(0) { $0 + 3 + $1 }
        let fits = total <= style.width
        let heading = zip(report.environments, widths).map { blanks(3) + shown($0).padded(to: $1) }.joined()
        let lines = rows.flatMap { row -> [String] in
            let lead =
                "  " + style.paint(style.symbol(row.mark), row.mark)
                + blanks(symbol - style.symbol(row.mark).displayWidth) + " "
            guard fits else { return [lead + row.name, blanks(6) + narrow(row)] }
            let cells = zip(row.cells, widths).map { cell, width in
                blanks(3) + style.paint(cell.word, cell.mark) + blanks(width - cell.word.displayWidth)
            }
            return [(lead + row.name.padded(to: name) + cells.joined()).trimmingEnd]
        }
        let head = fits ? [style.paint((blanks(3 + symbol + name) + heading).trimmingEnd, .dim)] : []
        return Paragraph(report.environments.isEmpty ? lines : head + lines)
    }

    private func narrow(_ row: Row) -> String {
        zip(report.environments, row.cells).map { "\(shown($0)) \(style.paint($1.word, $1.mark))" }
            .joined(separator: ", ")
    }

    // MARK: What is said of it

    /// Every acceptance that is made use of, with its reason.
    private var accepted: Paragraph {
        let names = DisplayNames(report.migrations)
        let lines = report.migrations.flatMap { migration -> [String] in
            let reasons = migration.standings.compactMap(\.acceptance?.reason)
            guard let reason = reasons.first else { return [] }
            return wrapped("accepted: \(names.name(of: migration)): \(Escaped(reason))", width: style.width - 2)
                .enumerated().map { ($0 == 0 ? "  " : blanks(4)) + $1 }
        }
        return Paragraph(lines)
    }

    /// Rows that no file explains: from another branch, or from a file that was deleted.
    private var unexplained: Paragraph {
        Paragraph(
            report.environments.filter { !$0.strangers.isEmpty }.flatMap { environment -> [String] in
                let shown = report.isWhole ? Detail.full : detail
                let cut = CutList(environment.strangers, limit: 5, detail: shown, command: command)
                let sentence =
                    "\(self.shown(environment)) has \(counted(environment.strangers.count, "row")) that no file "
                    + "explains: from another branch, or a deleted file"
                let indent = 2 + style.symbol(.caution).displayWidth + (style.hasSymbols ? 2 : 1)
                let lines = wrapped(sentence, width: max(style.width - indent, 20)).enumerated().map {
                    ($0 == 0 ? "  \(style.signed(.caution)) " : blanks(indent)) + $1
                }
                return lines
                    + cut.shown.map { "       \(Escaped($0.name))  \(style.paint($0.table, .dim))" }
                    + (cut.rest.map { ["       " + style.paint($0, .dim)] } ?? [])
            })
    }

    private var overrides: Paragraph {
        report.overrides.paragraph(detail, isWhole: report.isWhole, style: style)
    }

    private var problems: Paragraph {
        ProblemList(problems: report.problems, style: style, detail: detail, command: command).paragraph
    }

    private var summary: [String] {
        let mark: Mark = report.verdict == .safe ? .good : report.verdict == .error ? .bad : .caution
        let parts = report.environments.map { environment -> String in
            "\(environment.name): " + (environment.isAnswered ? counts(in: environment) : "could not be asked")
        }
        let sentence = parts.isEmpty ? "no environment was asked" : parts.joined(separator: "; ")
        let indent = style.symbol(mark).displayWidth + (mark == .caution && style.hasSymbols ? 2 : 1)
        return wrapped(Escaped(sentence).description, width: max(style.width - indent, 20)).enumerated().map {
            ($0 == 0 ? style.signed(mark) + " " : blanks(indent)) + style.paint($1, .bold)
        }
    }

    private func counts(in environment: EnvironmentReport) -> String {
        let standings = report.migrations.compactMap { $0.standings.first { $0.environment == environment.name } }
        let accepted = standings.count { $0.acceptance != nil }
        let counts = MigrationState.worstFirst.compactMap { state -> String? in
            let count = standings.count { $0.judgement.state == state && $0.acceptance == nil }
            return count == 0 ? nil : "\(count) \(state.rawValue)"
        }
        return (counts + (accepted == 0 ? [] : ["\(accepted) accepted"])).joined(separator: ", ")
    }

    private var failures: [String] {
        report.environments.flatMap { environment -> [String] in
            guard case .failed(let failure) = environment.access else { return [] }
            let place = failure.what.hasPrefix(environment.name) ? "" : "\(environment.name): "
            return failure.line("what", place + failure.what, style) + failure.causeLines(style)
                + failure.moreLine(style)
        }
    }

    private var next: Paragraph { StepList(steps: report.next, style: style).paragraph }
}
