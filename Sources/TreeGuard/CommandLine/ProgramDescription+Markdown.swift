import TreeGuardBase

extension ProgramDescription {
    /// The text of docs/cli.md: the same help, for a browser.
    package var markdown: String {
        var lines = ["# \(name)", "", "\(abstract).", "", "```", "\(name) [OPTIONS] COMMAND ...", "```", ""]
        lines += ["| command | |", "|---|---|"]
        lines += commands.map { "| [`\($0.name)`](#\(name)-\($0.name)) | \($0.abstract) |" }
        lines += ["", "Every command takes these too:", ""]
        lines += table(options + builtInOptions) + [""]
        lines += wrapped(discussion, width: 120) + [""]
        for command in commands { lines += section(for: command) }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(for command: CommandDescription) -> [String] {
        var lines = [
            "## \(name) \(command.name)", "", "\(command.abstract).", "", "```", usage(of: command), "```", "",
        ]
        if !command.discussion.isEmpty { lines += indentedAsCode(wrapped(command.discussion, width: 120)) + [""] }
        if !command.positionals.isEmpty {
            lines += ["| argument | |", "|---|---|"]
            lines += command.positionals.map { "| `\($0.name)` | \(cell($0.help)) |" } + [""]
        }
        if !command.options.isEmpty { lines += table(command.options) + [""] }
        lines += command.examples.flatMap { ["```", $0.line, "```", "\($0.meaning)", ""] }
        return lines
    }

    private func table(_ options: [OptionDescription]) -> [String] {
        ["| option | |", "|---|---|"] + options.map { "| `\($0.syntax)` | \(cell($0.fullHelp)) |" }
    }

    /// Escapes bars, because a bar would end the cell.
    private func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// Indents preformatted lines by four spaces: Markdown keeps only those as they are.
    private func indentedAsCode(_ lines: [String]) -> [String] { lines.map { $0.hasPrefix(" ") ? "    \($0)" : $0 } }
}
