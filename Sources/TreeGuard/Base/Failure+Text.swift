extension Failure {
    /// The failure as a terminal shows it: what, why, and what to do next.
    package func text(style: TextStyle) -> String {
        let what = wrapped(Escaped(what).description, width: max(style.width - 7, 20))
            .enumerated().map { ($0 == 0 ? style.paint("error:", .bold, .red) + " " : blanks(7)) + $1 }
        return (what + causeLines(style) + moreLine(style)).joined(separator: "\n") + "\n"
    }

    /// Why, and what next.
    package func causeLines(_ style: TextStyle) -> [String] { line("why", why, style) + line("next", next, style) }

    /// The line that says where to read more.
    package func moreLine(_ style: TextStyle) -> [String] { line("more", "treeguard explain \(code.rawValue)", style) }

    /// One labelled part, on as many lines as it needs. Its own line breaks are kept, and nothing else that would
    /// move the cursor.
    package func line(_ label: String, _ text: String, _ style: TextStyle) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).flatMap {
            wrapped(Escaped(String($0)).description, width: max(style.width - 8, 20))
        }
        return lines.enumerated().map { number, line in
            (number == 0 ? "  " + style.paint(label + ":", .bold) + blanks(5 - label.count) : blanks(8)) + line
        }
    }

    /// The failure as a script reads it: the members of a check that never came about.
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
