extension Failure {
    /// The failure for a terminal: what happened, why, and what to do next.
    package func text(style: TextStyle) -> String {
        let what = wrapped(Escaped(what).description, width: max(style.width - 7, 20))
            .enumerated().map { ($0 == 0 ? style.paint("error:", .bold, .red) + " " : blanks(7)) + $1 }
        return (what + causeLines(style) + moreLine(style)).joined(separator: "\n") + "\n"
    }

    /// The lines "why" and "next".
    package func causeLines(_ style: TextStyle) -> [String] { line("why", why, style) + line("next", next, style) }

    /// The line that names the page to read.
    package func moreLine(_ style: TextStyle) -> [String] { line("more", "treeguard explain \(code.rawValue)", style) }

    /// One labelled part, on as many lines as it needs. Its own line breaks stay; any other character that would move
    /// the cursor is escaped.
    package func line(_ label: String, _ text: String, _ style: TextStyle) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).flatMap {
            wrapped(Escaped(String($0)).description, width: max(style.width - 8, 20))
        }
        return lines.enumerated().map { number, line in
            (number == 0 ? "  " + style.paint(label + ":", .bold) + blanks(5 - label.count) : blanks(8)) + line
        }
    }

    /// The failure for scripts: the JSON members of a check that could not run.
    package var json: JSON {
        .object([
            "verdict": "ERROR",
            "exit": .number(Int(code.exit.rawValue)),
            "error": errorJSON,
        ])
    }

    package var errorJSON: JSON {
        .object([
            "code": .string(code.rawValue), "what": .string(what), "why": .string(why), "next": .string(next),
        ])
    }
}
