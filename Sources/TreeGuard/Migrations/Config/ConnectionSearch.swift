import TreeGuardBase

/// The result of the search for the address of one environment's database.
package enum ConnectionSearch: Hashable, Sendable {
    case found(ConnectionText)
    /// A command prints the address: run it, and make a `ConnectionText` of its output.
    case command(String, origin: String)
    /// The address is not configured, and the environment is not required.
    case notConfigured

    /// Searches the configured source; without one, the places in which projects usually keep the address.
    package init(for settings: EnvironmentSettings, in places: ConnectionPlaces) throws(Failure) {
        guard let source = settings.source else {
            try self.init(wherever: settings, in: places)
            return
        }
        switch source {
        case .service(let name): self = .found(ConnectionText(service: name, sslmode: settings.sslmode))
        case .command(let command): self = .command(command, origin: "the output of its command")
        case .url(let url):
            self = .found(try ConnectionText(url, origin: "the configuration", sslmode: settings.sslmode))
        case .variable(let name):
            guard let value = places.variable(name) else {
                throw Self.absent(
                    settings, "the environment has no \(Escaped(name))", next: "export \(Escaped(name))=\(Self.example)"
                )
            }
            self = .found(try ConnectionText(value, origin: "\(Escaped(name))", sslmode: settings.sslmode))
        case .dotenv(let file, let name):
            guard let dotenv = places.file(file) else {
                throw Self.absent(
                    settings, "there is no file \(Escaped(file))",
                    next: "write \(Escaped(name ?? "DATABASE_URL"))=\(Self.example) into \(Escaped(file))")
            }
            guard let found = Self.address(in: dotenv, of: file, only: name) else {
                throw Self.absent(
                    settings, "\(Escaped(file)) has no \(Escaped(name ?? "DATABASE_URL"))",
                    next: "write \(Escaped(name ?? "DATABASE_URL"))=\(Self.example) into \(Escaped(file))")
            }
            self = .found(try ConnectionText(found.address, origin: found.origin, sslmode: settings.sslmode))
        }
    }

    private init(wherever settings: EnvironmentSettings, in places: ConnectionPlaces) throws(Failure) {
        let name = settings.name
        var passedOver: [String] = []
        let variables = Self.variables(of: name)
        for variable in variables {
            if let value = places.variable(variable) {
                self = .found(try ConnectionText(value, origin: variable, sslmode: settings.sslmode))
                return
            }
        }
        for file in ConnectionPlaces.ownFiles(of: name) + [".env"] {
            guard let dotenv = places.file(file) else { continue }
            let isOwn = file != ".env"
            let byName = ConnectionPlaces.value(variables, in: dotenv).map { ($0.value, "\($0.name) in \(file)") }
            if let (value, origin) = byName {
                self = .found(try ConnectionText(value, origin: origin, sslmode: settings.sslmode))
                return
            }
            guard isOwn || name == "production" || name == "local",
                let found = Self.address(in: dotenv, of: file, only: nil)
            else { continue }
            if let other = Self.otherDatabase(found.address) {
                passedOver.append("\(found.origin) is for another database (\(other))")
                continue
            }
            let connection = try ConnectionText(found.address, origin: found.origin, sslmode: settings.sslmode)
            // `.env` does not name its environment: an address on this machine is `local`, any other is production.
            if isOwn || connection.isOnThisMachine == (name == "local") {
                self = .found(connection)
                return
            }
            if name != "local" { passedOver.append("\(found.origin) points to this very machine") }
        }
        guard settings.required else {
            self = .notConfigured
            return
        }
        let looked = variables + ConnectionPlaces.ownFiles(of: name) + (name == "production" ? [".env"] : [])
        throw Self.absent(
            settings, (passedOver + ["nothing else in \(looked.joined(separator: ", "))"]).joined(separator: "; "),
            next: "write DATABASE_URL=\(Self.example) into .env.\(Escaped(name)) (a file that git ignores), "
                + "or export \(variables[0])=...")
    }

    static func variables(of name: String) -> [String] {
        let word = Words(name).list.joined(separator: "_").utf8.map {
            UInt8(ascii: "a") <= $0 && $0 <= UInt8(ascii: "z") ? $0 & 0xDF : $0
        }
        let upper = String(decoding: word, as: UTF8.self)
        return name == "production"
            ? ["TREEGUARD_PRODUCTION_URL"] : ["TREEGUARD_\(upper)_URL", "\(upper)_DATABASE_URL"]
    }

    private static let example = "postgresql://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require"

    private static func address(
        in dotenv: Dotenv, of file: String, only name: String?
    ) -> (address: Redacted<String>, origin: String)? {
        if let found = ConnectionPlaces.value(name.map { [$0] } ?? ConnectionPlaces.urlNames, in: dotenv) {
            return (found.value, "\(Escaped(found.name)) in \(Escaped(file))")
        }
        guard name == nil, let parts = ConnectionPlaces.parts(in: dotenv) else { return nil }
        return (parts.address, "\(parts.name) and its like in \(Escaped(file))")
    }

    private static func otherDatabase(_ address: Redacted<String>) -> String? {
        do {
            _ = try ConnectionURL(address.exposed)
            return nil
        } catch .notPostgres(let scheme) {
            return "\(Escaped(scheme))"
        } catch {
            return nil
        }
    }

    private static func absent(_ settings: EnvironmentSettings, _ why: String, next: String) -> Failure {
        Failure(
            .productionNotConfigured, what: "\(Escaped(settings.name)) is not configured", why: why, next: next)
    }
}
