import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The one row of golang-migrate's table, and each file above, at and below it.
@Suite struct GolangMigrateLedgers {
    private static let table = LedgerTable(
        schema: "public", name: "schema_migrations",
        columns: [LedgerTable.Column("version", "bigint"), LedgerTable.Column("dirty", "boolean")])

    /// 1 and 2 are the target's; the change brings 3, 4 and 20240102030405.
    private var pairs: LedgerCase {
        var ledger = LedgerCase(framework: "golang-migrate")
        for number in ["000001", "000002"] { ledger.add(RepositoryPath("db/\(number)_x.up.sql"), key: number) }
        for number in ["000003", "000004", "20240102030405"] {
            ledger.add(RepositoryPath("db/\(number)_x.up.sql"), key: number, change: .new)
        }
        return ledger
    }

    @Test(arguments: [
        (nil, ["will run", "will run", "will run", "will run", "will run"]),
        ("1", ["recorded", "will run", "will run", "will run", "will run"]),
        ("3", ["recorded", "recorded", "recorded", "will run", "will run"]),
        ("4", ["recorded", "recorded", "not told", "recorded", "will run"]),
        ("20240102030405", ["recorded", "recorded", "not told", "not told", "recorded"]),
        // A version that another branch brought.
        ("7", ["recorded", "recorded", "not told", "not told", "will run"]),
    ])
    func theRowTellsWhatItCan(version: String?, expected: [String]) throws {
        let entries = try pairs.entries(version.map { [[$0, "f"]] } ?? [], in: Self.table)
        let words = entries.map { entry, _ in
            switch entry {
            case .recorded(.notKept)?: "recorded"
            case .notRecorded(willRun: true)?: "will run"
            case LedgerEntry.none?: "not told"
            default: "\(entry.map { "\($0)" } ?? "nothing")"
            }
        }
        #expect(words == expected)
    }

    @Test func aDirtyRowIsUnfinished() throws {
        let entries = try pairs.entries([["3", "t"]], in: Self.table)
        guard case .unfinished(let why)? = try entries[at: 2].entry else {
            Issue.record("\(entries)")
            return
        }
        #expect(why.contains("dirty"))
    }

    @Test func aVersionWithoutAFileStopsTheTool() throws {
        let reading = try pairs.reading([["7", "f"]], in: Self.table)
        #expect(reading.explained.isEmpty)
        #expect(reading.remarks.contains { $0.contains("version 7") && $0.contains("refuses every command") })
        #expect(try pairs.reading([["3", "f"]], in: Self.table).remarks.isEmpty)
    }

    /// A lower version would have golang-migrate run again what stands above it.
    @Test(arguments: [("2", false), ("3", false), ("4", true), ("20240102030405", true)])
    func theRowNeverGoesDown(version: String, isWritten: Bool) throws {
        let ledger = pairs
        let migration = try #require(
            ledger.migrations.first { $0.position.numbers == [WrittenNumber(version.utf8)] })
        let recording = try ledger.keeper().recording(of: migration, nil, in: Self.table, [["3", "f"]])
        #expect((recording != nil) == isWritten)
        #expect(try ledger.keeper().recording(of: migration, nil, in: Self.table, [["3", "t"]]) == nil)
    }

    @Test func whatARecordWouldPassOverIsNamed() throws {
        let ledger = pairs
        let recording = try #require(
            try ledger.keeper().recording(of: ledger.migrations[at: 4], nil, in: Self.table, [["2", "f"]]))
        #expect(recording.passesOver == ["db/000003_x.up.sql", "db/000004_x.up.sql"])
        #expect(recording.creation.isEmpty)
        #expect(
            try !(#require(ledger.keeper().recording(of: ledger.migrations[at: 0], nil, in: nil, []))).creation.isEmpty)
    }

    @Test func goingBackStandsAtTheFileBefore() throws {
        let ledger = pairs
        let removal = try #require(
            try ledger.keeper().removal(of: ledger.migrations[at: 2], nil, in: Self.table, [["3", "f"]]))
        #expect(removal.description.contains("version 2, dirty false"))
        let last = try #require(
            try ledger.keeper().removal(of: ledger.migrations[at: 0], nil, in: Self.table, [["1", "f"]]))
        #expect(last.description.contains("no version") && last.statements.count == 1)
        #expect(try ledger.keeper().removal(of: ledger.migrations[at: 1], nil, in: Self.table, [["3", "f"]]) == nil)
    }

    @Test(arguments: [
        [("version", "bigint"), ("dirty", "boolean"), ("inserted_at", "timestamp")], [("version", "bigint")],
        [("version", "character varying(255)"), ("dirty", "boolean")],
    ])
    func anotherToolsTableIsNotTaken(columns: [(String, String)]) throws {
        let other = LedgerTable(
            schema: "public", name: "schema_migrations", columns: columns.map { LedgerTable.Column($0.0, $0.1) })
        #expect(try !pairs.keeper().recognises(other))
    }
}
