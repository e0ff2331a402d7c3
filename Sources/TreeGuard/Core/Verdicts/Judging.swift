extension Judgement {
    /// Judges by the ledger and by the catalog; DESIGN's table of states, with what docs/decisions/0004 adds.
    ///
    /// `isUnfinished`: an index or a constraint was left half done. `isUnreadable`: part of the file could not be
    /// read. `neighboursAreApplied` decides where nothing is missing and nothing is told.
    package init(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary, isUnfinished: Bool = false,
        isUnreadable: Bool = false, neighboursAreApplied: Bool = true
    ) {
        self =
            Judgement.unreadable(ledger: ledger, catalog: catalog, isUnreadable: isUnreadable)
            ?? Judgement.halfDone(ledger: ledger, catalog: catalog, isUnfinished: isUnfinished)
            ?? Judgement.recorded(change: change, ledger: ledger, catalog: catalog)
            ?? Judgement.notRecorded(change: change, ledger: ledger, catalog: catalog)
            ?? Judgement.notThere(change: change, ledger: ledger, catalog: catalog, neighboursAreApplied)
    }

    private static func unreadable(
        ledger: LedgerEntry, catalog: Evidence.Summary, isUnreadable: Bool
    ) -> Judgement? {
        if case .unreadable(let failure) = ledger {
            return Judgement(.unknown, ["the ledger: \(failure.why)", failure.next])
        }
        guard isUnreadable, catalog != .somePresent, catalog != .nonePresent else { return nil }
        if case .recorded = ledger { return nil }
        return Judgement(.unknown, ["part of the file could not be read, so nothing shows that all of it was applied"])
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
        case .nothingVerifiable: return Judgement(.applied, ["by the ledger: nothing in it could be verified"])
        case .somePresent, .nonePresent:
            return Judgement(.missing, ["the ledger has it, the catalog does not have all of it"])
        }
    }

    /// All of it is there, or nothing in it can be looked at.
    private static func notRecorded(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary
    ) -> Judgement? {
        switch (ledger, catalog) {
        case (.none, .allPresent): Judgement(.applied, ["by objects: the framework keeps no ledger"])
        case (_, .allPresent), (.notRecorded(willRun: false), .nothingMissing):
            Judgement(.untracked, ["everything is there, and the ledger does not know of it"])
        case (.none, .nothingVerifiable):
            Judgement(.unknown, ["nothing in it can be verified, and there is no ledger to ask"])
        default: nil
        }
    }

    private static func notThere(
        change: Migration.Change, ledger: LedgerEntry, catalog: Evidence.Summary, _ neighboursAreApplied: Bool
    ) -> Judgement {
        switch (ledger, catalog) {
        case (.none, .nothingMissing) where neighboursAreApplied:
            Judgement(.applied, ["by objects: nothing that it does is missing"])
        case _ where change == .removed:
            Judgement(.skipped, ["the change removes the file before this database has it: it would never run"])
        case (.notRecorded(willRun: false), _): Judgement(.skipped, ["the framework would never run it"])
        default: Judgement(.pending)
        }
    }
}
