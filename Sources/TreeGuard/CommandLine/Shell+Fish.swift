/// The completions for fish 3.4 and later: one `complete` line for each word.
func fishCompletions(for program: ProgramDescription) -> String {
    let name = program.name
    var lines = [
        "# fish completion for \(name). Load it with: \(name) completions fish | source",
        fishCondition(program),
        "complete -c \(name) -f",
    ]
    for command in program.completableCommands {
        lines.append(
            "complete -c \(name) -n '__\(name)_is \"\"' -a \(command.name) -d \(fishQuoted(command.abstract))")
    }
    let names = program.commands.map(\.name).joined(separator: " ")
    lines.append("complete -c \(name) -n '__\(name)_is help' -a \(fishQuoted(names))")
    for option in program.options + program.builtInOptions { lines.append(fishLine(name, nil, option)) }
    for command in program.commands {
        let condition = "-n '__\(name)_is \(command.name)'"
        for option in command.options { lines.append(fishLine(name, condition, option)) }
        for positional in command.positionals where positional.kind != .other {
            lines.append((["complete", "-c", name, condition] + fishWords(positional.kind)).joined(separator: " "))
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

/// A function that tells which command the line has so far. It skips the folder after `-C`.
private func fishCondition(_ program: ProgramDescription) -> String {
    let valued = program.options.filter { !$0.isFlag }.flatMap(\.spellings).joined(separator: " ")
    return """
        function __\(program.name)_is
            set -l command
            set -l words (commandline -opc)
            set -e words[1]
            while set -q words[1]
                switch $words[1]
                    case \(valued)
                        set -e words[1]
                    case '-*'
                    case '*'
                        set command $words[1]
                        break
                end
                set -e words[1]
            end
            test "$command" = "$argv[1]"
        end
        """
}

private func fishWords(_ kind: WordKind) -> [String] {
    switch kind {
    case .words(let words): ["-a", fishQuoted(words.joined(separator: " "))]
    case .file: ["-F"]
    case .worktree: ["-F", "-a", fishQuoted("(\(kind.command ?? ""))")]
    case .reference, .environment: ["-a", fishQuoted("(\(kind.command ?? ""))")]
    case .other: []
    }
}

private func fishLine(_ name: String, _ condition: String?, _ option: OptionDescription) -> String {
    var words = ["complete", "-c", name]
    if let condition { words.append(condition) }
    if let short = option.short { words += ["-s", String(short)] }
    if let long = option.long { words += ["-l", long] }
    if !option.isFlag { words += (option.kind == .file ? ["-r"] : ["-x"]) + fishWords(option.kind) }
    return (words + ["-d", fishQuoted(option.help)]).joined(separator: " ")
}

private func fishQuoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += "'\\".contains($1) ? "\\\($1)" : String($1) } + "'"
}
