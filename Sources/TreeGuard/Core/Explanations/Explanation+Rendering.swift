extension Explanation {
    /// The explanation as a person reads it at a terminal.
    package func rendered(style: TextStyle) -> String {
        var text = "\(style.paint(word, .bold))  \(style.paint(kind, .dim))\n\n"
        text += wrapped(self.text.meaning, indent: "", width: style.width)
        text += section("why it happens", self.text.causes, style)
        text += section("what to do", self.text.remedies, style)
        if let example = self.text.example {
            text += "\n\(style.paint("for example", .bold))\n"
            text += example.split(separator: "\n").map { "  \($0)\n" }.joined()
        }
        return text
    }

    private func section(_ title: String, _ lines: [String], _ style: TextStyle) -> String {
        guard !lines.isEmpty else { return "" }
        return "\n\(style.paint(title, .bold))\n"
            + lines.map { wrapped($0, indent: "  - ", width: style.width) }.joined()
    }

    /// Words in lines of the terminal's width; the lines after the first stand below the text, not below its bullet.
    private func wrapped(_ text: String, indent: String, width: Int) -> String {
        let hanging = String(repeating: " ", count: indent.count)
        var lines: [String] = []
        var line = indent
        for word in text.split(separator: " ") {
            let isFresh = line == indent || line == hanging
            if !isFresh, line.count + 1 + word.count > min(width, 100) {
                lines.append(line)
                line = hanging + word
            } else {
                line += (isFresh ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n") + "\n"
    }

    /// Every word that can be explained, kind by kind.
    package static func list(style: TextStyle) -> String {
        let groups = [
            ("verdicts", Verdict.allCases.map(\.explanation)), ("states", MigrationState.allCases.map(\.explanation)),
            ("errors", Failure.Code.allCases.map(\.explanation)),
            ("exit codes", ExitCode.allCases.map(\.explanation)),
        ]
        return groups.map { title, explanations in
            "\(style.paint(title, .bold))\n" + explanations.map { "  \($0.word)\n" }.joined()
        }.joined(separator: "\n")
    }
}
