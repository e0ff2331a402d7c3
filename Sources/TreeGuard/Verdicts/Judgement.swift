import TreeGuardMigrations
import TreeGuardSchema

/// The state of one migration in one environment, and why.
package struct Judgement: Hashable, Sendable {
    package var state: MigrationState
    package var reasons: [String]
    /// True if file and database were read, but nothing in the file shows if it ran.
    package var isUnproved = false

    package init(_ state: MigrationState, _ reasons: [String] = [], isUnproved: Bool = false) {
        self.state = state
        self.reasons = reasons
        self.isUnproved = isUnproved
    }

    /// All facts about one migration in one environment.
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

    /// Judges migrations in the order in which they run, because one migration alone may prove nothing. For example, a
    /// missing table does not prove that DROP TABLE ran if the migration that creates the table has not run either.
    ///
    /// - Parameters:
    ///   - ground: states if the database has objects of the earlier files
    ///   - remedy: the way to get the definitions compared that were not
    package static func inOrder(
        _ subjects: [Subject], on ground: BaselineState = .notKnown, comparing remedy: ComparisonRemedy = .undecided
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

    /// For each migration: true if the next one that proves anything has run, or if there is none.
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
    /// True if it shows that these migrations belong to this database.
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
