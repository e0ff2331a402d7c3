import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Rules of the first try hold for the second, too: after a lost connection, after a refusal, under another role.
@Suite struct SecondTries {
    private let database: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE seen (x int); CREATE SEQUENCE attempts")
    }

    @Test func anotherConnectionTakesTheDeploymentLockAgain() throws {
        let first = (path: RepositoryPath("db/001_a.sql"), sql: "INSERT INTO seen VALUES (1)")
        let second = (path: RepositoryPath("db/002_b.sql"), sql: "INSERT INTO seen VALUES (2)")
        let twin = try TemporaryDatabase()
        try twin.execute("CREATE TABLE seen (x int)")
        let counting = try MessageRelay(before: twin.server)
        #expect(try DeployedFiles([first]).deploy(to: twin.settings().through(counting)) == nil)

        // COMMIT of the first file is the last request, and its answer is lost.
        let relay = try MessageRelay(before: database.server, .cutAfter, at: counting.requests)
        var rival: Failure?
        let failure = try DeployedFiles([first, second]).deploy(to: database.settings().through(relay)) {
            moment, session throws(Failure) in
            guard case .begins(_, let instruction) = moment, instruction.text.contains("(2)") else { return }
            do throws(Failure) {
                try DeploySession.open(database.settings(), RetryLimits(lock: .milliseconds(50))).becomeAlone()
            } catch {
                rival = error
            }
        }
        #expect(failure == nil)
        #expect(relay.hasHappened)
        #expect(rival?.code == .deploymentUnderWay)
        #expect(try database.execute("SELECT string_agg(x::text, ' ' ORDER BY x) FROM seen") == "1 2")
    }

    /// lock_not_available, deadlock_detected, serialization_failure.
    @Test(arguments: ["55P03", "40P01", "40001"])
    func whoWasInTheWayOnceIsTriedAgain(state: String) throws {
        #expect(try DeployedFiles(Self.failing(once: state)).deploy(to: database.settings()) == nil)
        #expect(try database.execute("SELECT last_value FROM attempts") == "2")
        #expect(try database.execute("TABLE seen") == "1")
    }

    @Test(arguments: ["23505", "42P07", "57014"])
    func whatWouldFailAgainIsNot(state: String) throws {
        let failure = try DeployedFiles(Self.failing(once: state)).deploy(to: database.settings())
        #expect(failure?.state == state)
        #expect(try database.execute("SELECT last_value FROM attempts") == "1")
        #expect(try database.execute("TABLE seen") == "")
    }

    /// A sequence is not rolled back.
    private static func failing(once state: String) -> String {
        """
        INSERT INTO seen VALUES (1);
        DO $$ BEGIN IF nextval('attempts') = 1 THEN RAISE 'no' USING ERRCODE = '\(state)'; END IF; END $$
        """
    }

    @Test func aRealDeadlockIsTriedAgain() throws {
        try database.execute("CREATE TABLE one (x int); CREATE TABLE two (x int)")
        let files = DeployedFiles(
            "SET deadlock_timeout = '10ms'; INSERT INTO seen VALUES (1); LOCK TABLE one; LOCK TABLE two")
        var waits: [String] = []
        let failure = try files.deploy(to: database.settings()) { moment, _ throws(Failure) in
            switch moment {
            case .begins(_, let instruction) where instruction.text == "LOCK TABLE two" && waits.isEmpty:
                // It waits longer than we do before it looks for deadlocks, so that we are the one that must give way.
                Thread.detachNewThread { [database] in
                    _ = try? database.execute(
                        "SET deadlock_timeout = '10min'; BEGIN; LOCK TABLE two; LOCK TABLE one; COMMIT")
                }
                let waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'one'::regclass AND NOT granted"
                _ = eventually { (try? database.execute(waiting)) == "1" }
            case .waiting(_, _, _, let why): waits.append(why)
            default: break
            }
        }
        #expect(failure == nil)
        #expect(waits.count == 1 && waits.allSatisfy { $0.contains("deadlock detected") }, "\(waits)")
        #expect(try database.execute("TABLE seen") == "1")
    }

    // MARK: Whose rows they are

    /// A setting that lasts, one for the transaction, and what nobody reads in the text.
    @Test(arguments: [
        "SET ROLE ROLE_; CREATE TABLE made ()", "SET LOCAL ROLE ROLE_; CREATE TABLE made ()",
        "SET SESSION AUTHORIZATION ROLE_; CREATE TABLE made ()",
        "DO $$ BEGIN SET ROLE ROLE_; END $$; CREATE TABLE made ()",
        "SELECT set_config('role', 'ROLE_', false); CREATE TABLE made ()",
        // The rows follow in a transaction of their own.
        "SET ROLE ROLE_; CREATE TABLE made (x int); CREATE INDEX CONCURRENTLY i ON made (x)",
    ])
    func areOursWhateverRoleTheFileTook(sql: String) throws {
        let role = "\(database.name)_role"
        try database.execute(
            """
            CREATE ROLE \(role); GRANT CREATE ON SCHEMA public TO \(role);
            CREATE TABLE ledger (name text, who name DEFAULT current_user)
            """)
        defer { _ = try? database.execute("DROP OWNED BY \(role); DROP ROLE \(role)") }
        let files = DeployedFiles("")
        var run = try files.run(sql.replacing("ROLE_", with: role))
        run.noted = Self.ledgerRow
        try deploy(run)
        #expect(try database.execute("SELECT * FROM ledger") == "001_x|postgres")
        #expect(
            try database.execute("SELECT relowner::regrole FROM pg_class WHERE oid = 'made'::regclass") == role)
    }

    /// A role that begins as another one by its own settings stays that one.
    @Test func areTheRolesThatTheConnectionBeganWith() throws {
        let (owner, login) = ("\(database.name)_owner", "\(database.name)_login")
        try database.execute(
            """
            CREATE ROLE \(owner); CREATE ROLE \(login) LOGIN IN ROLE \(owner); ALTER ROLE \(login) SET role = '\(owner)';
            GRANT CREATE ON SCHEMA public TO \(owner); SET ROLE \(owner);
            CREATE TABLE ledger (name text, who name DEFAULT current_user)
            """)
        defer { _ = try? database.execute("DROP OWNED BY \(owner), \(login); DROP ROLE \(login); DROP ROLE \(owner)") }
        var run = try DeployedFiles("").run("SET ROLE \(login); SELECT 1")
        run.noted = Self.ledgerRow
        try deploy(run, as: login)
        #expect(try database.execute("SELECT * FROM ledger") == "001_x|\(owner)")
    }

    @Test func aFailureIsNotedByUsToo() throws {
        let role = "\(database.name)_role"
        try database.execute("CREATE ROLE \(role)")
        defer { _ = try? database.execute("DROP ROLE \(role)") }
        let failure = try DeployedFiles(
            "SET ROLE \(role); SELECT 1; REINDEX TABLE CONCURRENTLY nowhere"
        ).deploy(to: database.settings())
        #expect(failure?.state == "42P01")
        #expect(try database.execute("SELECT outcome, done FROM treeguard.deployment") == "failed|1")
    }

    // MARK: A ledger that changed

    @Test func aLedgerThatSomebodyWroteToMeanwhileUndoesTheFile() throws {
        try database.execute("CREATE TABLE ledger (name text, who name DEFAULT current_user)")
        var run = try DeployedFiles("").run("CREATE TABLE made ()")
        run.noted = Self.ledgerRow
        let session = try DeploySession.open(database.settings(), RetryLimits())
        let failure = #expect(throws: RunFailure.self) {
            try session.run(run) { moment, _ throws(Failure) in
                guard case .ended = moment else { return }
                _ = try? database.execute("INSERT INTO ledger VALUES ('000_theirs')")
            }
        }
        #expect(failure?.failure.code == .changedMeanwhile)
        #expect(failure?.standing == .before(part: 0))
        #expect(try database.execute("SELECT name FROM ledger") == "000_theirs")
        #expect(try database.execute("SELECT to_regclass('made') IS NULL") == "t")
    }

    @Test func whatWeWroteOurselvesIsExpected() throws {
        try database.execute("CREATE TABLE ledger (name text, who name DEFAULT current_user)")
        let session = try DeploySession.open(database.settings(), RetryLimits())
        for _ in 1...2 {
            var run = try DeployedFiles("").run("SELECT 1")
            run.noted = Self.ledgerRow
            try session.run(run)
        }
        #expect(try database.execute("SELECT count(*) FROM ledger") == "2")
    }

    private static let ledgerRow = Amendment(
        preparations: [Question("LOCK TABLE ledger IN SHARE ROW EXCLUSIVE MODE")],
        premises: [Amendment.Premise(Question("SELECT name FROM ledger"), rows: [])],
        statements: [Question("INSERT INTO ledger VALUES ('001_x')")])

    private func deploy(_ run: FileRun, as user: String = "postgres") throws {
        let session = try DeploySession.open(database.settings(user: user), RetryLimits())
        try session.becomeAlone()
        try session.run(run)
    }
}
