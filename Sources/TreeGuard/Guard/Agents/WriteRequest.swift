import TreeGuardCommandLine
import TreeGuardMigrations

/// One change that a TreeGuard command line would make, and who asks for it. The command and the agent's hook decide by
/// the same value, so that they cannot disagree.
package struct WriteRequest: Sendable, Hashable {
    /// The target of the change.
    package enum Place: Sendable, Hashable {
        /// A required environment: every migration must be applied there before a merge.
        case required(String)
        case optional(String)
        /// An optional environment with the same address as a required one.
        case sameDatabase(String, as: String)
        /// An environment that `.treeguard` does not have; nil if the line names none and none is required.
        case unknown(String?)
        /// The repository's own guard, which is no environment.
        case guardItself
    }

    package var command: WritingCommand
    package var place: Place
    /// True for `--dry-run`.
    package var isDryRun = false
    /// The sign that an agent asks; nil for a person.
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

    /// Makes the request for one command on one environment, by the team's file.
    package init(_ command: WritingCommand, in environment: String, _ config: Config, agent: String?) {
        let place = config.place(environment)
        self.init(command, place, agent: agent, isDelegated: config.delegates(place))
    }

    /// The requests for opening a firewall, by the team's file.
    package static func opening(_ firewall: FirewallSettings, _ config: Config, agent: String?) -> [WriteRequest] {
        config.places(behind: firewall).map { WriteRequest(.openFirewall, $0, agent: agent) }
    }

    /// True if only a person may run it.
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

    /// All changes that a command line would make, by the team's file. Empty if there are none.
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
                // The firewall may protect further environments, and it opens before the plan is shown.
                requests += config.places(behindFirewallsOf: named).map {
                    WriteRequest(.openFirewall, $0, agent: agent)
                }
            }
            return requests
        }
    }

    /// The request, knowing which optional environments share the address of a required one.
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

    /// The environment as the target of a change.
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

    /// The environments whose database a firewall opens.
    fileprivate func places(behind firewall: FirewallSettings, of name: String? = nil) -> [WriteRequest.Place] {
        let behind = environments.filter { environment in
            // With several firewalls and none chosen, it may be this environment's.
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
