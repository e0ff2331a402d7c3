import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardMigrations
import TreeGuardVerdicts

/// The findings about the repository, line by line.
struct ProblemList {
    let problems: [Finding]
    let style: TextStyle
    let detail: Detail
    var command = "treeguard check"

    private func lead(_ severity: Finding.Severity, _ width: Int) -> String {
        let (sign, mark): (String, Mark?) =
            switch severity {
            case .block: (style.symbol(.bad), .bad)
            case .warn: (style.symbol(.caution), .caution)
            case .info: (style.symbol("·", or: "-"), nil)
            }
        let painted = mark.map { style.paint(sign, $0) } ?? style.paint(sign, .dim)
        return "  " + painted + blanks(width - 2 - sign.displayWidth)
    }

    var paragraph: Paragraph {
        let cut = CutList(problems, limit: 6, detail: detail, command: command)
        let indent = 2 + style.symbol(.caution).displayWidth + (style.hasSymbols ? 2 : 1)
        let lines = cut.shown.flatMap { problem -> [String] in
            let message = Escaped(problem.message).description
            let place = problem.path.map(\.description) ?? ""
            let text = place.isEmpty || message.names(place) ? message : "\(place): \(message)"
            let width = max(style.width - indent, 20)
            let advice = "\(style.arrow) \(Escaped(problem.help))"
            let help = problem.help.isEmpty ? [] : wrapped(advice, width: width)
            return wrapped(text, width: width).enumerated().map { number, line in
                (number == 0 ? lead(problem.severity, indent) : blanks(indent)) + line
            } + help.map { blanks(indent) + style.paint($0, .dim) }
        }
        return Paragraph(lines + (cut.rest.map { [blanks(indent) + style.paint($0, .dim)] } ?? []))
    }
}

extension String {
    /// True if the other text is part of this one.
    fileprivate func names(_ part: String) -> Bool {
        utf8.indices.contains { utf8[$0...].starts(with: part.utf8) }
    }
}
