import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The word of Drizzle's own table on each file.
@Suite struct DrizzleLedgers {
    /// Text, as in the file of that tag.
    static func text(_ tag: String) -> String { "CREATE TABLE \"t_\(tag)\" ();\n" }

    static func journal(_ entries: (tag: String, when: Int)...) -> LedgerCase {
        var ledger = LedgerCase()
        for entry in entries {
            ledger.add(
                RepositoryPath("drizzle/\(entry.tag).sql"), key: entry.tag, .journal(when: entry.when),
                text(entry.tag), change: .new)
        }
        return ledger
    }

    static func row(_ tag: String, _ when: Int, hash: String? = nil, future: Bool = false) -> [String?] {
        [hash ?? digest(text(tag)), "\(when)", future ? "t" : "f", nil]
    }

    static let seed = journal(
        ("0009_fat_kulan_gath", 1_760_476_235_390), ("0010_new_colleen_wing", 1_760_414_433_401),
        ("0011_cute_skin", 1_760_978_222_168))

    @Test func theSeedIsPendingAltogetherBeforeItsFirstRun() throws {
        let before = DrizzleLedgers.row("0008_x", 1_759_933_023_018)
        for rows in [[], [before]] {
            let entries = try Self.seed.entries(rows, in: .drizzle)
            #expect(entries.map(\.entry) == Array(repeating: .notRecorded(willRun: true), count: 3))
        }
    }

