import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema

/// PgBouncer in transaction mode between us and the database: what fits into transactions is deployed, the rest is
/// refused with the way out.
@Suite struct ThroughAPooler {
    @Test func transactionsAreDeployedAndLeaveNoSettings() throws {
        let database = try TemporaryDatabase()
        let pooler = try Pooler(before: database)
        defer { pooler.end() }
        let settings = loopback(pooler.port, ["dbname": database.name])
        let files = DeployedFiles(
            "SET statement_timeout = '61s'; BEGIN; CREATE TABLE a (x int); COMMIT; CREATE TABLE b AS SELECT current_setting('statement_timeout') t"
        )
        #expect(try files.deploy(to: settings) == nil)
        #expect(try database.execute("TABLE b") == "61s")
        let next = try DeploySession.open(settings, RetryLimits())
        #expect(try next.answers(to: [Question("SHOW statement_timeout")])[at: 0].rows == [["0"]])
    }

    @Test func whatRunsAloneIsRefusedWithTheWayOut() throws {
        let database = try TemporaryDatabase()
        let pooler = try Pooler(before: database)
        defer { pooler.end() }
        try database.execute("CREATE TABLE a (x int)")
        let failure = try #require(
            try DeployedFiles("CREATE INDEX CONCURRENTLY i ON a (x)").deploy(
                to: loopback(pooler.port, ["dbname": database.name])))
        #expect(failure.failure.code == .notDeployable)
        #expect(failure.failure.next.contains("past the pooler"))
        #expect(try database.execute("SELECT count(*) FROM treeguard.deployment") == "0")
    }

    @Test func aDeployerBesideThePoolerKeepsOthersOut() throws {
        let database = try TemporaryDatabase()
        let pooler = try Pooler(before: database)
        defer { pooler.end() }
        let direct = try DeploySession.open(database.settings(), RetryLimits())
        try direct.becomeAlone()
        var files = DeployedFiles("CREATE TABLE a (x int)")
        files.retryLimits.lock = .milliseconds(100)
        let failure = #expect(throws: Failure.self) {
            try files.deploy(to: loopback(pooler.port, ["dbname": database.name]))
        }
        #expect(failure?.code == .deploymentUnderWay)
    }
}
