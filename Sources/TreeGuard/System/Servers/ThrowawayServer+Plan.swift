/// The properties of a throwaway server.
package struct ThrowawayPlan: Sendable {
    /// The origin of its data.
    package enum Origin: Sendable {
        case new
        /// A data folder of a server that is stopped: a copy is quicker to make than a new cluster.
        case copy(of: String)
        /// A running server, which this one is to follow as its hot standby.
        case backup(of: ThrowawayServer)

        var isBackup: Bool { if case .backup = self { true } else { false } }
    }

    package var origin: Origin
    /// Lines of postgresql.conf, beyond those that make it private and quick.
    package var settings: [String: String]
    /// Lines of pg_hba.conf. The superuser always gets in by the socket.
    package var access: [String]
    /// A port on 127.0.0.1; nil where the socket is enough.
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

    /// For a server that runs text from a branch. The superuser has a name that nobody's text has, so that whoever is
    /// called `postgres` elsewhere is an ordinary role here.
    package static func forForeignText(settings: [String: String]) -> ThrowawayPlan {
        var plan = ThrowawayPlan(settings: settings)
        plan.superuser = "treeguard_" + String(UInt64.random(in: 0...(.max)), radix: 16)
        return plan
    }

    /// The number in the socket's name, where nothing listens on a port.
    static let socketPort = 5432

    /// Private, small, and without a thought for power cuts: it is thrown away.
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
