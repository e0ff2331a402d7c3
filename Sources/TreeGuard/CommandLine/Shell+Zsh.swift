/// The completions for zsh. They use its _arguments, so that descriptions stand beside the words.
func zshCompletions(for program: ProgramDescription) -> String {
    let name = program.name
    let commands = program.completableCommands.map { "        \(zshQuoted("\($0.name):\($0.abstract)"))" }
    let cases = program.commands.map { command in
        let options = program.completableOptions(of: command).flatMap(zshSpecifications(of:))
        let words = command.positionals.map(zshSpecification(of:))
        let lines = (options + words).map { "                \($0)" }.joined(separator: " \\\n")
        return "            \(command.name))\n                _arguments -s \\\n\(lines) ;;"
    }
    let globals = (program.options + program.builtInOptions).flatMap(zshSpecifications(of:)).map { "        \($0)" }
    let lists = [WordKind.reference, .environment, .worktree].map { zshFunction($0) }
    return """
        #compdef \(name)
        # zsh completion for \(name). Load it with: source <(\(name) completions zsh)
        \(lists.joined(separator: "\n"))
        _\(name)() {
            local context state state_descr line
            typeset -A opt_args
            local -a commands
            commands=(
        \(commands.joined(separator: "\n"))
            )
            _arguments -s -C \\
        \(globals.joined(separator: " \\\n")) \\
                '1:command:->command' '*::argument:->argument'
            case $state in
                command) _describe command commands ;;
                argument)
                case $words[1] in
                    help) _describe command commands ;;
        \(cases.joined(separator: "\n"))
                esac ;;
            esac
        }
        if [ "$funcstack[1]" = "_\(name)" ]; then _\(name) "$@"; else compdef _\(name) \(name); fi

        """
}

private func zshSpecifications(of option: OptionDescription) -> [String] {
    let repeated = option.isRepeated ? "*" : ""
    return option.spellings.map { spelling in
        let attached = !option.isFlag && spelling.hasPrefix("--") ? "=" : ""
        let value = option.valueName.map { ":\($0):\(zshAction(option.kind))" } ?? ""
        return zshQuoted("\(repeated)\(spelling)\(attached)[\(zshEscaped(option.help))]\(value)")
    }
}

private func zshSpecification(of positional: PositionalDescription) -> String {
    let place =
        switch positional.count {
        case .one: ":"
        case .oneOrNone: "::"
        case .any: "*:"
        }
    return zshQuoted("\(place)\(positional.name):\(zshAction(positional.kind))")
}

private func zshAction(_ kind: WordKind) -> String {
    switch kind {
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .file: "_files"
    case .reference, .environment, .worktree: zshName(kind)
    case .other: " "
    }
}

private func zshName(_ kind: WordKind) -> String { "_treeguard_\(kind)s" }

/// A function that offers git's names. It is separate because a colon in an _arguments specification would end it.
private func zshFunction(_ kind: WordKind) -> String {
    let files = kind == .worktree ? "; _files -/" : ""
    return """
        \(zshName(kind))() {
            local -a found
            found=(${(f)"$(\(kind.command ?? ""))"})
            compadd "$@" -a found\(files)
        }
        """
}

/// Escapes brackets and colons, which have a meaning in a specification.
private func zshEscaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
}

private func zshQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
}
