import TreeGuardBase
import TreeGuardCommandLine

extension Explanation {
    /// The page as a person reads it at a terminal.
    package func rendered(style: TextStyle) -> String {
        let title = style.paint(word, .bold) + "  " + style.paint("(\(kind))", .dim)
        var paragraphs = [[title]]
        for block in page.blocks {
            switch block {
            case .heading(let text): paragraphs.append([style.paint("\(text):", .bold)])
            case .paragraph(let text): paragraphs.append(wrapped(text, width: style.readingWidth))
            case .point(let text): paragraphs[paragraphs.count - 1] += point(text, style)
            case .example(let lines): paragraphs[paragraphs.count - 1] += lines.map { "    \($0)" }
            }
        }
        return Paragraph.page(paragraphs.map { Paragraph($0) })
    }

    private func point(_ text: String, _ style: TextStyle) -> [String] {
        wrapped(text, width: max(style.readingWidth - 4, 20)).enumerated().map { number, line in
            (number == 0 ? "  - " : "    ") + line
        }
    }

    /// Every word that can be explained, kind by kind.
    package static func list(style: TextStyle) -> String {
        let groups = [
            ("verdicts", verdicts), ("states", states), ("errors", errors), ("hazards", rules),
            ("exit codes", exitCodes),
        ]
        return Paragraph.page(
            groups.map { title, explanations in
                Paragraph([style.paint("\(title):", .bold)] + explanations.map { "  \($0.word)" })
            })
    }
}

extension TextStyle {
    /// Lines of prose that are longer than this tire the eye.
    fileprivate var readingWidth: Int { min(width, 88) }
}
