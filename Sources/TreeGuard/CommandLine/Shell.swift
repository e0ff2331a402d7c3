/// A shell that can complete our commands.
package enum Shell: String, Sendable, CaseIterable {
    case bash, zsh, fish

    /// The script that teaches this shell the program, made from the same values as the help.
    package func completions(for program: ProgramDescription) -> String {
        switch self {
        case .bash: bashCompletions(for: program)
        case .zsh: zshCompletions(for: program)
        case .fish: fishCompletions(for: program)
        }
    }
}

extension ProgramDescription {
    /// Every option that may follow this command's name.
    func completableOptions(of command: CommandDescription) -> [OptionDescription] {
        command.options + options + [ProgramDescription.help]
    }

    /// The names that a shell offers in place of the command's name.
    var completableCommands: [(name: String, abstract: String)] {
        commands.map { ($0.name, $0.abstract) } + [("help", "Say what a command is for")]
    }
}

/// The kind of a word, as far as a shell can help with it.
enum WordKind: Hashable {
    case words([String])
    case file, reference, environment, worktree, other

    init(named name: String?, allowed: [String]) {
        guard allowed.isEmpty else {
            self = .words(allowed)
            return
        }
        switch name {
        case "PATH", "FILE": self = .file
        case "REF", "COMMIT": self = .reference
        case "NAME": self = .environment
        case "WORKTREE": self = .worktree
        default: self = .other
        }
    }

    /// Prints the words there are, line by line, in any shell; nil where that takes no command.
    var command: String? {
        switch self {
        case .words, .file, .other: nil
        case .reference: "git for-each-ref --format='%(refname:short)' 2>/dev/null"
        case .environment:
            #"git config --file "$(git rev-parse --show-toplevel 2>/dev/null)/.treeguard" --name-only "#
                + #"--get-regexp '^environment[.]' 2>/dev/null | sed 's/^environment[.]//; s/[.][^.]*$//' | sort -u"#
        case .worktree: "git worktree list --porcelain 2>/dev/null | sed -n 's|^branch refs/heads/||p'"
        }
    }
}

extension OptionDescription {
    var kind: WordKind { WordKind(named: valueName, allowed: allowed) }
}

extension PositionalDescription {
    var kind: WordKind { WordKind(named: name, allowed: allowed) }
}
