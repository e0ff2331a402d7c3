import TreeGuardBase
import TreeGuardCommandLine

/// `treeguard version`
enum VersionCommand {
    static let command = Subcommand(
        CommandDescription(
            "version", "Say the version",
            examples: [CommandExample("treeguard version", "Prints one line: treeguard and its version.")])
    ) { session in
        session.print("treeguard \(session.program.version)\n")
        return .success
    }
}
