import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The row that goes with a drizzle migration that is rolled back.
@Suite struct DrizzleRemovals {
    private static let ledger = DrizzleLedgers.journal(("0000_a", 5), ("0001_b", 7), ("0002_c", 9))

    private func removal(_ index: Int, rows: [[String?]]) throws -> LedgerRecording? {
        let migration = try #require(Self.ledger.migrations.dropFirst(index).first)
        return try Self.ledger.keeper().removal(of: migration, nil, in: .drizzle, rows)
    }

    private static func row(_ tag: String, _ when: Int) -> [String?] { DrizzleLedgers.row(tag, when) }

    @Test func itsOwnRowGoes() throws {
        let rows = [Self.row("0000_a", 5), Self.row("0001_b", 7)]
        let removal = try #require(try removal(1, rows: rows))
        #expect(
            removal.statements == [
                Question(
                    "DELETE FROM \"drizzle\".\"__drizzle_migrations\" WHERE hash = $1 AND created_at = $2::numeric",
                    [digest(DrizzleLedgers.text("0001_b")), "7"])
            ])
        #expect(removal.passesOver == [])
    }

    /// Drizzle 0.x runs nothing that is older than its newest row.
    @Test func whileLaterRowsStayItWouldNeverRunAgain() throws {
        let rows = [Self.row("0000_a", 5), Self.row("0001_b", 7), Self.row("0002_c", 9)]
        #expect(try removal(0, rows: rows)?.passesOver.map(\.text) == ["drizzle/0001_b.sql", "drizzle/0002_c.sql"])
        #expect(try removal(1, rows: rows)?.passesOver.map(\.text) == ["drizzle/0002_c.sql"])
        // One that was never run is no reason.
        #expect(try removal(0, rows: [Self.row("0000_a", 5), Self.row("0002_c", 9)])?.passesOver.count == 1)
        #expect(try removal(0, rows: [Self.row("0000_a", 5)])?.passesOver == [])
    }

    @Test func whereNoRowOrSeveralAreMeantNothingIsTakenAway() throws {
        #expect(try removal(0, rows: [Self.row("0001_b", 7)]) == nil)
        #expect(try removal(0, rows: [Self.row("0000_a", 5), Self.row("other", 5)]) == nil)
    }

    @Test func foldersAreFreeOfTheOrder() throws {
        let ledger = DrizzleLedgers.folders("20251014043033_a", "20251014043033_b")
        let rows: [[String?]] = ["20251014043033_a", "20251014043033_b"].map { name in
            [digest(DrizzleLedgers.text(name)), "1760416233000", "f", name]
        }
        let first = try #require(ledger.migrations.first)
        let removal = try #require(try ledger.keeper().removal(of: first, nil, in: .drizzleWithNames, rows))
        #expect(removal.passesOver == [])
    }
}
