import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema

/// The one door by which anything is written: one transaction, and only while what was read still holds.
@Suite struct Writing {
    private let database: TemporaryDatabase
    private let rows = Question("SELECT version FROM public.ledger ORDER BY 1")

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE ledger (version text PRIMARY KEY); INSERT INTO ledger VALUES ('1')")
    }

    private func insert(_ version: String?) -> Question {
        Question("INSERT INTO public.ledger VALUES ($1)", [version])
    }

    @Test func writesAllOfIt() throws {
        let amendment = Amendment(
            preparations: [Question("LOCK TABLE public.ledger IN SHARE ROW EXCLUSIVE MODE")],
            premises: [.init(rows, rows: [["1"]])], statements: [insert("2"), insert("'; DROP TABLE ledger; --")])
        try apply(database.settings(), amendment, TimeLimits()).get()
        #expect(try database.execute("SELECT count(*) FROM ledger") == "3")
    }

    @Test func writesNothingWhereSomebodyElseWroteMeanwhile() throws {
        let amendment = Amendment(premises: [.init(rows, rows: [])], statements: [insert("2")])
        let failure = #expect(throws: Failure.self) { try apply(database.settings(), amendment, TimeLimits()).get() }
        #expect(failure?.code == .changedMeanwhile)
        #expect(failure?.what.hasSuffix("was not written to") == true)
        #expect(try database.execute("SELECT count(*) FROM ledger") == "1")
    }

    /// A statement that fails takes with it those before it, and what the preparations made.
    @Test func writesNothingWhereAStatementFails() throws {
        let amendment = Amendment(
            preparations: [Question("CREATE TABLE public.other ()")], statements: [insert("2"), insert(nil)])
        let failure = #expect(throws: Failure.self) { try apply(database.settings(), amendment, TimeLimits()).get() }
        #expect(failure?.code == .queryFailed)
        #expect(try database.execute("SELECT count(*), to_regclass('other') IS NULL FROM ledger") == "1|t")
    }

    @Test func writesNothingForARoleThatMayOnlyRead() throws {
        try database.execute(
            "CREATE ROLE \(database.name)_reader LOGIN; GRANT SELECT ON ledger TO \(database.name)_reader")
        let amendment = Amendment(statements: [insert("2")])
        let failure = #expect(throws: Failure.self) {
            try apply(database.settings(user: "\(database.name)_reader"), amendment, TimeLimits()).get()
        }
        #expect(failure?.code == .permissionDenied)
        try database.execute("DROP OWNED BY \(database.name)_reader; DROP ROLE \(database.name)_reader")
    }
}
