/// fish: one `complete` line for each word.
func fishCompletions(for program: ProgramDescription) -> String {
    let name = program.name
    var lines = [
        "# fish completion for \(name). Load it with: \(name) completions fish | source",
        "complete -c \(name) -f",
    ]
    for command in program.completableCommands {
        lines.append(
            "complete -c \(name) -n __fish_use_subcommand -a \(command.name) -d \(fishQuoted(command.abstract))")
    }
    let names = program.commands.map(\.name).joined(separator: " ")
    lines.append("complete -c \(name) -n '__fish_seen_subcommand_from help' -a \(fishQuoted(names))")
    for option in program.options + program.builtInOptions { lines.append(fishLine(name, nil, option)) }
    for command in program.commands {
        let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
        for option in command.options { lines.append(fishLine(name, condition, option)) }
        for positional in command.positionals {
            let words =
                positional.allowed.isEmpty ? "-F" : "-a \(fishQuoted(positional.allowed.joined(separator: " ")))"
            lines.append("complete -c \(name) \(condition) \(words)")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func fishLine(_ name: String, _ condition: String?, _ option: OptionDescription) -> String {
    var words = ["complete", "-c", name]
    if let condition { words.append(condition) }
    if let short = option.short { words += ["-s", String(short)] }
    if let long = option.long { words += ["-l", long] }
    if !option.isFlag {
        switch option.valueKind {
        case .words: words += ["-x", "-a", fishQuoted(option.allowed.joined(separator: " "))]
        case .file: words += ["-r", "-F"]
        case .reference: words += ["-x", "-a", "\"(git for-each-ref --format='%(refname:short)' 2>/dev/null)\""]
        case .other: words.append("-x")
        }
    }
    return (words + ["-d", fishQuoted(option.help)]).joined(separator: " ")
}

private func fishQuoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += "'\\".contains($1) ? "\\\($1)" : String($1) } + "'"
}
