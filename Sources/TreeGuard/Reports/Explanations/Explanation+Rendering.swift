import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardVerdicts

extension Explanation {
    /// The explanation as a person reads it at a terminal.
    package func rendered(style: TextStyle) -> String {
        let title = style.paint(word, .bold) + "  " + style.paint("(\(kind))", .dim)
        let example = text.example.map { example in
            heading("for example", style) + example.split(separator: "\n").map { "    \($0)" }
        }
        return Paragraph.page([
            Paragraph([title]), Paragraph(wrapped(text.meaning, width: style.readingWidth)),
            Paragraph(points("why it happens", text.causes, style)),
            Paragraph(points("what to do", text.remedies, style)), Paragraph(example ?? []),
        ])
    }

    private func heading(_ title: String, _ style: TextStyle) -> [String] { [style.paint("\(title):", .bold)] }

    private func points(_ title: String, _ points: [String], _ style: TextStyle) -> [String] {
        guard !points.isEmpty else { return [] }
        return heading(title, style)
            + points.flatMap { point in
                wrapped(point, width: max(style.readingWidth - 4, 20)).enumerated().map { number, line in
                    (number == 0 ? "  - " : "    ") + line
                }
            }
    }
}

extension Explanation {
    /// Every word that can be explained, kind by kind.
    package static func list(style: TextStyle) -> String {
        let groups = [
            ("verdicts", Verdict.allCases.map(\.explanation)), ("states", MigrationState.allCases.map(\.explanation)),
            ("errors", Failure.Code.allCases.map(\.explanation)),
            ("exit codes", ExitCode.allCases.map(\.explanation)),
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
