import TreeGuardBase

extension ProgramDescription {
    /// The help of one command, or of the program, for a terminal.
    package func help(for command: CommandDescription?, style: TextStyle) -> String {
        let page = HelpPage(program: self, style: style)
        return (command.map(page.lines(for:)) ?? page.overview()).joined(separator: "\n") + "\n"
    }

    /// The usage line: "treeguard explain [OPTIONS] [CODE]".
    package func usage(of command: CommandDescription) -> String {
        let words = command.positionals.map { positional in
            switch positional.count {
            case .one: positional.name
            case .oneOrNone: "[\(positional.name)]"
            case .any: "[\(positional.name)...]"
            }
        }
        let options = command.options.isEmpty ? [] : ["[OPTIONS]"]
        return ([name, command.name] + options + words).joined(separator: " ")
    }
}

extension OptionDescription {
    /// The left column of a help page: "-C, --directory PATH".
    package var syntax: String {
        let spelled = [short.map { "-\($0)" }, long.map { "--\($0)" }].compactMap { $0 }.joined(separator: ", ")
        return spelled + (valueName.map { " \($0)" } ?? "")
    }

    /// The help text with the allowed values, the default, and a note if the option may be repeated.
    package var fullHelp: String {
        var notes: [String] = []
        if !allowed.isEmpty { notes.append("one of \(allowed.joined(separator: ", "))") }
        if isRepeated { notes.append("may be repeated") }
        if let standard { notes.append("default: \(standard)") }
        return notes.isEmpty ? help : "\(help) (\(notes.joined(separator: "; ")))"
    }
}

/// Lays help out in two columns.
private struct HelpPage {
    let program: ProgramDescription
    let style: TextStyle

    private var width: Int { min(style.width, 100) }

    func overview() -> [String] {
        var lines = ["\(style.paint(program.name, .bold)) - \(program.abstract)", ""]
        lines += section("Usage", ["  \(program.name) [OPTIONS] COMMAND ..."])
        lines += section("Commands", table(program.commands.map { ($0.name, $0.abstract) }))
        lines += section("Options", table(rows(program.options + program.builtInOptions)))
        lines += wrapped(program.discussion, width: width)
        return lines
    }

    func lines(for command: CommandDescription) -> [String] {
        var lines = ["\(style.paint("\(program.name) \(command.name)", .bold)) - \(command.abstract)", ""]
        lines += section("Usage", ["  \(program.usage(of: command))"])
        if !command.discussion.isEmpty { lines += wrapped(command.discussion, width: width) + [""] }
        if !command.positionals.isEmpty {
            lines += section("Arguments", table(command.positionals.map { ($0.name, $0.help) }))
        }
        if !command.options.isEmpty { lines += section("Options", table(rows(command.options))) }
        lines += section("Everywhere", table(rows(program.options + [ProgramDescription.help])))
        let examples = command.examples.flatMap { ["  \(style.paint($0.line, .bold))", "      \($0.meaning)"] }
        return lines + section(examples.count > 2 ? "Examples" : "Example", examples).dropLast()
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        ["\(style.paint(title.uppercased(), .bold))"] + lines + [""]
    }

    private func rows(_ options: [OptionDescription]) -> [(String, String)] {
        options.map { option in
            // Options without a letter leave its columns blank, so that the long names line up.
            ((option.short == nil ? "    " : "") + option.syntax, option.fullHelp)
        }
    }

    private func table(_ rows: [(left: String, right: String)]) -> [String] {
        let column = min(rows.map(\.left.count).max() ?? 0, 26)
        return rows.flatMap { row in
            let text = wrapped(row.right, width: max(width - column - 4, 20))
            let padding = String(repeating: " ", count: max(0, column - row.left.count))
            let isTooLong = row.left.count > column
            let first = isTooLong ? ["  \(row.left)"] : ["  \(row.left)\(padding)  \(text.first ?? "")"]
            let indent = String(repeating: " ", count: column + 4)
            return first + text.dropFirst(isTooLong ? 0 : 1).map { indent + $0 }
        }
    }
}
