import TreeGuardBase

/// Lines that belong together. Between two of them stands one empty line. A line is one line, whatever somebody called a
/// file or a table.
struct Paragraph {
    var lines: [String]

    init(_ lines: [String]) { self.lines = lines }

    static func page(_ paragraphs: [Paragraph]) -> String {
        paragraphs.filter { !$0.lines.isEmpty }
            .map { $0.lines.map { Escaped.line($0) + "\n" }.joined() }
            .joined(separator: "\n")
    }
}

extension String {
    /// Without blanks at its end.
    var trimmingEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// The part of a list that a person wants to see, and the line that says what was left out.
struct CutList<Element> {
    let shown: ArraySlice<Element>
    let rest: String?

    /// One more than the limit is shown: a line that says "and 1 more" would take its place for nothing.
    init(_ elements: [Element], limit: Int, detail: Detail, command: String) {
        guard detail == .brief, elements.count > limit + 1 else {
            (shown, rest) = (elements[...], nil)
            return
        }
        shown = elements.prefix(limit)
        rest = "and \(elements.count - limit) more: \(command) --verbose"
    }
}
