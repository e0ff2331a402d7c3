import Synchronization
import TreeGuardBase
import TreeGuardSystem

/// PostgreSQL for tests: one shared cluster per test process, started by the first test that needs it, and private ones
/// for tests that stop it or need settings of their own. Watchdogs stop them all, also when the process crashes.
package enum TemporaryServer {
    private static let template = Result { () throws(Failure) in
        let server = try ThrowawayServer(run: Subprocess.run)
        _ = server.runAsOwner(
            "pg_ctl", ["stop", "--silent", "--wait", "--mode", "fast", "--pgdata", server.dataFolder])
        return server
    }

    private static let sharedServer = Result { () throws(Failure) in
        try start(ThrowawayPlan(settings: ["max_connections": "200"]))
    }

    /// The cluster that all tests share, reached by its socket alone.
    package static func shared() throws -> ThrowawayServer { try sharedServer.get() }

    /// A cluster of one test's own. A new one is copied from a cluster that initdb made once.
    package static func start(_ plan: ThrowawayPlan = ThrowawayPlan()) throws(Failure) -> ThrowawayServer {
        var plan = plan
        if case .new = plan.origin { plan.origin = .copy(of: try template.get().dataFolder) }
        return try ThrowawayServer(plan, run: Subprocess.run)
    }
}

/// An empty database of one test's own on the shared server, dropped when the test is over.
package final class TemporaryDatabase: Sendable {
    private static let count = Atomic(0)

    package let name: String
    package let server: ThrowawayServer

    package init(on server: ThrowawayServer? = nil) throws {
        self.server = try server ?? TemporaryServer.shared()
        name = "test_\(Self.count.add(1, ordering: .relaxed).newValue)"
        try self.server.createDatabase(name)
    }

    /// How to get in, as the superuser or as another role.
    package func settings(user: String = "postgres") -> ConnectionSettings {
        var settings = server.settings(database: name)
        settings.parameters["user"] = user
        return settings
    }

    /// Runs SQL through psql as the superuser and gives the rows as text.
    @discardableResult
    package func execute(_ sql: String) throws -> String { try server.execute(sql, database: name) }

    deinit { _ = try? server.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
}
