import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

@Suite(.timeLimit(.minutes(2))) struct Deadlines {
    private let sleeping = Inquiry(first: [Question("SELECT pg_sleep(15)")])

    @Test func aStatementThatTakesTooLongIsEnded() throws {
        let limits = TimeLimits(connect: .seconds(20), statement: .milliseconds(300), overall: .seconds(60))
        let failure = try #require(ask(try TemporaryServer.shared().settings(), sleeping, limits).failure)
        #expect(failure.code == .statementTimedOut)
        #expect(failure.why.contains("statement timeout"))
    }

    @Test func everyStatementHasTheWholeTimeToItself() throws {
        let limits = TimeLimits(connect: .seconds(20), statement: .seconds(2), overall: .seconds(60))
        let inquiry = Inquiry(first: (0..<5).map { _ in Question("SELECT 1 FROM pg_sleep(0.5)") })
        #expect(try ask(TemporaryServer.shared().settings(), inquiry, limits).get().first.count == 5)
    }

    @Test func theDeadlineEndsAQuestionThatTheServerIsBusyWith() throws {
        let database = try TemporaryDatabase()
        let limits = TimeLimits(connect: .seconds(20), statement: .seconds(30), overall: .seconds(3))
        let failure = try #require(ask(database.settings(), sleeping, limits).failure)
        #expect(failure.code == .statementTimedOut)
        #expect(failure.why.contains("no complete answer"))
        let left =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database.name)' AND application_name = 'treeguard'"
        #expect(try eventually { try database.execute(left) == "0" })
    }

    @Test func aLockedTableIsNotWaitedFor() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (n int)")
        let (server, name) = (database.server, database.name)
        Thread.detachNewThread {
            _ = try? server.execute("BEGIN; LOCK TABLE a; SELECT pg_sleep(60)", database: name)
        }
        let holder =
            "SELECT count(*) FROM pg_locks WHERE relation = 'a'::regclass AND granted AND mode = 'AccessExclusiveLock'"
        #expect(try eventually { try database.execute(holder) != "0" })
        let limits = TimeLimits(
            connect: .seconds(20), statement: .seconds(20), lock: .milliseconds(300), overall: .seconds(60))
        let failure = try #require(
            ask(database.settings(), Inquiry(first: [Question("SELECT * FROM public.a")]), limits).failure)
        #expect(failure.code == .lockTimedOut)
        #expect(failure.next.contains("migration"))
    }

    @Test func aLineThatGoesSilentInTheMiddleIsNotWaitedFor() throws {
        let server = try TemporaryServer.shared()
        let relay = LoopbackListener.relay(to: "\(server.folder)/.s.PGSQL.\(server.port)", silentAfter: 600)
        let limits = TimeLimits(connect: .seconds(20), statement: .seconds(20), overall: .seconds(3))
        let inquiry = Inquiry(first: [Question("SELECT repeat('x', 1000) FROM generate_series(1, 1000)")])
        let failure = try #require(ask(loopback(relay.port), inquiry, limits).failure)
        #expect(failure.code == .statementTimedOut)
    }
}
