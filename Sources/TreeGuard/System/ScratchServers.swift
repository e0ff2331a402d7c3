import Synchronization
import TreeGuardCore

/// Servers on which definitions are tried out, by their major version: started when first needed, with an empty
/// database and a role that may do nothing but make objects in it. They end with the last who holds this.
package final class ScratchServers: Sendable {
    private let servers = Mutex<[Int: Result<ThrowawayServer, Failure>]>([:])
    private let run: RunCommand

    package init(run: @escaping RunCommand) { self.run = run }

    /// How to get in, as the role without rights.
    package func settings(ofMajorVersion version: Int) throws(Failure) -> ConnectionSettings {
        let server = try servers.withLock { servers in
            let known = servers[version] ?? start(version)
            servers[version] = known
            return known
        }.get()
        var settings = server.settings(database: ScratchServers.role)
        settings.parameters["user"] = ScratchServers.role
        return settings
    }

    private static let role = "scratch"

    private func start(_ version: Int) -> Result<ThrowawayServer, Failure> {
        Result { () throws(Failure) in
            guard let programs = PostgresBinaries.ofMajorVersion(version, run: run) else {
                throw Failure(
                    .postgresMissing, what: "definitions could not be compared by a server",
                    why: "no server of PostgreSQL \(version), production's version, is installed here",
                    next: "apt-get install postgresql-\(version)")
            }
            let server = try ThrowawayServer(
                ThrowawayPlan(settings: ["temp_file_limit": "64MB", "max_connections": "10"]), by: programs, run: run)
            try server.execute(
                """
                CREATE ROLE \(ScratchServers.role) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
                CREATE DATABASE \(ScratchServers.role) OWNER \(ScratchServers.role);
                REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
                """)
            return server
        }
    }
}
