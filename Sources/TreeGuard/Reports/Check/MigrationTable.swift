import TreeGuardBase
import TreeGuardVerdicts

/// The migrations of a check, the worst first, each with what there is to say of it.
struct MigrationTable {
    private let style: TextStyle
    private let environments: [EnvironmentReport]
    private let rows: [Row]
    private let rest: String?
    private let details: DetailTable

    /// One migration, and where it stands worst.
    private struct Row {
        let migration: MigrationReport
        let name: String
        let worst: Standing?
        /// The state in each environment, in their order.
        let states: [(word: String, mark: Mark)]
        let count: String

        /// Accepted: it needs no action, and is shown before applied ones.
        var rank: Int {
            worst.map { $0.acceptance == nil ? $0.judgement.rank : MigrationState.pending.rank } ?? 0
        }
        var mark: Mark { worst.map { $0.acceptance == nil ? $0.judgement.mark : .half } ?? .open }
    }

    init(report: CheckReport, style: TextStyle, detail: Detail) {
        self.style = style
        let environments = report.environments
        self.environments = environments
        let names = DisplayNames(report.migrations)
        let rows = report.migrations.map { MigrationTable.row($0, environments, name: names.name(of: $0)) }
        // Those that stand equally keep the order in which they run.
        let sorted = rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        let cut = CutList(sorted.map(\.element), limit: 20, detail: detail, command: "treeguard check")
        self.rows = Array(cut.shown)
        rest = cut.rest
        let blocks = cut.shown.map { row in
            let place = environments.first { $0.name == row.worst?.environment }
            let told = environments.count > 1 ? place : nil
            return MigrationDetails(
                migration: row.migration, standing: row.worst, isAsked: place?.isAnswered ?? true, place: told?.name,
                count: row.count, detail: detail
            ).rows
        }
        details = DetailTable(blocks: Array(blocks), style: style)
    }

    private static func row(_ migration: MigrationReport, _ environments: [EnvironmentReport], name: String) -> Row {
        let worst = MigrationTable.worst(migration.standings, environments)
        let told = worst.map { [($0.judgement.word, $0.judgement.mark)] } ?? []
        let states =
            environments.isEmpty
            ? told
            : environments.map { environment -> (word: String, mark: Mark) in
                guard environment.access != .notAsked else { return ("not asked", .open) }
                guard let standing = migration.standings.first(where: { $0.environment == environment.name }) else {
                    return ("unknown", .open)
                }
                return (standing.judgement.word, standing.judgement.mark)
            }
        return Row(
            migration: migration, name: name, worst: worst, states: states,
            count: worst.map { MigrationDetails.count(of: $0) } ?? "")
    }

    /// The standing that is told in detail: of an environment that counts, and that answered, if there is one.
    private static func worst(_ standings: [Standing], _ environments: [EnvironmentReport]) -> Standing? {
        let answered = environments.filter(\.isAnswered)
        let telling = [answered.filter(\.isRequired), answered, environments].lazy
            .map { choice in standings.filter { standing in choice.contains { $0.name == standing.environment } } }
            .first { !$0.isEmpty }
        return (telling ?? standings).min { $0.judgement.state.rank < $1.judgement.state.rank }
    }

    var paragraph: Paragraph {
        guard !rows.isEmpty else { return Paragraph([]) }
        let columns = Columns(
            symbol: rows.map { style.symbol($0.mark).displayWidth }.max() ?? 1,
            name: rows.map(\.name.displayWidth).max() ?? 0,
            states: (rows.first?.states ?? []).indices.map { column in
                let words = rows.map(\.states[column].word.displayWidth).max() ?? 0
                return environments.count > 1 ? max(words, shownName(column).displayWidth) : words
            },
            count: environments.count > 1 ? 0 : rows.map(\.count.displayWidth).max() ?? 0)
        let fits = columns.total <= style.width
        var lines = fits && environments.count > 1 ? [heading(columns)] : []
        for (number, row) in rows.enumerated() {
            lines += fits ? [line(row, columns)] : twoLines(row, columns)
            lines += details.lines(of: number)
        }
        return Paragraph(lines + (rest.map { ["  " + style.paint($0, .dim)] } ?? []))
    }

    /// How wide each part of a line is.
    private struct Columns {
        let symbol: Int
        let name: Int
        let states: [Int]
        let count: Int

        var total: Int { 2 + symbol + 1 + name + states.reduce(0) { $0 + 4 + $1 } + (count == 0 ? 0 : 4 + count) }
    }

    private func shownName(_ column: Int) -> String { Escaped(environments[column].name).description }

    private func heading(_ columns: Columns) -> String {
        let names = columns.states.enumerated().map { "    " + shownName($0).padded(to: $1) }.joined()
        return style.paint((blanks(3 + columns.symbol + columns.name) + names).trimmingEnd, .dim)
    }

    private func lead(_ row: Row, _ columns: Columns) -> String {
        "  " + style.paint(style.symbol(row.mark), row.mark)
            + blanks(columns.symbol - style.symbol(row.mark).displayWidth) + " "
    }

    private func line(_ row: Row, _ columns: Columns) -> String {
        let states = zip(row.states, columns.states).map { state, width in
            "    " + style.paint(state.word, state.mark) + blanks(width - state.word.displayWidth)
        }
        let count = environments.count > 1 || row.count.isEmpty ? "" : "    " + row.count
        return (lead(row, columns) + row.name.padded(to: columns.name) + states.joined() + count).trimmingEnd
    }

    /// The same where a line has no room for it all.
    private func twoLines(_ row: Row, _ columns: Columns) -> [String] {
        let states = row.states.enumerated().map { number, state in
            let place = environments.count > 1 ? shownName(number) + " " : ""
            return place + style.paint(state.word, state.mark)
        }
        let count = environments.count > 1 || row.count.isEmpty ? [] : [row.count]
        return [lead(row, columns) + row.name, blanks(6) + (states + count).joined(separator: ", ")]
    }
}

extension Judgement {
    /// The state in one word, or that there is nothing to do.
    fileprivate var word: String { isCounted ? state.rawValue : "not there" }
    fileprivate var mark: Mark { isCounted ? state.mark : MigrationState.applied.mark }
    fileprivate var rank: Int { isCounted ? state.rank : MigrationState.applied.rank }
}
