/// What is worth saying of the repository, line by line.
struct ProblemList {
    let problems: [CheckReport.Problem]
    let style: TextStyle
    let detail: Detail
    var command = "treeguard check"

    var paragraph: Paragraph {
        let cut = CutList(problems, limit: 6, detail: detail, command: command)
        let indent = 2 + style.symbol(.caution).displayWidth + (style.hasSymbols ? 2 : 1)
        let lines = cut.shown.flatMap { problem -> [String] in
            let text = (problem.path.map { "\($0): " } ?? "") + Escaped(problem.message).description
            return wrapped(text, width: max(style.width - indent, 20)).enumerated().map { number, line in
                (number == 0 ? "  \(style.signed(.caution)) " : blanks(indent)) + line
            }
        }
        return Paragraph(lines + (cut.rest.map { [blanks(indent) + style.paint($0, .dim)] } ?? []))
    }
}
