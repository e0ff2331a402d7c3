/// The properties of a throwaway server.
package struct ThrowawayPlan: Sendable {
    /// The source of its data.
    package enum Origin: Sendable {
        case new
        /// The data folder of a stopped server: copying is quicker than initdb.
        case copy(of: String)
        /// A running server, which this one follows as a hot standby.
        case backup(of: ThrowawayServer)

        var isBackup: Bool { if case .backup = self { true } else { false } }
    }

    package var origin: Origin
    /// Lines of postgresql.conf, besides those that make it private and quick.
    package var settings: [String: String]
    /// Lines of pg_hba.conf. The superuser can always connect by the socket.
    package var access: [String]
    /// A port on 127.0.0.1; nil if the socket is enough.
    package var port: Int?
    /// The name of the superuser.
    package var superuser = "postgres"

    package init(
        _ origin: Origin = .new, settings: [String: String] = [:], access: [String] = [], port: Int? = nil
    ) {
        self.origin = origin
        self.settings = settings
        self.access = access
        self.port = port
    }

    /// The plan for a server that runs text from a branch. The superuser has a random name that no text contains, so
    /// that a role `postgres` in the text is an ordinary role.
    package static func forForeignText(settings: [String: String]) -> ThrowawayPlan {
        var plan = ThrowawayPlan(settings: settings)
        plan.superuser = "treeguard_" + String(UInt64.random(in: 0...(.max)), radix: 16)
        return plan
    }

    /// The number in the socket's name if the server has no port.
    static let socketPort = 5432

    /// The configuration: private, small, and without protection against power cuts, because the server is thrown away.
    func configuration(socketFolder: String) -> String {
        var all = [
            "unix_socket_directories": socketFolder, "listen_addresses": port == nil ? "" : "127.0.0.1",
            "port": "\(port ?? ThrowawayPlan.socketPort)", "fsync": "off", "synchronous_commit": "off",
            "full_page_writes": "off", "shared_buffers": "16MB", "max_wal_size": "256MB", "min_wal_size": "16MB",
            "log_min_messages": "warning",
            "autovacuum": "off",
        ]
        all.merge(settings) { $1 }
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.key) = '\(Self.quoted($0.value))'\n" }
        return "\n" + lines.joined()
    }

    private static func quoted(_ value: String) -> String {
        value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    }

    var accessRules: String {
        (["local all \(superuser) trust", "local replication \(superuser) trust"] + access).map { $0 + "\n" }.joined()
    }
}
