import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The table of docs/decisions/0004: what the ledger says, by what the catalog shows, by what the change does.
@Suite struct StatesOfMigrations {
    struct Column: Sendable {
        var name: String
        var facts: Evidence.Facts

        init(_ name: String, _ facts: Evidence.Facts) { (self.name, self.facts) = (name, facts) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var ledger: LedgerEntry
        /// One letter for each column: A applied, U untracked, P pending, H partial (half), S skipped, M missing, E edited,
        /// ? unknown, x nothing to count.
        var new: String
        var edited: String
        var removed: String

        init(_ name: String, _ ledger: LedgerEntry, new: String, edited: String, removed: String) {
            (testDescription, self.ledger, self.new, self.edited, self.removed) = (name, ledger, new, edited, removed)
        }
    }

    private static let columns: [Column] = [
        Column("everything is there, and proves", Evidence.Facts([.proof, .there])),
        Column("everything is there", Evidence.Facts([.there])),
        Column("everything is there, beside rows", Evidence.Facts([.there], traceless: .open)),
        Column("everything proves, and covers rows", Evidence.Facts([.proof], traceless: .covered)),
        Column("everything proves, and covers no rows", Evidence.Facts([.proof], traceless: .open)),
        Column("something proves, something is open", Evidence.Facts([.proof, .open])),
        Column("everything is open", Evidence.Facts([.open])),
        Column("something proves, something has not run", Evidence.Facts([.proof, .before])),
        Column("something is there, something has not run", Evidence.Facts([.there, .before])),
        Column("something is another", Evidence.Facts([.there, .off])),
        Column("something is another, and would be replaced", Evidence.Facts(wouldOverwrite: true)),
        Column("rows alone", Evidence.Facts(traceless: .open)),
        Column("nothing at all", Evidence.Facts()),
    ]

    private static let failure = Failure(
        .permissionDenied, what: "it could not be read", why: "no right", next: "GRANT")

    static let table: [Row] = [
        Row("no ledger", .none, new: "AA?A?A?HPHP?A", edited: "AA?A?A?HPHP?A", removed: "AA?A?A?HxHx?A"),
        Row(
            "recorded", .recorded(.matches), new: "AAAAAAAMMMMAA", edited: "AAAAAAAMMMMAA", removed: "AAAAAAAMMMMAA"),
        Row(
            "recorded with other content", .recorded(.differs), new: "EEEEEEEEEEEEE", edited: "EEEEEEEEEEEEE",
            removed: "EEEEEEEEEEEEE"),
        Row(
            "recorded without a checksum", .recorded(.notKept), new: "AAAAAAAMMMMAA", edited: "EEEEEEEEEEEEE",
            removed: "AAAAAAAMMMMAA"),
        Row(
            "not recorded", .notRecorded(willRun: true), new: "UPPUUPPHPHPPP", edited: "UPPUUPPHPHPPP",
            removed: "UxxUUxxHxHxxx"),
        Row(
            "not recorded, and never run", .notRecorded(willRun: false), new: "UUSUUSSHSSSSS", edited: "UUSUUSSHSSSSS",
            removed: "UUxUUxxHxxxxx"),
        Row(
            "the ledger's table is absent", .noTable, new: "UPPUUPPHPHPPP", edited: "UPPUUPPHPHPPP",
            removed: "UxxUUxxHxHxxx"),
        Row(
            "a dirty row", .unfinished("dirty"), new: "HHHHHHHHHHHHH", edited: "HHHHHHHHHHHHH", removed: "HHHHHHHHHHHHH"
        ),
        Row(
            "a ledger that cannot be read", .unreadable(failure), new: "?????????????", edited: "?????????????",
            removed: "?????????????"),
    ]

    @Test(arguments: table) func everyCell(row: Row) {
        for (change, letters) in [(Migration.Change.new, row.new), (.edited, row.edited), (.removed, row.removed)] {
            #expect(letters.count == StatesOfMigrations.columns.count)
            for (column, letter) in zip(StatesOfMigrations.columns, letters) {
                let judgement = Judgement(change: change, ledger: row.ledger, facts: column.facts)
                #expect(judgement.letter == letter, "\(change): \(column.name)")
            }
        }
    }

    @Test func everyLedgerHasItsRow() {
        let contents = LedgerEntry.Content.allCases.count
        // none, notRecorded twice, noTable, unfinished, unreadable
        #expect(Self.table.count == contents + 6)
    }

    // MARK: What holds for all facts

