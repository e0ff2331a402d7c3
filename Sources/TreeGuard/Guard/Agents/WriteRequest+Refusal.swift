import TreeGuardBase
import TreeGuardCommandLine

extension WriteRequest {
    /// The refusal that an agent reads: the facts, the command for a person, and the order to stop.
    ///
    /// - Parameters:
    /// - known: the pending migrations of the environment, if it could be asked
    /// - line: the command that a person would type, without `--yes`
    /// - folder: the folder for that command
    package func refusal(knowing known: String?, line: String, in folder: String) -> Failure {
        let stop = "stop here, and do not look for another way: a person decides this. "
        return Failure(
            .personRequired, what: what,
            why: "an agent runs this (\(Escaped(agent ?? "nobody"))), and \(reason)" + (known.map { "; \($0)" } ?? ""),
            next: place == .guardItself
                ? stop + "Report to them what was stopped, and why"
                : stop + "Report this to them. In a terminal of their own, in \(ShellQuoted(folder)), they would run:\n"
                    + "  \(line)")
    }

    private var what: String {
        let name = Escaped(environment ?? "the environment")
        return switch command {
        case .deploy: "nothing was deployed to \(name)"
        case .rollback: "nothing was rolled back in \(name)"
        case .repair: "nothing was written to \(name)"
        case .openFirewall: "the firewall of \(name) was not opened"
        case .allow: "nothing was allowed"
        case .uninstall: "nothing was uninstalled"
        case .unlisted(let name): "treeguard \(Escaped(name)) was not run"
        }
    }

    private var reason: String {
        switch place {
        case .required(let name), .optional(let name):
            "\(Escaped(name)) is required: only a person may \(action)"
        case .sameDatabase(let name, let required):
            "\(Escaped(name)) has the address of \(Escaped(required)), which is required: only a person may \(action)"
        case .unknown(nil): "it is not said which environment is meant: only a person may \(action)"
        case .unknown(let name?): "the target branch's .treeguard knows no environment \(Escaped(name))"
        case .guardItself:
            switch command {
            case .allow: "an override is a person's recorded word"
            case .uninstall: "it takes the guard away"
            default: "it is not known what that changes"
            }
        }
    }

    private var action: String {
        switch command {
        case .deploy: "deploy there"
        case .rollback: "undo migrations there"
        case .repair: "write into its ledger"
        case .openFirewall: "let a machine in to it"
        case .allow, .uninstall, .unlisted: "do that"
        }
    }

    /// The environment of the request.
    package var environment: String? {
        switch place {
        case .required(let name), .optional(let name), .sameDatabase(let name, _): name
        case .unknown(let name): name
        case .guardItself: nil
        }
    }
}

extension CommandDescription {
    /// The command that a person would type for these arguments: without `--yes`, and with the environment named.
    package func line(for arguments: Arguments, environment: String?) -> String {
        var words = ["treeguard", name] + arguments.positionals.map { ShellQuoted($0).description }
        let isEnvironmentGiven = arguments.has(named: "env")
        for option in options where !["yes", "format"].contains(option.long) {
            if option.long == "env", !isEnvironmentGiven, let environment {
                words += [option.spelling, ShellQuoted(environment).description]
            }
            guard !option.isFlag else {
                if arguments.has(option) { words.append(option.spelling) }
                continue
            }
            for value in arguments.values(givenFor: option) {
                words += [option.spelling, ShellQuoted(value).description]
            }
        }
        return words.joined(separator: " ")
    }
}
