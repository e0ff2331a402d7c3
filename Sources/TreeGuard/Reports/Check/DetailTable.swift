import TreeGuardBase
import TreeGuardCommandLine

/// The rows below all migrations of a page, in columns that they share.
struct DetailTable {
    private let blocks: [[DetailRow]]
    private let style: TextStyle
    private let label: Int
    private let name: Int

    private let indent: Int

    private static let gap = 4

    init(blocks: [[DetailRow]], style: TextStyle, indent: Int = 6) {
        self.indent = indent
        self.blocks = blocks.map { $0.map(\.escaped) }
        self.style = style
        let rows = self.blocks.joined()
        let label = rows.map(\.label.displayWidth).filter { $0 <= 10 }.max() ?? 0
        let room = style.width - indent - label - 2 - DetailTable.gap
        self.label = label
        // Names that leave no room for what is said of them do not push the others aside.
        name =
            rows.filter { !$0.name.isEmpty && $0.name.displayWidth + $0.text.displayWidth <= room }
            .map(\.name.displayWidth).max() ?? 0
    }

    func lines(of block: Int) -> [String] { blocks[block].flatMap { lines($0) } }

    private func lines(_ row: DetailRow) -> [String] {
        let lead = blanks(indent) + style.paint(row.label.padded(to: label), .dim) + "  "
        let margin = indent + max(label, row.label.displayWidth) + 2
        guard !row.name.isEmpty else {
            let lines = wrapped(row.text, width: max(style.width - margin, 20))
            return lines.enumerated().map { ($0 == 0 ? lead : blanks(margin)) + $1 }
        }
        let column = margin + name + DetailTable.gap
        if row.name.displayWidth <= name, column + row.text.displayWidth <= style.width {
            return [lead + row.name.padded(to: name) + blanks(DetailTable.gap) + painted(row.text, row.mark)]
        }
        let lines = wrapped(row.text, width: max(style.width - margin - 2, 20))
        return [lead + row.name] + lines.map { blanks(margin + 2) + painted($0, row.mark) }
    }

    private func painted(_ text: String, _ mark: Mark?) -> String { mark.map { style.paint(text, $0) } ?? text }
}

extension DetailRow {
    fileprivate var escaped: DetailRow {
        DetailRow(Escaped(label).description, Escaped(name).description, Escaped(text).description, mark)
    }
}
