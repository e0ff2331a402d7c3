import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// Facts about the migrations before and after one that proves nothing itself.
package struct Neighbours: Hashable, Sendable {
    package enum Earlier: Hashable, Sendable, CaseIterable {
        /// All earlier migrations have run, as far as known.
        case ran
        /// At least one earlier migration has not run.
        case missing
        /// The state of at least one is unknown, and none is missing.
        case unknown
    }

    package var earlier: Earlier
    /// True if the next migration that proves anything has run, or if there is none.
    package var nextRan: Bool

    package init(earlier: Earlier = .ran, nextRan: Bool = true) {
        self.earlier = earlier
        self.nextRan = nextRan
    }
}

extension Judgement {
    /// Judges by the ledger and by the catalog: DESIGN's table of states, and docs/decisions/0004.
    ///
    /// - Parameters:
    ///   - isUnfinished: true if an index or a constraint is only half built
    ///   - unreadable: the first part of the file that could not be parsed
    ///   - neighbours: they decide when the ledger has no answer and nothing shows that a part is missing
    ///   - doubts: the parts of the file that the database cannot prove
    package init(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary, isUnfinished: Bool = false,
        unreadable: Script.Unverified? = nil, neighbours: Neighbours = Neighbours(), doubts: [String] = []
    ) {
        self =
            Judgement.unreadable(ledger: ledger, catalog: catalog, unreadable)
            ?? Judgement.halfDone(ledger: ledger, catalog: catalog, isUnfinished: isUnfinished)
            ?? Judgement.recorded(change: change, ledger: ledger, catalog: catalog)
            ?? Judgement.notRecorded(change: change, ledger: ledger, catalog: catalog)
            ?? Judgement.unproved(change: change, ledger: ledger, catalog: catalog, neighbours, doubts)
            ?? Judgement.notThere(change: change, ledger: ledger, catalog: catalog, neighbours)
    }

    private static func unreadable(
        ledger: LedgerEntry, catalog: Evidence.Summary, _ part: Script.Unverified?
    ) -> Judgement? {
        if case .unreadable(let failure) = ledger {
            return Judgement(.unknown, ["the ledger: \(failure.why)", failure.next])
        }
        guard let part, catalog != .somePresent, catalog != .nonePresent else { return nil }
        if case .recorded = ledger { return nil }
        return Judgement(
            .unknown,
            [
                "part of the file could not be read, so nothing shows that all of it was applied",
                "line \(part.range.line): \(part.what)",
            ])
    }

    private static func halfDone(
        ledger: LedgerEntry, catalog: Evidence.Summary, isUnfinished: Bool
    ) -> Judgement? {
        if case .unfinished(let why) = ledger { return Judgement(.partial, ["the ledger: \(why)"]) }
        if isUnfinished { return Judgement(.partial, ["an index or constraint was left half done"]) }
        if case .recorded = ledger { return nil }
        guard catalog == .somePresent else { return nil }
        return Judgement(.partial, ["some of it is there, some is not"])
    }

    private static func recorded(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary
    ) -> Judgement? {
        guard case .recorded(let content) = ledger else { return nil }
        if content == .differs { return Judgement(.edited, ["the file is not what was applied"]) }
        if content == .notKept, change == .edited {
            return Judgement(.edited, ["the ledger has it, and this change edits the file"])
        }
        switch catalog {
        case .allPresent, .nothingMissing: return Judgement(.applied)
        case .nothingProved, .groundless:
            return Judgement(.applied, ["by the ledger: nothing else shows that it ran"])
        case .nothingVerifiable: return Judgement(.applied, ["by the ledger: nothing in it could be verified"])
        case .somePresent, .nonePresent:
            return Judgement(.missing, ["the ledger has it, the catalog does not have all of it"])
        }
    }

    /// Judges a migration without a ledger row: all its objects exist, or none is missing and the framework will never
    /// run it.
    private static func notRecorded(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary
    ) -> Judgement? {
        switch (ledger, catalog) {
        case (.none, .allPresent): Judgement(.applied, ["by objects: the framework keeps no ledger"])
        case (_, .allPresent), (.notRecorded(willRun: false), .nothingMissing):
            Judgement(.untracked, ["everything is there, and the ledger does not know of it"])
        default: nil
        }
    }

    /// Judges a migration without a ledger if no object shows that it ran. If an earlier migration has not run, this
    /// one has not run either.
    private static func unproved(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary, _ neighbours: Neighbours,
        _ doubts: [String]
    ) -> Judgement? {
        guard ledger == .none else { return nil }
        switch catalog {
        case .nothingVerifiable:
            return Judgement(
                .unknown, ["nothing in it can be verified, and there is no ledger to ask"], isUnproved: true)
        case .nothingProved where neighbours.earlier == .missing,
            .groundless where neighbours.earlier == .missing || !neighbours.nextRan:
            if change == .removed { return nil }
            return Judgement(.pending, ["what comes before or after it has not run here"])
        case .nothingProved, .groundless:
            return Judgement(
                .unknown, ["nothing in it shows whether it ran"] + doubts + [Judgement.remedy], isUnproved: true)
        case .allPresent, .nothingMissing, .somePresent, .nonePresent: return nil
        }
    }

    private static let remedy = "treeguard deploy runs it and records that; [accept] in .treeguard vouches that it ran"

    private static func notThere(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary, _ neighbours: Neighbours
    ) -> Judgement {
        switch (ledger, catalog) {
        case (.none, .nothingMissing) where neighbours == Neighbours(earlier: .ran, nextRan: true):
            Judgement(.applied, ["by objects: nothing that it does is missing"])
        case _ where change == .removed:
            Judgement(.skipped, ["the change removes the file before this database has it: it would never run"])
        case (.notRecorded(willRun: false), _): Judgement(.skipped, ["the framework would never run it"])
        default: Judgement(.pending)
        }
    }
}
