import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// A team's own table, named in `.treeguard`.
@Suite struct PlainLedgers {
    static let ledger: LedgerCase = {
        var ledger = LedgerCase()
        ledger.framework = "plain"
        ledger.named = FolderSettings(
            pattern: Glob("db/migrations"), ledger: NamedLedger(schema: "ops", table: "applied", column: "version"))
        for name in ["001_create_jobs", "002_widgets", "010_late"] {
            ledger.add(
                RepositoryPath("db/migrations/\(name).sql"), key: PlainName(stem: name).key, nil, "SELECT 1;\n",
                change: .new)
        }
        return ledger
    }()

    static func table(_ type: String = "text", _ column: String = "version") -> LedgerTable {
        LedgerTable(schema: "ops", name: "applied", columns: [.init(column, type)])
    }

    @Test(arguments: [
        "001", "1", "0001", "001_create_jobs", "001_create_jobs.sql", "db/migrations/001_create_jobs.sql",
        "./001_create_jobs.SQL", "1_create_jobs",
    ])
    func aFileIsKnownByNumberNameOrPath(value: String) throws {
        let entries = try Self.ledger.entries([[value]], in: Self.table())
        #expect(
            entries.map(\.entry) == [
                .recorded(.notKept), .notRecorded(willRun: true), .notRecorded(willRun: true),
            ])
    }

    @Test(arguments: ["01_create", "001_other", "1.0", "100", "", "2024", "0", "001a", "create_jobs"])
    func whatOnlyLooksAlikeIsAStranger(value: String) throws {
        let reading = try Self.ledger.reading([[value]], in: Self.table())
        #expect(Set(reading.entries.values) == [.notRecorded(willRun: true)])
        #expect(reading.explained.isEmpty)
    }

    @Test func aNumberThatTwoFilesHaveTellsNothing() throws {
        var ledger = Self.ledger
        ledger.add("db/migrations/001_other.sql", key: "1/other", nil, "", change: .new)
        let byNumber = try ledger.entries([["1"]], in: Self.table())
        for index in [0, 3] {
            guard case .unreadable(let failure) = byNumber[index].entry else {
                Issue.record("not unreadable"); continue
            }
            #expect(failure.code == .ledgerAmbiguous)
        }
        let byName = try ledger.entries([["001_create_jobs"]], in: Self.table())
        #expect(try byName.map(\.entry)[at: 0] == .recorded(.notKept))
        #expect(try byName.map(\.entry)[at: 3] == .notRecorded(willRun: true))
    }

    @Test(arguments: [
        ([], "text", "002"), (["001"], "text", "002"), (["001_create_jobs"], "text", "002_widgets"),
        (["001_create_jobs.sql"], "text", "002_widgets.sql"), (["1"], "integer", "002"), (["1"], "bigint", "002"),
        (["db/migrations/001_create_jobs.sql"], "text", "db/migrations/002_widgets.sql"),
    ])
    func aRowIsWrittenInTheFormOfTheOthers(rows: [String], type: String, value: String) throws {
        let recording = try Self.ledger.keeper().recording(
            of: try Self.ledger.migrations[at: 1], [], in: Self.table(type), rows.map { [$0] })
        #expect(
            recording?.statements == [Question("INSERT INTO \"ops\".\"applied\" (\"version\") VALUES ($1)", [value])])
        #expect(try Self.ledger.keeper().recording(of: Self.ledger.migrations[at: 1], [], in: nil, []) == nil)
    }

    @Test func withoutANamedTableTheRecordOfDeploymentsIsTheLedger() {
        let sequence = LedgerSequence(path: "db", migrations: [])
        #expect(PlainSQL().keeper(of: sequence)?.place.description == "treeguard.deployment")
    }
}
