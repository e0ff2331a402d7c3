/// The completions for bash 4 and later, without the bash-completion package.
func bashCompletions(for program: ProgramDescription) -> String {
    let name = program.name
    let cases = program.commands.map { command in
        let options = program.completableOptions(of: command).flatMap(\.spellings).joined(separator: " ")
        let words = command.positionals.map { bashWords($0.kind) }.joined(separator: " ")
        return "        \(command.name)) options=\"\(options)\"; words=\"\(words)\" ;;"
    }
    let valueCases = bashValueCases(program)
    let globals = (program.options + program.builtInOptions).flatMap(\.spellings).joined(separator: " ")
    return """
        # bash completion for \(name). Load it with: source <(\(name) completions bash)
        _\(name)() {
            local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
            local command= options= words= index=1
            # bash takes --format=json for three words.
            if [ "$previous" = = ]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
            if [ "$current" = = ]; then current=; fi
            while [ "$index" -lt "$COMP_CWORD" ]; do
                case ${COMP_WORDS[index]} in
                    -C|--color) index=$((index + 1)) ;;
                    -*) ;;
                    *) command=${COMP_WORDS[index]}; break ;;
                esac
                index=$((index + 1))
            done
            COMPREPLY=()
            case $previous in
        \(valueCases.joined(separator: "\n"))
            esac
            case $command in
                "") options="\(globals)"; words="\(program.completableCommands.map(\.name).joined(separator: " "))" ;;
                help) words="\(program.commands.map(\.name).joined(separator: " "))" ;;
        \(cases.map { "        " + $0.drop { $0 == " " } }.joined(separator: "\n"))
            esac
            case $current in
                -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
                *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
            esac
        }
        complete -o default -F _\(name) \(name)

        """
}

/// The words of that kind, for use inside double quotes.
private func bashWords(_ kind: WordKind) -> String {
    if case .words(let words) = kind { return words.joined(separator: " ") }
    return kind.command.map { "$(\($0))" } ?? ""
}

private func bashValueCases(_ program: ProgramDescription) -> [String] {
    let options = program.options + program.commands.flatMap(\.options)
    var seen: Set<String> = []
    return options.filter { !$0.isFlag && seen.insert($0.spelling).inserted }.map { option in
        let reply =
            switch option.kind {
            case .file: "compgen -f -- \"$current\""
            case .other: ":"
            case .words, .reference, .environment, .worktree:
                "compgen -W \"\(bashWords(option.kind))\" -- \"$current\""
            }
        return "        \(option.spellings.joined(separator: "|"))) COMPREPLY=($(\(reply))); return ;;"
    }
}
