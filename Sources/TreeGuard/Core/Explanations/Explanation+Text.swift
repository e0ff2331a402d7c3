extension Explanation {
    /// As a terminal shows it.
    package func page(style: TextStyle) -> String {
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

extension TextStyle {
    /// Lines of prose that are longer than this tire the eye.
    fileprivate var readingWidth: Int { min(width, 88) }
}
