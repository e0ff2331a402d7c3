import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Which table is the ledger: decided by columns, and never guessed between two.
@Suite struct LedgerSearches {
    /// An answer to the first round: schema, table, usable, row security, column, type, readable.
    static func answer(_ tables: (schema: String, columns: [(String, String)], usable: String, readable: String)...)
        -> Answer
    {
        Answer(
            rows: tables.flatMap { table in
                table.columns.map { column in
                    [
                        table.schema, "__drizzle_migrations", table.usable, "f", column.0, column.1, table.readable,
                    ]
                }
            })
    }

    static let columns = [("id", "integer"), ("hash", "text"), ("created_at", "bigint")]

    static func discovery() -> Discovery {
        var ledger = DrizzleLedgers.journal(("0000_a", 5))
        ledger.add("db/migrations/001_x.sql", key: "1/x")
        ledger.migrations[1].identity.framework = "plain"
        ledger.migrations[1].change = .new
        return Discovery(migrations: ledger.migrations)
    }

    static func entry(_ first: Answer, rows: [[String?]] = [], config: Config = Config()) -> LedgerEntry {
        let discovery = discovery()
        let ledgers = Ledgers(of: discovery, config)
        let second = ledgers.second([first]).map { _ in Answer(rows: rows) }
        return ledgers.accounts([first], second).entry(of: discovery.migrations[0])
    }

    @Test func onlyFrameworksAtStakeAreAskedAbout() throws {
        let ledgers = Ledgers(of: Self.discovery(), Config())
        #expect(ledgers.questions.first?.parameters == ["{\"__drizzle_migrations\",\"deployment\"}"])
        let plain = try Discovery(migrations: [Self.discovery().migrations[at: 1]])
        #expect(Ledgers(of: plain, Config()).questions.first?.parameters == ["{\"deployment\"}"])
        // Only of what was taken for plain SQL may another tool know.
        #expect(Ledgers(of: plain, Config()).questions.count == 2)
        let drizzle = try Discovery(migrations: [Self.discovery().migrations[at: 0]])
        #expect(Ledgers(of: drizzle, Config()).questions.map(\.parameters) == [["{\"__drizzle_migrations\"}"]])
    }

    @Test func aFolderWithoutALedgerHasNone() throws {
        let discovery = Self.discovery()
        let accounts = Ledgers(of: discovery, Config()).accounts([Answer(rows: [])], [])
        #expect(try accounts.entry(of: discovery.migrations[at: 1]) == .none)
    }

    @Test func noTableIsSaidAsSuch() { #expect(Self.entry(Answer(rows: [])) == .noTable) }

    @Test func itIsFoundInWhateverSchema() {
        let first = Self.answer(("app", Self.columns, "t", "t"))
        #expect(Self.entry(first) == .notRecorded(willRun: true))
        #expect(Self.entry(first, rows: [["x", "5", "f", nil]]) == .recorded(.notKept))
    }

    @Test func twoAreAnErrorUntilOneIsNamed() throws {
        let first = Self.answer(("app", Self.columns, "t", "t"), ("drizzle", Self.columns, "t", "t"))
        guard case .unreadable(let failure) = Self.entry(first) else { Issue.record("not unreadable"); return }
        #expect(failure.code == .ledgerAmbiguous)
        #expect(failure.why == "app.__drizzle_migrations and drizzle.__drizzle_migrations all look like one")
        #expect(failure.next == "name it: git config -f .treeguard migrations.drizzle.ledger SCHEMA.TABLE")
        let config = try Config(entries: [("migrations.drizzle.ledger", "app.__drizzle_migrations")])
        #expect(Self.entry(first, config: config) == .notRecorded(willRun: true))
    }

    @Test func oneWithOtherColumnsIsNotIt() throws {
        let other = [("id", "integer"), ("name", "text")]
        let first = Self.answer(("app", other, "t", "t"), ("drizzle", Self.columns, "t", "t"))
        #expect(Self.entry(first) == .notRecorded(willRun: true))
        #expect(Self.entry(Self.answer(("app", other, "t", "t"))) == .noTable)
        let config = try Config(entries: [("migrations.drizzle.ledger", "app.__drizzle_migrations")])
        guard case .unreadable(let failure) = Self.entry(first, config: config) else {
            Issue.record("not unreadable")
            return
        }
        #expect(failure.code == .ledgerNotRecognised)
    }

    @Test(arguments: [("f", "t"), ("t", "f")])
    func whatTheRoleMayNotReadIsNeverPending(usable: String, readable: String) {
        let entry = Self.entry(Self.answer(("drizzle", Self.columns, usable, readable)))
        guard case .unreadable(let failure) = entry else { Issue.record("not unreadable"); return }
        #expect(failure.code == .permissionDenied)
    }

    @Test func aLedgerThatGaveNoAnswerIsNotEmpty() throws {
        let discovery = Self.discovery()
        let first = Self.answer(("drizzle", Self.columns, "t", "t"))
        let accounts = Ledgers(of: discovery, Config()).accounts([first], [])
        guard case .unreadable = try accounts.entry(of: discovery.migrations[at: 0]) else {
            Issue.record("not unreadable")
            return
        }
    }

    @Test func twoFoldersWithOneTableExplainItsRowsTogether() {
        var ledger = DrizzleLedgers.journal(("0000_a", 5))
        ledger.add("other/drizzle/0000_b.sql", key: "0000_b", .journal(when: 6), change: .new)
        let ledgers = Ledgers(of: Discovery(migrations: ledger.migrations), Config())
        let first = Self.answer(("drizzle", Self.columns, "t", "t"))
        #expect(ledgers.second([first]).count == 1)
        let rows: [[String?]] = [["x", "5", "f", nil], ["y", "6", "f", nil], ["z", "4", "f", nil]]
        let accounts = ledgers.accounts([first], [Answer(rows: rows)])
        #expect(accounts.strangers.count == 1)
        #expect(accounts.strangers.first?.name.hasPrefix("created_at 4") == true)
    }
}
