import TreeGuardBase
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardSystem

/// The commands of a team around a deployment: a shell's, with the address of the database in their environment alone.
struct TeamCommands: Sendable {
    private let session: Session
    private let folder: String
    private let variables: [String: String?]
    private let secrets: [String]

    init(_ session: Session, _ environment: Environment, in folder: String) throws(Failure) {
        self.session = session
        self.folder = folder
        let settings = try effectiveSettings(of: environment.connection.get())
        var variables = settings.environment
        variables["TREEGUARD_ENVIRONMENT"] = environment.name
        self.variables = variables
        secrets = settings.password.map { [$0.exposed, $0.exposed.percentEncoded] } ?? []
    }

    /// Runs one and says so; what went wrong, or nil.
    func run(_ line: String, as name: String, outcome: String = "") -> String? {
        session.note("treeguard: \(name): \(Escaped(line))")
        return trouble(command(line, outcome: outcome))
    }

    func command(_ line: String, outcome: String = "", deadline: Duration = .seconds(3600)) -> Command {
        var command = program("/bin/sh", ["-c", line], deadline: deadline)
        command.environment["TREEGUARD_OUTCOME"] = outcome
        return command
    }

    /// Another program that is to reach the same database.
    func program(_ name: String, _ arguments: [String], deadline: Duration = .seconds(3600)) -> Command {
        Command(name, arguments, in: folder, environment: variables, deadline: deadline)
    }

    /// A program's output without the password, in any form.
    func withoutSecrets(_ said: String) -> String { said.withoutSecrets(secrets) }

    /// Runs it; the last that it said of its failure, without the password.
    func trouble(_ command: Command) -> String? {
        let output = session.run(command)
        guard !output.succeeded else { return nil }
        let last = output.errorText.split(separator: "\n").suffix(3).joined(separator: " ")
        let said = "\(Escaped(String(withoutSecrets(last).prefix(400))))"
        let end = output.end.words(of: command.program)
        return said.isEmpty ? end : "\(end): \(said)"
    }
}

extension CommandOutput.End {
    /// "pg_dump is not installed", "it ended with 1".
    fileprivate func words(of program: String) -> String {
        switch self {
        case .exited(let code): "it ended with \(code)"
        case .signalled(let number): "signal \(number) ended it"
        case .deadlineExceeded: "it did not end in time"
        case .notStarted: "\(program) is not there, or cannot be run"
        }
    }
}
