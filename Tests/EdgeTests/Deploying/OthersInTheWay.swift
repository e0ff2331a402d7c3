import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Other sessions that hold what a deployment needs.
@Suite struct OthersInTheWay {
    private let database: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE seen (x int); INSERT INTO seen VALUES (0)")
    }

    /// A session that does something and keeps it.
    private func holding(_ sql: String) throws -> DeploySession {
        let session = try DeploySession.open(database.settings(), RetryLimits())
        _ = try session.answers(to: [Question(sql)])
        return session
    }

    @Test func onlyOneDeploysAndTheOtherIsToldWhoDoes() throws {
        let first = try holding("SET application_name = 'pipeline 7'")
        try first.becomeAlone()
        var files = DeployedFiles("INSERT INTO seen VALUES (1)")
        files.retryLimits.lock = .milliseconds(200)
        let failure = #expect(throws: Failure.self) { try files.deploy(to: database.settings()) }
        #expect(failure?.code == .deploymentUnderWay)
        #expect(failure?.why.contains("postgres from the server's own machine (pipeline 7, process") == true)
        #expect(try database.execute("SELECT count(*) FROM seen") == "1")
    }

    @Test func aLockThatNobodyGivesBackIsWaitedForAndThenLeftAlone() throws {
        let other = try holding("BEGIN; LOCK TABLE seen")
        var files = DeployedFiles("CREATE TABLE before (x int); ALTER TABLE seen ADD COLUMN y int")
        files.retryLimits.lock = .milliseconds(50)
        var waits: [Int] = []
        let failure = try files.deploy(to: database.settings()) { moment, _ throws(Failure) in
            if case .waiting(let attempt, of: 2, _, _) = moment { waits.append(attempt) }
        }
        #expect(waits == [1, 2])
        #expect(failure?.failure.code == .lockTimedOut)
        #expect(failure?.standing == .before(part: 0))
        #expect(try database.execute("SELECT to_regclass('before') IS NULL") == "t")
        // Nobody need do anything but deploy again, once the other is gone.
        _ = try other.answers(to: [Question("ROLLBACK")])
        #expect(try files.deploy(to: database.settings(), as: "b") == nil)
        #expect(
            try database.execute("SELECT string_agg(outcome, ' ' ORDER BY id) FROM treeguard.deployment")
                == "failed applied")
    }

    @Test func aPartThatGetsItsLockLaterIsRunAsAWhole() throws {
        let other = try holding("BEGIN; LOCK TABLE seen")
        var files = DeployedFiles("INSERT INTO seen VALUES (1); ALTER TABLE seen ADD COLUMN y int")
        files.retryLimits.lock = .milliseconds(50)
        let failure = try files.deploy(to: database.settings()) { moment, _ throws(Failure) in
            if case .waiting = moment { _ = try other.answers(to: [Question("ROLLBACK")]) }
        }
        #expect(failure == nil)
        #expect(try database.execute("SELECT count(*) FROM seen WHERE x = 1") == "1")
    }

    @Test func theFilesOwnWordOnTimeoutsCounts() throws {
        var files = DeployedFiles(
            "SET lock_timeout = '7s'; CREATE TABLE shown AS SELECT current_setting('lock_timeout') t")
        files.retryLimits.lock = .milliseconds(50)
        #expect(try files.deploy(to: database.settings()) == nil)
        #expect(try database.execute("TABLE shown") == "7s")
    }

    @Test func whoIsStoppedRollsBackAndSaysSo() throws {
        let stop = StopSign()
        let files = DeployedFiles("INSERT INTO seen VALUES (1); SELECT pg_sleep(60)")
        let failure = try files.deploy(to: database.settings(), stop: stop) { moment, _ throws(Failure) in
            guard case .begins(let place, _) = moment, place.instruction == 1 else { return }
            Thread.detachNewThread {
                for _ in 0..<100 {
                    stop.raise()
                    Thread.sleep(forTimeInterval: 0.05)
                }
            }
        }
        #expect(failure?.failure.code == .interrupted)
        #expect(failure?.standing == .before(part: 0))
        #expect(try database.execute("SELECT count(*) FROM seen") == "1")
    }

    @Test func theServerEndsAStatementWhoseDeployerIsGone() throws {
        let twin = try TemporaryDatabase()
        let counting = try MessageRelay(before: twin.server)
        var place = 0
        _ = try DeployedFiles("SELECT 1").deploy(to: twin.settings().through(counting)) { moment, _ throws(Failure) in
            if case .begins = moment { place = counting.requests + 1 }
        }
        let cutting = try MessageRelay(before: database.server, .cutAfter, at: place)
        var files = DeployedFiles("SELECT pg_sleep(600)")
        files.retryLimits.connect = .milliseconds(500)
        #expect(try files.deploy(to: database.settings().through(cutting))?.failure.code == .connectionLost)
        let sleeping =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'"
        #expect(try eventually { try database.execute(sleeping) == "0" })
    }
}
