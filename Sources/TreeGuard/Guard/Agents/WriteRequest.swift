import TreeGuardCommandLine
import TreeGuardMigrations

/// One thing that a command line of TreeGuard's would change, and who asks for it. The command itself and the agent's hook
/// both decide by this value, so that they cannot disagree.
package struct WriteRequest: Sendable, Hashable {
    /// The place that would be changed.
    package enum Place: Sendable, Hashable {
        /// Every migration must be there before a merge.
        case required(String)
        case optional(String)
        /// An optional environment whose address is that of a required one.
        case sameDatabase(String, as: String)
        /// `.treeguard` does not know it; nil where the line names none and none is required.
        case unknown(String?)
        /// No environment: what guards this repository.
        case guardItself
    }

    package var command: WritingCommand
    package var place: Place
    /// True if it would only be shown (`--dry-run`).
    package var isDryRun = false
    /// The sign by which an agent is known to ask; nil for a person.
    package var agent: String?
    /// True if the team's file lets agents deploy there.
    package var isDelegated = false

    package init(
        _ command: WritingCommand, _ place: Place, isDryRun: Bool = false, agent: String?, isDelegated: Bool = false
    ) {
        self.command = command
        self.place = place
        self.isDryRun = isDryRun
        self.agent = agent
        self.isDelegated = isDelegated
    }

    /// One command on one environment, by the team's file.
    package init(_ command: WritingCommand, in environment: String, _ config: Config, agent: String?) {
        let place = config.place(environment)
        self.init(command, place, agent: agent, isDelegated: config.delegates(place))
    }

    /// The requests behind opening a firewall, by the team's file.
    package static func opening(_ firewall: FirewallSettings, _ config: Config, agent: String?) -> [WriteRequest] {
        config.places(behind: firewall).map { WriteRequest(.openFirewall, $0, agent: agent) }
    }

    /// True if it is left to a person.
    package var isRefused: Bool {
        guard agent != nil else { return false }
        return switch place {
        case .optional: false
        case .required, .sameDatabase: !isDryRun && !(command == .deploy && isDelegated)
        case .unknown: !isDryRun
        case .guardItself: true
        }
    }
}

extension WriteRequest {
    /// True if a command line may change anything, whatever the team's file says.
    package static func mayChange(_ command: CommandDescription, _ arguments: Arguments) -> Bool {
        all(of: command, arguments, Config(), agent: nil).contains { !$0.isDryRun }
    }

    /// All that a command line would change, by the team's file. Empty for one that changes nothing.
    package static func all(
        of command: CommandDescription, _ arguments: Arguments, _ config: Config, agent: String?
    ) -> [WriteRequest] {
        guard let writing = WritingCommand(command.name, arguments.positionals.first) else { return [] }
        let isDryRun = arguments.has(named: "dry-run")
        func request(_ command: WritingCommand, _ place: Place) -> WriteRequest {
            WriteRequest(command, place, isDryRun: isDryRun, agent: agent, isDelegated: config.delegates(place))
        }
        let named = arguments.values(named: "env")
        switch writing {
        case .allow, .uninstall, .unlisted: return [WriteRequest(writing, .guardItself, agent: agent)]
        case .openFirewall: return config.places(behindFirewallsOf: named).map { request(writing, $0) }
        case .deploy, .rollback, .repair:
            var requests = config.places(named).map { request(writing, $0) }
            if arguments.has(named: "open-firewall") {
                // It may stand before more than the environment that is named, and opens before anything is shown.
                requests += config.places(behindFirewallsOf: named).map {
                    WriteRequest(.openFirewall, $0, agent: agent)
                }
            }
            return requests
        }
    }

    /// The same, knowing which optional environments have the address of a required one.
    package func knowing(_ twins: [String: String], _ config: Config) -> WriteRequest {
        guard case .optional(let name) = place, let required = twins[name] else { return self }
        var request = self
        request.place = .sameDatabase(name, as: required)
        request.isDelegated = config.delegates(request.place)
        return request
    }
}

extension Config {
    fileprivate func places(_ names: [String]) -> [WriteRequest.Place] {
        let chosen = names.isEmpty ? environments.filter(\.required).map(\.name) : names
        return chosen.isEmpty ? [.unknown(nil)] : chosen.map(place)
    }

    /// The kind of place that an environment is to a writer.
    fileprivate func place(_ name: String) -> WriteRequest.Place {
        environment(named: name).map { $0.required ? .required(name) : .optional(name) } ?? .unknown(name)
    }

    fileprivate func places(behindFirewallsOf names: [String]) -> [WriteRequest.Place] {
        let wanted: [String?] = names.isEmpty ? [nil] : names
        return wanted.flatMap { name -> [WriteRequest.Place] in
            guard let firewall = try? firewall(ofEnvironment: name) else { return [.unknown(name)] }
            return places(behind: firewall, of: name)
        }
    }

    /// Every environment into whose database a firewall lets somebody in.
    fileprivate func places(behind firewall: FirewallSettings, of name: String? = nil) -> [WriteRequest.Place] {
        let behind = environments.filter { environment in
            // It stands behind one of several, and nobody says which: then it may be this one.
            guard let own = try? self.firewall(ofEnvironment: environment.name) else { return environment.required }
            return own.cluster == firewall.cluster
        }
        return behind.isEmpty ? [.unknown(name)] : behind.map { place($0.name) }
    }

    fileprivate func delegates(_ place: WriteRequest.Place) -> Bool {
        switch place {
        case .required(let name), .sameDatabase(_, let name): agentDeploys.contains(name)
        case .optional, .unknown, .guardItself: false
        }
    }
}