    private static let everything: [Evidence.Facts] = (0..<32).flatMap { bits in
        let positions = Observation.Position.allCases.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element)
        return Evidence.Traceless.allCases.flatMap { traceless in
            [false, true].flatMap { wouldOverwrite in
                [false, true].map { isUnfinished in
                    Evidence.Facts(
                        Set(positions), wouldOverwrite: wouldOverwrite, traceless: traceless, isUnfinished: isUnfinished
                    )
                }
            }
        }
    }

    private func walk(_ row: Row, _ check: (Migration.Change, Evidence.Facts, Judgement) -> Void) {
        for change in Migration.Change.allCases {
            for facts in StatesOfMigrations.everything {
                check(change, facts, Judgement(change: change, ledger: row.ledger, facts: facts))
            }
        }
    }

    @Test(arguments: table) func nothingIsAppliedWhileSomethingIsMissing(row: Row) {
        walk(row) { change, facts, judgement in
            guard [.applied, .untracked].contains(judgement.state) else { return }
            #expect(!facts.has(.before) && !facts.has(.off) && !facts.wouldOverwrite, "\(change), \(facts)")
        }
    }

    @Test(arguments: table) func withoutALedgerNothingIsAppliedThatNothingShows(row: Row) {
        guard row.ledger == .none else { return }
        walk(row) { change, facts, judgement in
            guard judgement.state == .applied else { return }
            #expect(facts.traceless != .open, "\(change), \(facts)")
            #expect(facts.isEmpty || facts.isThere || facts.has(.proof), "\(change), \(facts)")
        }
    }

    @Test(arguments: table) func whatIsHalfBuiltIsPartial(row: Row) {
        walk(row) { change, facts, judgement in
            guard facts.isUnfinished else { return }
            if case .unreadable = row.ledger { return }
            #expect(judgement.state == .partial, "\(change), \(facts)")
        }
    }

    @Test(arguments: table) func whatIsNotAppliedOrPendingSaysWhy(row: Row) {
        walk(row) { change, facts, judgement in
            #expect(
                [.applied, .pending].contains(judgement.state) || !judgement.reasons.isEmpty, "\(change), \(facts)")
            #expect(judgement.isCounted || change == .removed, "\(change), \(facts)")
        }
    }

    // MARK: What could not be read, and what nothing proves

    private static let unreadable = Script.Unverified(
        what: "syntax error", range: SourceRange(offset: 0, length: 1, line: 3, column: 1))

    @Test(arguments: table) func aFileThatCouldNotBeReadIsAppliedByItsRowAlone(row: Row) {
        for facts in StatesOfMigrations.everything {
            let judgement = Judgement(
                change: .new, ledger: row.ledger, facts: facts, unreadable: StatesOfMigrations.unreadable)
            if case .recorded = row.ledger { continue }
            #expect(judgement.state != .applied && judgement.state != .untracked, "\(facts)")
            if judgement.state == .unknown, case .unreadable = row.ledger {
            } else if judgement.state == .unknown {
                #expect(judgement.reasons.last == "line 3: syntax error", "\(facts)")
                #expect(!judgement.isUnproved)
            }
        }
    }

    @Test func whatNothingProvesSaysWhatIsMissing() {
        let doubt = "view v is there, and its query could not be compared"
        for (ledger, state) in [
            (LedgerEntry.none, MigrationState.unknown), (.recorded(.matches), .applied),
            (.notRecorded(willRun: true), .pending), (.noTable, .pending), (.notRecorded(willRun: false), .skipped),
        ] {
            let judgement = Judgement(
                change: .new, ledger: ledger, facts: Evidence.Facts([.open]), details: .init(doubts: [doubt]))
            #expect(judgement.state == state)
            #expect(judgement.isUnproved == (state == .unknown))
            #expect(judgement.reasons.contains(doubt) == (state == .unknown))
        }
    }

    @Test func whatWouldBeReplacedIsNamed() {
        let judgement = Judgement(
            change: .new, ledger: .none, facts: Evidence.Facts(wouldOverwrite: true),
            details: .init(overwritten: ["function f()"]))
        #expect(judgement.state == .pending)
        #expect(judgement.reasons == ["running it replaces function f(), which differs"])
    }
}

extension Judgement {
    fileprivate var letter: Character {
        guard isCounted else { return "x" }
        return switch state {
        case .applied: "A"
        case .untracked: "U"
        case .pending: "P"
        case .partial: "H"
        case .skipped: "S"
        case .missing: "M"
        case .edited: "E"
        case .unknown: "?"
        }
    }
}
