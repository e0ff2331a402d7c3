/// The address of a database and how to get in, in libpq's words; the secrets apart, so that they cannot slip out.
package struct ConnectionSettings: Hashable, Sendable {
    /// libpq's keywords ("host", "port", "dbname", "user", "sslmode", ...) without "password" and "sslpassword".
    package var parameters: [String: String]
    package var password: Redacted<String>?
    /// Opens an encrypted client key: libpq's "sslpassword".
    package var keyPassword: Redacted<String>?
    /// The schemas that unqualified names mean, where the team's tool says so in the URL (Prisma's `?schema=`): one
    /// name, or several with commas between them.
    package var schema: String?

    package init(
        parameters: [String: String], password: Redacted<String>? = nil, keyPassword: Redacted<String>? = nil,
        schema: String? = nil
    ) {
        self.parameters = parameters
        self.password = password
        self.keyPassword = keyPassword
        self.schema = schema
    }

    /// The host for people: never with user or password.
    package var host: String { parameters["host"] ?? parameters["hostaddr"] ?? "this machine" }

    /// True if the database is on this very machine: by socket or by a loopback address. A name counts as what it says,
    /// whatever address is given for it. Services and PG* variables are libpq's to know: `effectiveSettings` asks it.
    package var isOnThisMachine: Bool {
        guard parameters["service"] == nil else { return false }
        let places =
            (parameters["host"] ?? "").split(separator: ",") + (parameters["hostaddr"] ?? "").split(separator: ",")
        return places.allSatisfy { Self.isThisMachine(String($0)) }
    }

    /// True if both addresses lead to one database, as far as they say: one of the hosts, the port and the name. They
    /// are the effective ones, with what services and PG* variables add.
    package func isSameDatabase(as other: ConnectionSettings) -> Bool {
        func name(_ settings: ConnectionSettings) -> String? {
            settings.parameters["dbname"] ?? settings.parameters["user"]
        }
        return name(self) == name(other) && !places.isDisjoint(with: other.places)
    }

    /// Each host with its port, in one spelling.
    private var places: Set<[String]> {
        func list(_ key: String) -> [String] {
            (parameters[key] ?? "").split(separator: ",").map { $0.lowercased() }
        }
        let ports = list("port")
        var places: Set<[String]> = []
        let isLocal = parameters["host"] == nil && parameters["hostaddr"] == nil
        for hosts in [isLocal ? [""] : list("host"), list("hostaddr")] where isLocal || !hosts.isEmpty {
            for (index, host) in hosts.enumerated() {
                let port = ports.count == 1 ? ports[0] : index < ports.count ? ports[index] : ""
                let isLoopback = !host.hasPrefix("/") && !host.hasPrefix("@") && Self.isThisMachine(host)
                let plain = host.hasSuffix(".") ? String(host.dropLast()) : host
                places.insert([isLoopback ? "localhost" : plain, port.isEmpty ? "5432" : port])
            }
        }
        return places
    }

    private static func isThisMachine(_ place: String) -> Bool {
        if place.hasPrefix("/") || place.hasPrefix("@") || place == "::1" || place.lowercased() == "localhost" {
            return true
        }
        let parts = place.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
