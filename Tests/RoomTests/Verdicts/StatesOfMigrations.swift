import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSchema
import TreeGuardVerdicts

/// DESIGN's table of states, every cell: ledger by catalog by change, with a file that is half done or half read.
@Suite struct StatesOfMigrations {
    struct Row: Sendable, CustomTestStringConvertible {
        var ledger: LedgerEntry
        var name: String
        /// In the order of `Evidence.Summary.allCases`: all present, nothing missing, nothing proved, groundless, some, none, nothing
        /// verifiable.
        var new: [MigrationState]
        var edited: [MigrationState]
        var removed: [MigrationState]
        /// With an index or a constraint left half done.
        var unfinished: MigrationState
        /// A new file of which a part could not be read.
        var unreadable: [MigrationState]

        var testDescription: String { name }
    }

    private static let failure = Failure(
        .permissionDenied, what: "it could not be read", why: "no right", next: "GRANT")

    static let table: [Row] = [
        Row(
            ledger: .none, name: "no ledger",
            new: [.applied, .applied, .unknown, .unknown, .partial, .pending, .unknown],
            edited: [.applied, .applied, .unknown, .unknown, .partial, .pending, .unknown],
            removed: [.applied, .applied, .unknown, .unknown, .partial, .skipped, .unknown], unfinished: .partial,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .partial, .pending, .unknown]),
        Row(
            ledger: .recorded(.matches), name: "recorded",
            new: [.applied, .applied, .applied, .applied, .missing, .missing, .applied],
            edited: [.applied, .applied, .applied, .applied, .missing, .missing, .applied],
            removed: [.applied, .applied, .applied, .applied, .missing, .missing, .applied], unfinished: .partial,
            unreadable: [.applied, .applied, .applied, .applied, .missing, .missing, .applied]),
        Row(
            ledger: .recorded(.differs), name: "recorded with other content",
            new: [.edited, .edited, .edited, .edited, .edited, .edited, .edited],
            edited: [.edited, .edited, .edited, .edited, .edited, .edited, .edited],
            removed: [.edited, .edited, .edited, .edited, .edited, .edited, .edited], unfinished: .partial,
            unreadable: [.edited, .edited, .edited, .edited, .edited, .edited, .edited]),
        Row(
            ledger: .recorded(.notKept), name: "recorded without a checksum",
            new: [.applied, .applied, .applied, .applied, .missing, .missing, .applied],
            edited: [.edited, .edited, .edited, .edited, .edited, .edited, .edited],
            removed: [.applied, .applied, .applied, .applied, .missing, .missing, .applied], unfinished: .partial,
            unreadable: [.applied, .applied, .applied, .applied, .missing, .missing, .applied]),
        Row(
            ledger: .notRecorded(willRun: true), name: "not recorded",
            new: [.untracked, .pending, .pending, .pending, .partial, .pending, .pending],
            edited: [.untracked, .pending, .pending, .pending, .partial, .pending, .pending],
            removed: [.untracked, .skipped, .skipped, .skipped, .partial, .skipped, .skipped], unfinished: .partial,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .partial, .pending, .unknown]),
        Row(
            ledger: .notRecorded(willRun: false), name: "not recorded, and never run",
            new: [.untracked, .untracked, .skipped, .skipped, .partial, .skipped, .skipped],
            edited: [.untracked, .untracked, .skipped, .skipped, .partial, .skipped, .skipped],
            removed: [.untracked, .untracked, .skipped, .skipped, .partial, .skipped, .skipped], unfinished: .partial,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .partial, .skipped, .unknown]),
        Row(
            ledger: .noTable, name: "the ledger's table is absent",
            new: [.untracked, .pending, .pending, .pending, .partial, .pending, .pending],
            edited: [.untracked, .pending, .pending, .pending, .partial, .pending, .pending],
            removed: [.untracked, .skipped, .skipped, .skipped, .partial, .skipped, .skipped], unfinished: .partial,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .partial, .pending, .unknown]),
        Row(
            ledger: .unfinished("dirty"), name: "a dirty row",
            new: [.partial, .partial, .partial, .partial, .partial, .partial, .partial],
            edited: [.partial, .partial, .partial, .partial, .partial, .partial, .partial],
            removed: [.partial, .partial, .partial, .partial, .partial, .partial, .partial], unfinished: .partial,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .partial, .partial, .unknown]),
        Row(
            ledger: .unreadable(failure), name: "a ledger that cannot be read",
            new: [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown, .unknown],
            edited: [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown, .unknown],
            removed: [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown, .unknown], unfinished: .unknown,
            unreadable: [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown, .unknown]),
    ]

    private static let unreadable = Script.Unverified(
        what: "syntax error", range: SourceRange(offset: 0, length: 1, line: 3, column: 1))

    @Test(arguments: table) func everyCellIsFilled(row: Row) {
        let columns: [(Migration.Change, [MigrationState])] = [
            (.new, row.new), (.edited, row.edited), (.removed, row.removed),
        ]
        for (change, states) in columns {
            #expect(states.count == Evidence.Summary.allCases.count)
            for (catalog, state) in zip(Evidence.Summary.allCases, states) {
                let judgement = Judgement(change: change, ledger: row.ledger, catalog: catalog)
                #expect(judgement.state == state, "\(change), \(catalog)")
                let unfinished = Judgement(change: change, ledger: row.ledger, catalog: catalog, isUnfinished: true)
                #expect(unfinished.state == row.unfinished, "\(change), \(catalog), half done")
            }
        }
        for (catalog, state) in zip(Evidence.Summary.allCases, row.unreadable) {
            let judgement = Judgement(
                change: .new, ledger: row.ledger, catalog: catalog, unreadable: StatesOfMigrations.unreadable)
            #expect(judgement.state == state, "\(catalog), half read")
        }
    }

    @Test func everyLedgerHasItsRow() {
        let contents = LedgerEntry.Content.allCases.count
        // none, notRecorded twice, noTable, unfinished, unreadable
        #expect(Self.table.count == contents + 6)
    }

    @Test(arguments: table) func whatIsNotAppliedOrPendingSaysWhy(row: Row) {
        for change in Migration.Change.allCases {
            for catalog in Evidence.Summary.allCases {
                let judgement = Judgement(change: change, ledger: row.ledger, catalog: catalog)
                #expect([.applied, .pending].contains(judgement.state) || !judgement.reasons.isEmpty)
            }
        }
    }

    @Test(arguments: table) func nothingIsAppliedWhileSomethingIsMissing(row: Row) {
        for change in Migration.Change.allCases {
            for catalog in [Evidence.Summary.somePresent, .nonePresent] {
                let judgement = Judgement(change: change, ledger: row.ledger, catalog: catalog)
                #expect(judgement.state != .applied && judgement.state != .untracked)
            }
        }
    }

    /// A migration that proves nothing is open only until something answers it: a ledger, or an earlier file that has
    /// not run.
    @Test(arguments: [
        (LedgerEntry.none, Neighbours.Earlier.ran, MigrationState.unknown), (.none, .unknown, .unknown),
        (.none, .missing, .pending), (.recorded(.matches), .missing, .applied),
        (.notRecorded(willRun: true), .ran, .pending), (.noTable, .unknown, .pending),
        (.notRecorded(willRun: false), .ran, .skipped),
    ])
    func whatIsNotProved(ledger: LedgerEntry, earlier: Neighbours.Earlier, state: MigrationState) {
        for catalog in [Evidence.Summary.nothingProved, .groundless] {
            let judgement = Judgement(
                change: .new, ledger: ledger, catalog: catalog, neighbours: Neighbours(earlier: earlier),
                doubts: ["view v is there, and its query could not be compared"])
            #expect(judgement.state == state)
            #expect(judgement.isUnproved == (state == .unknown))
            if state == .unknown {
                #expect(judgement.reasons.contains("view v is there, and its query could not be compared"))
            }
        }
    }

    /// Rows may have been written although a later file has not run; what is gone was never there then.
    @Test func aLaterOneThatHasNotRunTellsOfAbsencesAlone() {
        let neighbours = Neighbours(nextRan: false)
        for (catalog, state) in [(Evidence.Summary.nothingProved, MigrationState.unknown), (.groundless, .pending)] {
            #expect(
                Judgement(change: .new, ledger: .none, catalog: catalog, neighbours: neighbours).state == state)
        }
    }

    @Test func whatCannotBeReadIsNamedWithItsLine() {
        let judgement = Judgement(
            change: .new, ledger: .none, catalog: .nothingVerifiable, unreadable: StatesOfMigrations.unreadable)
        #expect(judgement.reasons.last == "line 3: syntax error")
        #expect(!judgement.isUnproved)
    }
}