    @Test func theSeedsSecondIsSkippedOnceItsFirstHasRun() throws {
        let entries = try Self.seed.entries(
            [Self.row("0009_fat_kulan_gath", 1_760_476_235_390)], in: .drizzle)
        #expect(
            entries.map(\.entry) == [
                .recorded(.matches), .notRecorded(willRun: false), .notRecorded(willRun: true),
            ])
        #expect(
            try entries[at: 1].reasons == """
                its `when` 1760414433401 (2025-10-14T04:00:33Z) is lower than the last applied 1760476235390 \
                (2025-10-14T21:10:35Z) (0009_fat_kulan_gath): drizzle will skip it for ever and say nothing
                raise its `when` in meta/_journal.json above 1760476235390, or apply it by hand and run treeguard repair
                """)
    }

    @Test func anEqualMomentIsSkippedToo() throws {
        let entries = try Self.journal(("0000_a", 5), ("0001_b", 5)).entries([Self.row("0000_a", 5)], in: .drizzle)
        #expect(entries.map(\.entry) == [.recorded(.matches), .notRecorded(willRun: false)])
        #expect(try entries[at: 1].reasons.contains("is equal to the last applied"))
    }

    @Test func aRowOfTheFutureBlocksWhatFollows() throws {
        let ledger = Self.journal(("0000_a", 9_000_000_000_000), ("0001_b", 1_760_000_000_000))
        let entries = try ledger.entries([Self.row("0000_a", 9_000_000_000_000, future: true)], in: .drizzle)
        #expect(try entries[at: 1].entry == .notRecorded(willRun: false))
        #expect(try entries[at: 1].reasons.contains("dated in the future"))
    }

    @Test func anotherDigestMeansEdited() throws {
        let entries = try Self.journal(("0000_a", 5)).entries([Self.row("0000_b", 5)], in: .drizzle)
        #expect(try entries[at: 0].entry == .recorded(.differs))
    }

    @Test(arguments: ["synced", "", "ABC", String(repeating: "g", count: 64)])
    func aRowWrittenByHandTellsNothingOfTheContent(hash: String) throws {
        let entries = try Self.journal(("0000_a", 5)).entries([Self.row("", 5, hash: hash)], in: .drizzle)
        #expect(try entries[at: 0].entry == .recorded(.notKept))
        #expect(try entries[at: 0].reasons.contains("by hand"))
    }

    @Test func lineEndingsAndByteOrderMarksAreForgiven() throws {
        let unix = Self.text("0000_a")
        let windows = unix.replacing("\n", with: "\r\n")
        for (file, ran) in [(unix, windows), (windows, unix), (unix, "\u{FEFF}" + unix), ("\u{FEFF}" + unix, windows)] {
            var ledger = LedgerCase()
            ledger.add("drizzle/0000_a.sql", key: "0000_a", .journal(when: 5), file)
            let entries = try ledger.entries([Self.row("", 5, hash: digest(ran))], in: .drizzle)
            #expect(try entries[at: 0].entry == .recorded(.matches))
            #expect(try entries[at: 0].reasons.contains("other line endings"))
        }
    }

    @Test func aMomentThatWasRaisedAfterItRanWouldRunItAgain() throws {
        let rows = [Self.row("0000_a", 5)]
        let again = try Self.journal(("0000_a", 9)).entries(rows, in: .drizzle)
        #expect(try again[at: 0].entry == .recorded(.differs))
        #expect(try again[at: 0].reasons.contains("a second time"))
        let lowered = try Self.journal(("0000_a", 3)).entries(rows, in: .drizzle)
        #expect(try lowered[at: 0].entry == .recorded(.matches))
    }

    @Test func aRowWithoutAMomentMakesDrizzleRunEverythingAgain() throws {
        let reading = try Self.journal(("0000_a", 5), ("0001_b", 3)).reading(
            [Self.row("0000_a", 5), ["x", nil, nil, nil]], in: .drizzle)
        #expect(reading.entries.values.contains(.notRecorded(willRun: true)))
        #expect(reading.remarks.count == 1)
    }

    @Test func whatTheJournalDoesNotListIsNeverRun() throws {
        var ledger = Self.journal(("0000_a", 5))
        ledger.add("drizzle/0001_b.sql", key: "0001_b", .unlisted, "SELECT 1;\n", change: .new)
        let entries = try ledger.entries([Self.row("0000_a", 5)], in: .drizzle)
        #expect(try entries[at: 1].entry == .notRecorded(willRun: false))
        #expect(try entries[at: 1].reasons.contains("meta/_journal.json does not list 0001_b.sql"))
        let known = try ledger.entries([Self.row("", 7, hash: digest("SELECT 1;\n"))], in: .drizzle)
        #expect(try known[at: 1].entry == .recorded(.matches))
        let without = try ledger.keeper().readingWithoutTable(LedgerMigrations(ledger.migrations))
        #expect(ledger.migrations.map { without.entries[$0.key] } == [.noTable, .notRecorded(willRun: false)])
    }

    @Test func rowsThatNoFileExplainsAreNamed() throws {
        let reading = try Self.journal(("0000_a", 5)).reading(
            [Self.row("0000_a", 5), Self.row("gone", 4)], in: .drizzle)
        #expect(reading.explained == [0])
        #expect(try reading.names[at: 1].hasPrefix("created_at 4 (1970-01-01T00:00:00Z), hash "))
    }

    @Test func whatStandsBeforeTheChangeIsKnownByItsMomentAlone() throws {
        var ledger = LedgerCase()
        ledger.add("drizzle/0000_a.sql", key: "0000_a", .journal(when: 5))
        #expect(try ledger.entries([Self.row("0000_a", 5)], in: .drizzle)[at: 0].entry == .recorded(.notKept))
    }

    // Drizzle 1.x

    static func folders(_ names: String...) -> LedgerCase {
        var ledger = LedgerCase()
        for name in names {
            ledger.add(
                RepositoryPath("drizzle/\(name)/migration.sql"), key: name,
                .folder(when: 1_760_416_233_000), text(name), change: .new)
        }
        return ledger
    }

    @Test func foldersAreASetOfNames() throws {
        let ledger = Self.folders("20251014043033_a", "20251014043033_b", "20251014043033_c", "20251014043033_d")
        let moment = 1_760_416_233_000
        let rows: [[String?]] = [
            [digest(Self.text("20251014043033_a")), "\(moment)", "f", "20251014043033_a"],
            [digest("other"), "\(moment)", "f", "20251014043033_b"],
            [digest(Self.text("20251014043033_d")), "\(moment)", "f", "20251014043033_old"],
        ]
        let entries = try ledger.entries(rows, in: .drizzleWithNames)
        #expect(
            entries.map(\.entry) == [
                .recorded(.matches), .recorded(.differs), .notRecorded(willRun: true), .recorded(.differs),
            ])
        #expect(try entries[at: 3].reasons.contains("recorded as 20251014043033_old"))
    }

    @Test func foldersAreFoundInALedgerThatWasNotUpgradedYet() throws {
        let ledger = Self.folders("20251014043033_a", "20251014043033_b")
        let rows = [
            Self.row("20251014043033_b", 1_760_416_233_401), Self.row("20251014043033_a", 1_760_416_233_402),
            Self.row("gone", 7),
        ]
        let reading = try ledger.reading(rows, in: .drizzle)
        #expect(Set(reading.entries.values) == [.recorded(.matches)])
        #expect(reading.explained == [0, 1])
        #expect(reading.remarks.first?.contains("1 of its rows match no folder") == true)
    }

    // Where it is

    static let config = "drizzle.config.ts"

    @Test(arguments: [
        ("export default {}", LedgerPlace(table: "__drizzle_migrations", usualSchema: "drizzle")),
        (
            "export default defineConfig({ schema: './s.ts', out: \"drizzle\", migrations: { table: 'm', schema: `app` } })",
            LedgerPlace(table: "m", schema: "app", toldBy: config)
        ),
        (
            "{ \"out\": \"./drizzle/\", \"migrations\": { \"schema\": \"app\" } }",
            LedgerPlace(table: "__drizzle_migrations", schema: "app", toldBy: config)
        ),
        (
            "export default { // migrations: { schema: 'old' }\n /* out: 'x' */ migrations: { table: 'm' }, }",
            LedgerPlace(table: "m", schema: "drizzle", toldBy: config)
        ),
        (
            "export default { migrations: { table: `m_${stage}`, schema: process.env.S } }",
            LedgerPlace(table: "__drizzle_migrations")
        ),
        ("export default { migrations: options }", LedgerPlace(table: "__drizzle_migrations")),
        (
            "export default { out: './elsewhere', migrations: { table: 'm' } }",
            LedgerPlace(table: "__drizzle_migrations")
        ),
        (
            "export default { out: './driz' + 'zle', migrations: { table: 'm' } }",
            LedgerPlace(table: "__drizzle_migrations")
        ),
        ("", LedgerPlace(table: "__drizzle_migrations", usualSchema: "drizzle")),
        ("export default { out: 'unclosed", LedgerPlace(table: "__drizzle_migrations")),
    ])
    func theConfigurationSaysWhereItIs(text: String, place: LedgerPlace) throws {
        var ledger = Self.journal(("0000_a", 5))
        ledger.files = ["drizzle.config.ts": Array(text.utf8)]
        #expect(try ledger.keeper().place == place)
    }

    @Test func theNearestConfigurationThatMeansTheFolderCounts() throws {
        var ledger = LedgerCase()
        ledger.add("apps/web/drizzle/0000_a.sql", key: "0000_a", .journal(when: 5))
        ledger.files = [
            "drizzle.config.ts": Array("{ out: 'apps/web/drizzle', migrations: { schema: 'root' } }".utf8),
            "apps/web/drizzle.config.js": Array("{ migrations: { schema: 'web' } }".utf8),
            "apps/drizzle.config.js": Array("{ migrations: { schema: 'apps' } }".utf8),
        ]
        #expect(try ledger.keeper().place.schema == "web")
        ledger.named = FolderSettings(
            pattern: Glob("apps/web/drizzle"), ledger: NamedLedger(schema: "team", table: "t"))
        #expect(try ledger.keeper().place == LedgerPlace(table: "t", schema: "team", toldBy: ".treeguard"))
    }

    // What repair writes

    @Test func aRowIsWrittenAsDrizzleWritesIt() throws {
        let ledger = Self.seed
        let keeper = try ledger.keeper()
        let content = Array(Self.text("0011_cute_skin").utf8)
        let recording = try #require(try keeper.recording(of: ledger.migrations[at: 2], content, in: .drizzle, []))
        #expect(
            recording.statements == [
                Question(
                    "INSERT INTO \"drizzle\".\"__drizzle_migrations\" (\"hash\", \"created_at\") VALUES ($1, $2)",
                    [digest(Self.text("0011_cute_skin")), "1760978222168"])
            ])
        #expect(recording.creation.isEmpty)
        // Both others are lower, and would never run.
        #expect(recording.passesOver == ledger.migrations.prefix(2).map(\.path))
        let first = try keeper.recording(of: ledger.migrations[at: 0], content, in: nil, [])
        #expect(first?.creation.count == 2)
        #expect(try keeper.recording(of: ledger.migrations[at: 0], nil, in: .drizzle, []) == nil)
    }

    @Test func aFolderIsWrittenWithItsName() throws {
        let ledger = Self.folders("20251014043033_a")
        let recording = try ledger.keeper().recording(of: ledger.migrations[at: 0], [], in: .drizzleWithNames, [])
        #expect(recording?.statements.first?.parameters == [digest(""), "1760416233000", "20251014043033_a"])
        #expect(recording?.passesOver == [])
        let old = try ledger.keeper().recording(of: ledger.migrations[at: 0], [], in: .drizzle, [])
        #expect(old?.statements.first?.parameters == [digest(""), "1760416233000"])
    }
}
