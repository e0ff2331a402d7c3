import Synchronization
import TreeGuardBase

/// Servers for trying out definitions, one per major version. Each starts when first needed, with an empty database and
/// a role that may only create objects in it. It keeps running for a while if `keeping` is set, and otherwise stops
/// with the last reference to this object.
package final class ScratchServers: Sendable {
    /// The folder of a server, and the object that keeps it running.
    private struct Home: Sendable {
        var folder: String
        var server: ThrowawayServer?
    }

    private let homes = Mutex<[Int: Result<Home, Failure>]>([:])
    private let run: RunCommand
    private let warm: WarmServers?

    /// - Parameter keeping: how long they keep running; nil: they stop with this object
    package init(
        keeping: WarmServers.Patience? = nil, environment: [String: String] = ProcessEnvironment.inherited,
        run: @escaping RunCommand
    ) {
        self.run = run
        warm = keeping.flatMap { WarmServers(environment: environment, retryLimits: $0, run: run) }
    }

    /// The connection settings for the role without privileges.
    package func settings(ofMajorVersion version: Int) throws(Failure) -> ConnectionSettings {
        let home = try homes.withLock { homes in
            let known = homes[version] ?? Result { () throws(Failure) in try find(version) }
            homes[version] = known
            return known
        }.get()
        return ConnectionSettings(parameters: [
            "host": home.folder, "port": "\(ThrowawayPlan.socketPort)", "user": ScratchServers.role,
            "dbname": ScratchServers.role,
        ])
    }

    /// The same, on the newest version that is installed where that one is not: it prints in its own spelling, but both
    /// sides of a comparison alike.
    package func settings(likeMajorVersion version: Int) throws(Failure) -> Substitute {
        do {
            return Substitute(settings: try settings(ofMajorVersion: version), version: version)
        } catch  where error.code == .postgresMissing {
            guard let newest = PostgresBinaries.installed(run: run).first?.majorVersion else { throw error }
            return Substitute(settings: try settings(ofMajorVersion: newest), version: newest, missing: error)
        }
    }

    /// A server of the version that was asked for, or of another one.
    package struct Substitute: Sendable {
        package var settings: ConnectionSettings
        package var version: Int
        /// The failure to find a server of the version; nil if this is one.
        package var missing: Failure?
    }

    private static let role = "scratch"

    private func find(_ version: Int) throws(Failure) -> Home {
        if let warm {
            do {
                // The number in the name must change whenever `start` makes a different server.
                return Home(
                    folder: try warm.server(named: "scratch-2-\(version)") { () throws(Failure) in try start(version) })
            } catch let failure as Failure {
                throw failure
            } catch {
                // Without a place for the note, the server does not outlive us.
            }
        }
        let server = try start(version)
        return Home(folder: server.folder, server: server)
    }

    private func start(_ version: Int) throws(Failure) -> ThrowawayServer {
        guard let programs = PostgresBinaries.ofMajorVersion(version, run: run) else {
            throw Failure(
                .postgresMissing, what: "definitions could not be compared by a server",
                why: "no server of PostgreSQL \(version), production's version, is installed here",
                next: "apt-get install postgresql-\(version)")
        }
        let server = try ThrowawayServer(
            .forForeignText(settings: ["temp_file_limit": "64MB", "max_connections": "10"]), by: programs, run: run)
        try server.execute(
            """
            CREATE ROLE \(ScratchServers.role) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
            CREATE DATABASE \(ScratchServers.role) OWNER \(ScratchServers.role);
            REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
            """)
        try server.seal()
        return server
    }
}
