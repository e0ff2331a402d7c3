/// The state of one migration in one environment, and why.
package struct Judgement: Hashable, Sendable {
    package var state: MigrationState
    package var reasons: [String]

    package init(_ state: MigrationState, _ reasons: [String] = []) {
        self.state = state
        self.reasons = reasons
    }

    /// Judges by the ledger and by the catalog. `isUnreadable`: part of the file could not be read.
    package init(
        change: MigrationChange, ledger: LedgerEntry, catalog: Evidence.Summary, isUnfinished: Bool = false,
        isUnreadable: Bool = false
    ) {
        self =
            Judgement.unreadable(ledger: ledger, catalog: catalog, isUnreadable: isUnreadable)
            ?? Judgement.halfDone(ledger: ledger, catalog: catalog, isUnfinished: isUnfinished)
            ?? Judgement.recorded(change: change, ledger: ledger, catalog: catalog)
            ?? Judgement.notRecorded(change: change, ledger: ledger, catalog: catalog)
    }

    private static func unreadable(
        ledger: LedgerEntry, catalog: Evidence.Summary, isUnreadable: Bool
    ) -> Judgement? {
        if case .unreadable(let failure) = ledger {
            return Judgement(.unknown, ["the ledger: \(failure.why)", failure.next])
        }
        guard isUnreadable, catalog == .allPresent || catalog == .nothingVerifiable else { return nil }
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
        change: MigrationChange, ledger: LedgerEntry, catalog: Evidence.Summary
    ) -> Judgement? {
        guard case .recorded(let content) = ledger else { return nil }
        if content == .differs { return Judgement(.edited, ["the file is not what was applied"]) }
        if content == .notKept, change == .edited {
            return Judgement(.edited, ["the ledger has it, and this change edits the file"])
        }
        switch catalog {
        case .allPresent: return Judgement(.applied)
        case .nothingVerifiable: return Judgement(.applied, ["by the ledger: nothing in it could be verified"])
        case .somePresent, .nonePresent:
            return Judgement(.missing, ["the ledger has it, the catalog does not have all of it"])
        }
    }

    private static func notRecorded(
        change: MigrationChange, ledger: LedgerEntry, catalog: Evidence.Summary
    ) -> Judgement {
        switch (ledger, catalog) {
        case (.none, .allPresent): Judgement(.applied, ["by objects: the framework keeps no ledger"])
        case (_, .allPresent): Judgement(.untracked, ["everything is there, and the ledger does not know of it"])
        case (.none, .nothingVerifiable):
            Judgement(.unknown, ["nothing in it can be verified, and there is no ledger to ask"])
        case (_, _) where change == .removed:
            Judgement(.skipped, ["the change removes the file before this database has it: it would never run"])
        case (.notRecorded(willRun: false), _):
            Judgement(.skipped, ["the framework would never run it"])
        default: Judgement(.pending)
        }
    }
}
