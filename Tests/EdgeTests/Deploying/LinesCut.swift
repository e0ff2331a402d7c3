import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSystem

/// A line that is cut, or a server that restarts, at whatever moment: the run after it finishes.
@Suite struct LinesCut {
    private static let files = DeployedFiles([
        ("db/001_a.sql", "INSERT INTO seen VALUES (1); CREATE TABLE made (x int)"),
        (
            "db/002_b.sql",
            "INSERT INTO seen VALUES (2); CREATE INDEX CONCURRENTLY i ON seen (x); INSERT INTO seen VALUES (3)"
        ),
    ])
    private static let question =
        """
        SELECT (SELECT string_agg(x::text, ' ' ORDER BY x) FROM seen), (SELECT indisvalid FROM pg_index
            WHERE indexrelid = 'i'::regclass), (SELECT count(*) FROM treeguard.deployment WHERE outcome = 'applied')
        """

    private func database() throws -> TemporaryDatabase {
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE seen (x int)")
        return database
    }

    @Test(arguments: [MessageRelay.Event.cutAfter, .cutBefore])
    func theNextRunFinishesWhatACutLineEnded(_ event: MessageRelay.Event) throws {
        var files = Self.files
        let whole = try database()
        let counting = try MessageRelay(before: whole.server)
        #expect(try files.deploy(to: whole.settings().through(counting)) == nil)
        #expect(try whole.execute(Self.question) == "1 2 3|t|2")
        try #require(counting.requests > 30)

        // Cut off while it asks what became of a transaction, it asks anew, and goes on where it can.
        files.retryLimits.connect = .milliseconds(500)
        let database = try database()
        for place in 1...counting.requests {
            try database.execute(
                """
                SET client_min_messages = error; DROP SCHEMA IF EXISTS treeguard CASCADE; DROP TABLE IF EXISTS made;
                DROP TABLE seen; CREATE TABLE seen (x int)
                """)
            let relay = try MessageRelay(before: database.server, event, at: place)
            let first = Result { try files.deploy(to: database.settings().through(relay)) }
            let place = Comment(rawValue: "request \(place): \(first)")
            #expect(relay.hasHappened, place)
            #expect(try files.deploy(to: database.settings(), as: "b") == nil, place)
            #expect(try database.execute(Self.question) == "1 2 3|t|2", place)
        }
    }

    @Test func theEndOfATransactionIsAskedForAgain() throws {
        // Requests of a file in one transaction, from behind: COMMIT is the last.
        let files = try DeployedFiles([Self.files.files[at: 0]])
        let whole = try database()
        let counting = try MessageRelay(before: whole.server)
        #expect(try files.deploy(to: whole.settings().through(counting)) == nil)

        let database = try database()
        let relay = try MessageRelay(before: database.server, .cutAfter, at: counting.requests)
        // The line was cut, the server had committed: it is done, and nobody need run it again.
        #expect(try files.deploy(to: database.settings().through(relay)) == nil)
        #expect(relay.hasHappened)
        #expect(try database.execute("SELECT count(*) FROM seen") == "1")

        let other = try self.database()
        let before = try MessageRelay(before: other.server, .cutBefore, at: counting.requests)
        let failure = try #require(try files.deploy(to: other.settings().through(before)))
        #expect(failure.standing == .before(part: 0))
        #expect(failure.failure.code == .connectionLost)
        #expect(try other.execute("SELECT count(*) FROM seen") == "0")
    }

    @Test func aServerThatRestartsInTheMiddleLosesNothing() throws {
        let server = try TemporaryServer.start(ThrowawayPlan(settings: ["synchronous_commit": "on"]))
        defer { server.stop() }
        for place in 1...6 {
            let database = try TemporaryDatabase(on: server)
            try database.execute("CREATE TABLE seen (x int)")
            var moments = 0
            let failure = try Self.files.deploy(to: database.settings()) { moment, _ throws(Failure) in
                guard case .ended = moment else { return }
                moments += 1
                guard moments == place else { return }
                _ = server.runAsOwner(
                    "pg_ctl", ["restart", "--silent", "--wait", "--mode", "immediate", "--pgdata", server.dataFolder])
            }
            #expect((failure == nil) == (moments < place), "\(place): \(String(describing: failure))")
            #expect(try Self.files.deploy(to: database.settings(), as: "b") == nil)
            #expect(try database.execute(Self.question) == "1 2 3|t|2", "\(place)")
        }
    }
}
