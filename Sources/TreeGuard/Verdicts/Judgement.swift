import TreeGuardMigrations
import TreeGuardSchema

/// The state of one migration in one environment, and why.
package struct Judgement: Hashable, Sendable {
    package var state: MigrationState
    package var reasons: [String]
    /// Nobody can say, although file and database were read: nothing in the file shows whether it ran.
    package var isUnproved = false

    package init(_ state: MigrationState, _ reasons: [String] = [], isUnproved: Bool = false) {
        self.state = state
        self.reasons = reasons
        self.isUnproved = isUnproved
    }

    /// All that is known of one migration in one environment.
    package struct Subject: Hashable, Sendable {
        package var change: Migration.Change
        package var ledger: LedgerEntry
        package var evidence: Evidence

        package init(change: Migration.Change, ledger: LedgerEntry, evidence: Evidence) {
            self.change = change
            self.ledger = ledger
            self.evidence = evidence
        }
    }

    /// Judges migrations in the order in which they run. What one of them alone does not show, its neighbours may: that
    /// a table is gone is no sign of DROP TABLE where the migration that makes it has not run either.
    ///
    /// - Parameters:
    ///   - ground: what the database has of the files before these
    ///   - remedy: what would let somebody compare the definitions that were not
    package static func inOrder(
        _ subjects: [Subject], on ground: Ground = .notKnown, comparing remedy: ComparisonRemedy = .undecided
    ) -> [Judgement] {
        let isOnGround = ground == .there || subjects.contains(where: \.isGround)
        var earlier: Neighbours.Earlier = !isOnGround && ground == .missing ? .missing : .ran
        return zip(subjects, nextIsApplied(subjects)).map { subject, nextIsApplied in
            let evidence = subject.evidence
            let judgement = Judgement(
                change: subject.change, ledger: subject.ledger,
                catalog: evidence.summary(absencesTell: earlier == .ran, isOnGround: isOnGround),
                isUnfinished: evidence.isUnfinished, unreadable: evidence.script.unanalysable.first,
                neighbours: Neighbours(earlier: earlier, nextRan: nextIsApplied),
                doubts: evidence.doubts(isOnGround: isOnGround) + (evidence.isUncompared ? [remedy.sentence] : []))
            earlier.add(judgement.state)
            return judgement
        }
    }

    /// Of each migration: whether the first one after it that shows anything has run; true where there is none.
    private static func nextIsApplied(_ subjects: [Subject]) -> [Bool] {
        var next = true
        var result: [Bool] = []
        for subject in subjects.reversed() {
            result.append(next)
            switch (subject.ledger, subject.evidence.summary(absencesTell: false)) {
            case (.recorded, _), (_, .allPresent), (_, .somePresent): next = true
            case (.notRecorded, _), (_, .nonePresent): next = false
            case (_, .nothingMissing), (_, .nothingProved), (_, .groundless), (_, .nothingVerifiable): break
            }
        }
        return result.reversed()
    }
}

extension Judgement.Subject {
    /// True if it shows that the database is one that these migrations are for.
    fileprivate var isGround: Bool {
        if case .recorded = ledger { return true }
        return evidence.isGround
    }
}

extension Neighbours.Earlier {
    fileprivate mutating func add(_ state: MigrationState) {
        switch state {
        case .applied, .untracked, .edited: break
        case .unknown: if self == .ran { self = .unknown }
        case .pending, .partial, .missing, .skipped: self = .missing
        }
    }
}
