import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// PgBouncer in transaction mode before a database, with a single session to lend.
final class Pooler: Sendable {
    let port = LoopbackListener.freePort()
    private let watchdog: Watchdog

    init(before database: TemporaryDatabase) throws {
        let server = database.server
        let files = "\(server.folder)/\(database.name)"
        let configuration = """
            [databases]
            \(database.name) = host=\(server.folder) port=\(server.port) user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            auth_type = trust
            auth_file = \(files).users
            pool_mode = transaction
            default_pool_size = 1
            pidfile = \(files).pid
            logfile = \(files).log

            """
        try Files.write(configuration, to: "\(files).ini")
        try Files.write("\"postgres\" \"\"\n", to: "\(files).users")
        watchdog = try Watchdog(
            Command("sh", ["-c", Watchdog.awaitingEnd(then: #"kill $(cat "$1")"#)]), arguments: ["\(files).pid"])
        let program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].first { Files.exists($0) } ?? "pgbouncer"
        let output = server.runAsOwner(program, ["--daemon", "\(files).ini"])
        guard output.succeeded else { throw DidNotStart(said: output.errorText) }
        // It goes into the background first, and listens then.
        let anyone = loopback(port, ["dbname": database.name])
        _ = eventually { ask(anyone, Inquiry(first: []), retryLimits).failure?.code != .connectionRefused }
    }

    struct DidNotStart: Error { let said: String }

    func end() { watchdog.end() }
}

@Suite struct Poolers {
    @Test func aPoolerInTransactionModeIsLeftAsItWasFound() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE SCHEMA app; ALTER DATABASE \(database.name) SET search_path = app, public")
        let pooler = try Pooler(before: database)
        defer { pooler.end() }
        let settings = loopback(pooler.port, ["dbname": database.name])
        let session = Question("SELECT pg_backend_pid()")
        let inquiry = Inquiry(first: [session, Question("SELECT current_setting('treeguard.search_path')")]) { _ in
            [Question("SELECT current_setting('statement_timeout')")]
        }
        let first = try ask(settings, inquiry, retryLimits).get()
        #expect(single(first.first.last) == "{pg_catalog,app,public}")
        #expect(single(first.second.first) == "20s")

        // A failure gives the session back as well.
        let failing = Inquiry(first: [Question("SELECT 1/0")])
        #expect(ask(settings, failing, retryLimits).failure?.code == .queryFailed)
        let second = try ask(settings, inquiry, retryLimits).get()
        #expect(second.first == first.first, "the same session, and the same search path")

        let next = try runProgram(
            "\(database.server.binaries.folder)/psql", "-XAtq", "-c",
            "SELECT current_setting('search_path'), current_setting('statement_timeout'), "
                + "current_setting('transaction_read_only'), pg_backend_pid()",
            "host=127.0.0.1 port=\(pooler.port) user=postgres dbname=\(database.name)")
        #expect(next == "app, public|0|off|\(single(first.first.first) ?? "")")
    }

    @Test func aDatabaseThatThePoolerDoesNotKnowIsSaidToBeMissing() throws {
        let database = try TemporaryDatabase()
        let pooler = try Pooler(before: database)
        defer { pooler.end() }
        let failure = try #require(
            ask(loopback(pooler.port, ["dbname": "nowhere"]), Inquiry(first: []), retryLimits).failure)
        #expect(failure.code == .databaseMissing, "\(failure.why)")
    }
}
