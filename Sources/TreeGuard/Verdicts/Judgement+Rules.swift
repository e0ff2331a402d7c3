import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

extension Judgement {
    /// Judges by the ledger and by the catalog. The rules are the rows of a table, and the first that fits counts
    /// (docs/decisions/0004).
    ///
    /// - Parameter unreadable: the first part of the file that could not be parsed
    package init(
        change: Migration.Change, ledger: LedgerEntry, facts: Evidence.Facts, unreadable: Script.Unverified? = nil,
        details: Details = Details()
    ) {
        self =
            Judgement.unreadable(ledger, facts, unreadable)
            ?? Judgement.unfinished(ledger, facts)
            ?? Judgement.recorded(change, ledger, facts)
            ?? Judgement.untracked(ledger, facts)
            ?? Judgement.neverRun(change, ledger, facts)
            ?? Judgement.halfDone(facts)
            ?? Judgement.appliedByObjects(ledger, facts, details)
            ?? Judgement.different(change, facts, details)
            ?? Judgement.pending(change, ledger, facts)
            ?? Judgement.unknown(facts, details)
    }

    /// Row 1: the ledger or the file could not be read. What is plainly not there is pending all the same.
    private static func unreadable(
        _ ledger: LedgerEntry, _ facts: Evidence.Facts, _ part: Script.Unverified?
    ) -> Judgement? {
        if case .unreadable(let failure) = ledger {
            return Judgement(.unknown, ["the ledger: \(failure.why)", failure.next])
        }
        guard let part, !facts.has(.before), !facts.has(.off) else { return nil }
        if case .recorded = ledger { return nil }
        return Judgement(
            .unknown,
            [
                "part of the file could not be read, so nothing shows that all of it was applied",
                "line \(part.range.line): \(part.what)",
            ])
    }

    /// Row 3: a row or an object that somebody began and did not finish.
    private static func unfinished(_ ledger: LedgerEntry, _ facts: Evidence.Facts) -> Judgement? {
        if case .unfinished(let why) = ledger { return Judgement(.partial, ["the ledger: \(why)"]) }
        return facts.isUnfinished ? Judgement(.partial, ["an index or constraint was left half done"]) : nil
    }

    /// Rows 4 to 6: the ledger has it.
    private static func recorded(
        _ change: Migration.Change, _ ledger: LedgerEntry, _ facts: Evidence.Facts
    ) -> Judgement? {
        guard case .recorded(let content) = ledger else { return nil }
        if content == .differs { return Judgement(.edited, ["the file is not what was applied"]) }
        if content == .notKept, change == .edited {
            return Judgement(.edited, ["the ledger has it, and this change edits the file"])
        }
        if facts.has(.before) || facts.has(.off) || facts.wouldOverwrite {
            return Judgement(.missing, ["the ledger has it, the catalog does not have all of it"])
        }
        if facts.isThere { return Judgement(.applied) }
        return Judgement(
            .applied,
            [
                facts.positions.isEmpty
                    ? "by the ledger: nothing in it could be verified" : "by the ledger: nothing else shows that it ran"
            ])
    }

    /// Row 7: the tool keeps a ledger without it, and everything is there.
    private static func untracked(_ ledger: LedgerEntry, _ facts: Evidence.Facts) -> Judgement? {
        guard ledger != .none, facts.isThere else { return nil }
        let isDone = ledger == .notRecorded(willRun: false) && facts.traceless == .none
        guard facts.has(.proof) || isDone else { return nil }
        return Judgement(.untracked, ["everything is there, and the ledger does not know of it"])
    }

    /// Row 8: the tool passes it over in silence.
    private static func neverRun(
        _ change: Migration.Change, _ ledger: LedgerEntry, _ facts: Evidence.Facts
    ) -> Judgement? {
        guard ledger == .notRecorded(willRun: false), !isHalf(facts) else { return nil }
        if change == .removed { return notCounted }
        return Judgement(.skipped, ["the framework would never run it"])
    }

    /// Row 9: some effects prove that it ran, and some show that it did not.
    private static func halfDone(_ facts: Evidence.Facts) -> Judgement? {
        isHalf(facts) ? Judgement(.partial, ["some of it is there, some is not"]) : nil
    }

    private static func isHalf(_ facts: Evidence.Facts) -> Bool {
        facts.has(.proof) && (facts.has(.before) || facts.has(.off) || facts.wouldOverwrite)
    }

    /// Rows 10 and 11: no ledger is kept. Everything is there, and was compared; or what is there proves that the rest
    /// ran too.
    private static func appliedByObjects(
        _ ledger: LedgerEntry, _ facts: Evidence.Facts, _ details: Details
    ) -> Judgement? {
        guard ledger == .none, facts.traceless != .open else { return nil }
        if facts.isEmpty { return Judgement(.applied, ["nothing in it changes a database"]) }
        if facts.isThere {
            let isNeedless = facts.traceless == .none && !facts.has(.proof)
            return Judgement(
                .applied,
                [
                    isNeedless
                        ? "by objects: nothing that it does is missing" : "by objects: the framework keeps no ledger"
                ])
        }
        guard facts.has(.proof), !facts.has(.before), !facts.has(.off), !facts.wouldOverwrite else { return nil }
        return Judgement(.applied, ["by objects: the framework keeps no ledger"] + details.doubts)
    }

    /// Rows 12 and 13: production has something else. Running the file overwrites it, or would not mend it.
    private static func different(
        _ change: Migration.Change, _ facts: Evidence.Facts, _ details: Details
    ) -> Judgement? {
        if facts.has(.off) { return Judgement(.partial, ["what is there is not what the file makes"]) }
        guard facts.wouldOverwrite else { return nil }
        if change == .removed { return notCounted }
        return Judgement(.pending, details.overwritten.map { "running it replaces \($0), which differs" })
    }

    /// Row 14, and row 2: nothing shows that it ran, and something that it did not; or its tool says so.
    private static func pending(
        _ change: Migration.Change, _ ledger: LedgerEntry, _ facts: Evidence.Facts
    ) -> Judgement? {
        guard ledger != .none || facts.has(.before) else { return nil }
        return change == .removed ? notCounted : Judgement(.pending)
    }

    /// Row 15: nothing was located, and nothing could be asked.
    private static func unknown(_ facts: Evidence.Facts, _ details: Details) -> Judgement {
        if facts.positions.isEmpty {
            return Judgement(
                .unknown, ["nothing in it can be verified, and there is no ledger to ask"], isUnproved: true)
        }
        let first =
            facts.has(.proof) ? "not everything in it is shown to have run" : "nothing in it shows whether it ran"
        return Judgement(.unknown, [first] + details.doubts + [remedy], isUnproved: true)
    }

    private static let remedy = "treeguard deploy runs it and records that; [accept] in .treeguard vouches that it ran"

    private static let notCounted = Judgement(
        .pending, ["the change removes the file, and this database does not have it: nothing is left to do"],
        isCounted: false)
}
