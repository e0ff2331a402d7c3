import TreeGuardBase

/// The firewall of a managed database, its provider and its API: `[firewall "NAME"]`.
package struct FirewallSettings: Hashable, Sendable {
    package var name: String
    /// The id of a `FirewallProvider`; by default the name itself.
    package var provider: String
    package var cluster = ""
    package var token: EnvironmentSource?
    /// The default duration of an opening.
    package var ttl = Duration.seconds(15 * 60)
    /// The source of this machine's address; nil means that it must be given (--ip).
    package var address: AddressSource?
    /// The URL of the API, for tests on this machine. Nil means the provider's own.
    package var url: String?
    /// The time limit of one request.
    package var timeout = Duration.seconds(15)

    package init(name: String) {
        self.name = name
        provider = name
    }

    /// The longest duration: a longer opening would be no exception any more.
    package static let longestTTL = Duration.seconds(24 * 60 * 60)

    /// The source of the address to let in.
    package enum AddressSource: Hashable, Sendable {
        /// A command that prints it: `command:COMMAND`.
        case command(String)
        case fixed(TrustedAddress)
    }

    /// Reads "90s", "15m" or "2h"; at most a day.
    package static func ttl(_ text: String) -> Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), number > 0,
            number <= 86400, Duration.seconds(number * unit) <= longestTTL
        else { return nil }
        return .seconds(number * unit)
    }

    /// The duration as people write it: "15m".
    package static func text(of ttl: Duration) -> String {
        let seconds = ttl.components.seconds
        if seconds >= 3600, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        return seconds >= 60 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}

extension Config {
    /// The firewall of an environment's database: the one that it names, else the only one.
    package func firewall(ofEnvironment name: String?) throws(Failure) -> FirewallSettings {
        if let name, environment(named: name) == nil {
            throw Failure(
                .usage, what: "there is no environment \(Escaped(name))",
                why: "known are \(environments.map { "\(Escaped($0.name))" }.joined(separator: ", "))",
                next: "name it in .treeguard: [environment \"\(Escaped(name))\"]")
        }
        // Without a name, production's firewall is used.
        let chosen = name.flatMap { environment(named: $0)?.firewall }
        let standard = name == nil ? environment(named: "production")?.firewall : nil
        if let wanted = chosen ?? standard, let found = firewalls.first(where: { $0.name == wanted }) { return found }
        guard let first = firewalls.first else {
            throw Failure(
                .firewallNotConfigured, what: "no firewall is configured",
                why: ".treeguard has no [firewall \"...\"], as the target branch has it",
                next: "add [firewall \"digitalocean\"] with cluster = UUID and token = env:DIGITALOCEAN_API_TOKEN")
        }
        guard firewalls.count == 1 else {
            throw Failure(
                .firewallNotConfigured, what: "it is not known which firewall is meant",
                why: "there are \(firewalls.map { "\(Escaped($0.name))" }.joined(separator: ", "))",
                next: "write firewall = NAME under [environment \"...\"], and say --env NAME")
        }
        return first
    }
}
