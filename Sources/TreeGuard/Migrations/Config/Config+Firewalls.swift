import TreeGuardBase

extension Config {
    mutating func readFirewall(_ name: String, _ reader: ConfigReader) throws(Failure) {
        let index = firewalls.place(of: { $0.name == name }, else: FirewallSettings(name: name))
        switch reader.entry.name {
        case "provider": firewalls[index].provider = try reader.oneOf(DatabaseProvider.allCases.map(\.rawValue))
        case "cluster": firewalls[index].cluster = try reader.text()
        case "token": firewalls[index].token = try reader.tokenSource()
        case "ttl": firewalls[index].ttl = try reader.ttl()
        case "address": firewalls[index].address = try reader.address()
        case "url": firewalls[index].url = try reader.ownURL()
        default: firewalls[index].timeout = try reader.duration()
        }
    }

    /// Checks that need the whole file.
    func checkFirewalls(_ origin: ConfigOrigin) throws(Failure) {
        for firewall in firewalls {
            func wrong(_ key: String, _ why: String, next: String) -> Failure {
                ConfigReader.invalid("\(origin.name) (firewall.\(Escaped(firewall.name)).\(key))", why, next: next)
            }
            guard let provider = DatabaseProvider(rawValue: firewall.provider) else {
                let known = DatabaseProvider.allCases.map(\.rawValue).joined(separator: ", ")
                throw wrong(
                    "provider", "no provider is called \(Escaped(firewall.provider))",
                    next: "write provider = \(known)")
            }
            if let objection = provider.objection(toCluster: firewall.cluster) {
                throw wrong(
                    "cluster", firewall.cluster.isEmpty ? "it is not said which cluster" : objection,
                    next: "write cluster = UUID, as doctl databases list shows it")
            }
            guard firewall.token != nil else {
                throw wrong(
                    "token", "it is not said where the token is", next: "write token = env:DIGITALOCEAN_API_TOKEN")
            }
        }
        for environment in environments {
            guard let name = environment.firewall, !firewalls.contains(where: { $0.name == name }) else { continue }
            throw ConfigReader.invalid(
                "\(origin.name) (environment.\(Escaped(environment.name)).firewall)",
                "no firewall is called \(Escaped(name))",
                next: firewalls.isEmpty
                    ? "add [firewall \"\(Escaped(name))\"]" : ConfigReader.suggestion(name, firewalls.map(\.name)))
        }
    }
}

extension ConfigReader {
    /// Reads the source of a secret. The secret itself is never repeated in a message.
    fileprivate func tokenSource() throws(Failure) -> EnvironmentSource {
        switch EnvironmentSource(try text()) {
        case .variable(let name)?: return .variable(name)
        case .command(let command)?: return .command(command)
        case .dotenv(let file, let name?)?: return .dotenv(file: file, name: name)
        case .dotenv(_, nil)?:
            throw invalid("it is not said which line holds the token", next: "write token = dotenv:FILE#NAME")
        default:
            let next = "write token = env:NAME, dotenv:FILE#NAME or command:COMMAND"
            guard origin.isTracked else { throw invalid("it does not say where the token is", next: next) }
            throw Failure(
                .passwordInTrackedFile, what: "\(origin.place(of: entry)) does not say where the token is",
                why: "if it is the token itself, everybody who can read the repository can read it, and its history "
                    + "keeps it", next: next + "; then revoke the token that stood there")
        }
    }

    fileprivate func ttl() throws(Failure) -> Duration {
        let value = try text()
        guard let ttl = FirewallSettings.ttl(value) else {
            throw invalid("\(Escaped(value)) is no time of at most 24 hours", next: "write 90s, 15m or 2h")
        }
        return ttl
    }

    fileprivate func address() throws(Failure) -> FirewallSettings.AddressSource {
        let value = try text()
        if case .command(let command)? = EnvironmentSource(value) { return .command(command) }
        do throws(TrustedAddress.Unfit) {
            return .fixed(try TrustedAddress(value))
        } catch {
            throw invalid(error.why, next: "write address = command:COMMAND that prints it, or an IPv4 address")
        }
    }

    /// Reads a URL that must lead to this machine: the token is sent there.
    fileprivate func ownURL() throws(Failure) -> String {
        let value = try text()
        let isOurs = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { start in
            let port = value.utf8.dropFirst(start.utf8.count)
            return value.hasPrefix(start) && !port.isEmpty && port.count <= 5 && port.allSatisfy(\.isDigit)
        }
        guard isOurs else {
            throw invalid(
                "the token would be sent there, and only this machine itself may stand in for the provider",
                next: "take the line out, or write http://127.0.0.1:PORT")
        }
        return value
    }
}
