import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

@Suite(.timeLimit(.minutes(2))) struct Refusals {
    private let nothing = Inquiry(first: [])

    @Test func aWrongPasswordIsSaid() throws {
        let settings = try SecuredServer.shared().settings(password: "wr0ng-S3cret")
        let failure = try #require(ask(settings, nothing, retryLimits).failure)
        #expect(failure.code == .authenticationFailed)
        #expect(failure.why.contains("asker"))
        #expect(failure.next.contains(".env"))
    }

    @Test func aMissingPasswordIsSaid() throws {
        let failure = try #require(
            ask(try SecuredServer.shared().settings(password: nil), nothing, retryLimits).failure)
        #expect(failure.code == .authenticationFailed)
        #expect(failure.next.contains("PGPASSWORD"))
    }

    @Test func aMissingDatabaseIsSaid() throws {
        let settings = try TemporaryServer.shared().settings(database: "nowhere")
        let failure = try #require(ask(settings, nothing, retryLimits).failure)
        #expect(failure.code == .databaseMissing)
        #expect(failure.why.contains("nowhere"))
    }

    @Test(arguments: [
        "SELECT * FROM closed.a", "SELECT * FROM public.a", "SELECT * FROM public.hidden",
    ])
    func whatTheRoleMayNotReadIsAFailureAndNotAnEmptyAnswer(sql: String) throws {
        let database = try TemporaryDatabase()
        let role = "role_of_\(database.name)"
        try database.execute(
            """
            CREATE ROLE \(role) LOGIN; CREATE SCHEMA closed; CREATE TABLE closed.a (n int); CREATE TABLE public.a (n int);
            CREATE TABLE public.hidden (n int); INSERT INTO public.hidden VALUES (1);
            ALTER TABLE public.hidden ENABLE ROW LEVEL SECURITY; GRANT SELECT ON public.hidden TO \(role);
            """)
        defer { _ = try? database.execute("DROP OWNED BY \(role); DROP ROLE \(role)") }
        let failure = try #require(
            ask(database.settings(user: role), Inquiry(first: [Question(sql)]), retryLimits).failure)
        #expect(failure.code == .permissionDenied)
        #expect(failure.next.contains("GRANT"))
    }

    @Test func aRoleThatMayHaveNoMoreConnectionsIsSaid() throws {
        let database = try TemporaryDatabase()
        let role = "crowd_of_\(database.name)"
        try database.execute("CREATE ROLE \(role) LOGIN CONNECTION LIMIT 0")
        defer { _ = try? database.execute("DROP ROLE \(role)") }
        #expect(ask(database.settings(user: role), nothing, retryLimits).failure?.code == .tooManyConnections)
    }

    @Test func aQuestionThatWritesFails() throws {
        let database = try TemporaryDatabase()
        let inquiry = Inquiry(first: [Question("CREATE TABLE public.b (n int)")])
        #expect(ask(database.settings(), inquiry, retryLimits).failure?.code == .queryFailed)
        #expect(try database.execute("SELECT to_regclass('public.b') IS NULL") == "t")
    }

    @Test func aQuestionThatFailsInTheSecondRoundFailsTheWhole() throws {
        let inquiry = Inquiry(first: [Question("SELECT 1")]) { _ in [Question("SELECT 2"), Question("SELECT 1/0")] }
        let failure = try #require(ask(try TemporaryServer.shared().settings(), inquiry, retryLimits).failure)
        #expect(failure.code == .queryFailed)
        #expect(failure.why.contains("division by zero"))
    }

    @Test func aQuestionThatCopiesFails() throws {
        let inquiry = Inquiry(first: [Question("COPY (SELECT 1) TO STDOUT")])
        #expect(ask(try TemporaryServer.shared().settings(), inquiry, retryLimits).failure?.code == .queryFailed)
    }

    @Test(arguments: [("fast", Failure.Code.serverStopping), ("immediate", .connectionLost)])
    func aServerThatIsStoppedMeanwhileIsSaidToStop(mode: String, code: Failure.Code) throws {
        let server = try TemporaryServer.start()
        Thread.detachNewThread {
            let busy = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
            _ = eventually { (try? server.execute(busy)) != "0" }
            _ = server.runAsOwner("pg_ctl", ["stop", "--silent", "--mode", mode, "--pgdata", server.dataFolder])
        }
        let inquiry = Inquiry(first: [Question("SELECT pg_sleep(15)")])
        #expect(ask(server.settings(), inquiry, retryLimits).failure?.code == code)
    }

    @Test func aServerThatWaitsForItsLastClientLetsNobodyIn() throws {
        let server = try TemporaryServer.start()
        Thread.detachNewThread { _ = try? server.execute("SELECT pg_sleep(15)") }
        let sleepers = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        #expect(try eventually { try server.execute(sleepers) != "0" })
        _ = server.runAsOwner(
            "pg_ctl", ["stop", "--silent", "--no-wait", "--mode", "smart", "--pgdata", server.dataFolder])
        // The signal is on its way: until it has arrived, the server still lets us in.
        var failure: Failure?
        _ = eventually {
            failure = ask(server.settings(), nothing, retryLimits).failure
            return failure != nil
        }
        #expect(failure?.code == .serverStopping)
        server.stop()
    }
}
