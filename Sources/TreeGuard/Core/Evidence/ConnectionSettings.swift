/// Where a database is and how to get in, in libpq's words; the password apart, so that it cannot slip out.
package struct ConnectionSettings: Hashable, Sendable {
    /// libpq's keywords ("host", "port", "dbname", "user", "sslmode", ...) without "password".
    package var parameters: [String: String]
    package var password: Redacted<String>?

    package init(parameters: [String: String], password: Redacted<String>? = nil) {
        self.parameters = parameters
        self.password = password
    }

    /// The host for people: never with user or password.
    package var host: String { parameters["host"] ?? parameters["hostaddr"] ?? "this machine" }

    /// Whether the database is on this very machine: by socket or by a loopback address.
    package var isOnThisMachine: Bool {
        guard parameters["service"] == nil else { return false }
        let hosts = (parameters["hostaddr"] ?? parameters["host"] ?? "").split(separator: ",")
        return hosts.allSatisfy { host in
            host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1"
                || host.hasPrefix("127.")
        }
    }
}
