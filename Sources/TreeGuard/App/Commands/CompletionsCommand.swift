import TreeGuardBase
import TreeGuardCommandLine

/// `treeguard completions SHELL`
enum CompletionsCommand {
    private static let shell = PositionalDescription(
        "SHELL", oneOf: Shell.allCases.map(\.rawValue), "The shell to teach: bash, zsh or fish.")

    static let command = Subcommand(
        CommandDescription(
            "completions", "Print what teaches a shell to complete treeguard's commands",
            discussion: """
                Put the line of your shell into the file that it reads at its start:

                  bash   source <(treeguard completions bash)        in ~/.bashrc
                  zsh    source <(treeguard completions zsh)         in ~/.zshrc, below compinit
                  fish   treeguard completions fish | source         in ~/.config/fish/config.fish
                """,
            positionals: [shell],
            examples: [CommandExample("treeguard completions bash", "Prints the script for bash.")])
    ) { session in
        let shells = session.arguments.positionals.compactMap(Shell.init(rawValue:))
        for shell in shells { session.print(shell.completions(for: session.program)) }
        return .success
    }
}
