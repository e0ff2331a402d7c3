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

    /// What a shell offers where the command's own name is expected.
    var completableCommands: [(name: String, abstract: String)] {
        commands.map { ($0.name, $0.abstract) } + [("help", "Say what a command is for")]
    }
}

extension OptionDescription {
    /// What a value is, as far as a shell can help with it.
    enum ValueKind { case words, file, reference, other }

    var valueKind: ValueKind {
        if !allowed.isEmpty { return .words }
        switch valueName {
        case "PATH", "FILE": return .file
        case "REF": return .reference
        default: return .other
        }
    }
}
