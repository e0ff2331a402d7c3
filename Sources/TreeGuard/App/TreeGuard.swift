import TreeGuardBase
import TreeGuardCommandLine
import TreeGuardReports
import TreeGuardSystem

/// The program: reads the command line, runs the command, and turns whatever comes of it into text and an exit code.
package enum TreeGuard {
    package static let version = "0.1.0"

    package static let description = ProgramDescription(
        name: "treeguard", version: version,
        abstract: "Tells whether the migrations that a change brings are already in production",
        discussion: """
            Exit codes: 0 safe, or done; 1 migrations are not in production; 2 the command line or the configuration \
            is wrong; 3 no answer, because something could not be asked or read; 70 a bug in treeguard.

            treeguard help COMMAND says more, and treeguard explain CODE explains a state, a verdict or an error.
            """,
        options: OptionDescription.global, commands: Subcommand.all.map(\.description))

    /// Runs this process's own command line to its end.
    package static func main() -> Never {
        ProcessEnvironment.exit(run(Array(CommandLine.arguments.dropFirst()), ProcessEnvironment.inherited).rawValue)
    }

    static func run(_ words: [String], _ environment: [String: String]) -> ExitCode {
        let terminal = Terminal(environment: environment, color: requestedColor(in: words))
        let code: ExitCode
        do {
            code = try run(description.parse(words), environment, terminal)
        } catch {
            let failure = Failure(describing: error)
            report(failure, as: requestedFormat(in: words), on: terminal)
            code = failure.code.exit
        }
        guard let failure = terminal.failure else { return code }
        // A result that did not arrive whole must not look like a good one.
        report(failure, as: .text, on: terminal)
        return failure.code.exit
    }

    private static func run(
        _ request: Request, _ environment: [String: String], _ terminal: Terminal
    ) throws -> ExitCode {
        switch request {
        case .help(let command):
            terminal.write(description.help(for: command, style: terminal.style(of: .output)))
            return .success
        case .version:
            terminal.writeLine("treeguard \(version)")
            return .success
        case .run(let command, let arguments):
            guard let subcommand = Subcommand.all.first(where: { $0.description == command }) else {
                preconditionFailure("the parser chose a command that is not in Subcommand.all")
            }
            let session = Session(
                program: description, arguments: arguments, directory: try directory(arguments.values(of: .directory)),
                environment: environment, terminal: terminal, run: Subprocess.run)
            if let agent = Interactivity.agent(in: environment),
                let refusal = try AgentLimit(command, session, agent: agent).refusal()
            {
                throw refusal
            }
            return try subcommand.run(session)
        }
    }

    /// The process's own folder, then each -C in turn, as git does it.
    private static func directory(_ given: [String]) throws -> String {
        var directory = try ProcessEnvironment.currentDirectory()
        for path in given {
            directory = path.hasPrefix("/") ? path : "\(directory)/\(path)"
            guard Files.isFolder(directory) else {
                throw Failure(
                    .usage, what: "-C \(ShellQuoted(path)) is no folder",
                    why: Files.exists(directory) ? "something else is there" : "nothing is there",
                    next: "ls -ld \(ShellQuoted(directory))")
            }
        }
        return try Files.resolved(directory)
    }
}
