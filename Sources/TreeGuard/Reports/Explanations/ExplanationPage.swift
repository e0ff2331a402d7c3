/// A page in Markdown, as far as our own pages use it: headings, paragraphs, lists and indented examples.
package struct ExplanationPage: Hashable, Sendable {
    package enum Block: Hashable, Sendable {
        case heading(String)
        case paragraph(String)
        case point(String)
        /// Indented or fenced, line by line.
        case example([String])
    }

    /// The blocks below the title.
    package private(set) var blocks: [Block] = []

    package init(_ markdown: String) {
        var isFenced = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isFenced.toggle()
                if isFenced { blocks.append(.example([])) }
            } else if isFenced {
                extend(by: line)
            } else if line.hasPrefix("    ") {
                if case .example = blocks.last {} else { blocks.append(.example([])) }
                extend(by: String(line.dropFirst(4)))
            } else if line.hasPrefix("#") {
                if line.hasPrefix("##") { blocks.append(.heading(String(line.drop { $0 == "#" }.dropFirst()))) }
            } else if line.hasPrefix("- ") {
                blocks.append(.point(String(line.dropFirst(2))))
            } else if !line.isEmpty {
                blocks.append(.paragraph(line))
            }
        }
    }

    private mutating func extend(by line: String) {
        guard case .example(let lines)? = blocks.popLast() else { return }
        blocks.append(.example(lines + [line]))
    }
}
