/// The state of one migration in one environment, and why.
package struct Judgement: Hashable, Sendable {
    package var state: MigrationState
    package var reasons: [String]

    package init(_ state: MigrationState, _ reasons: [String] = []) {
        self.state = state
        self.reasons = reasons
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
    package static func inOrder(_ subjects: [Subject]) -> [Judgement] {
        var earlierAreApplied = true
        return zip(subjects, nextIsApplied(subjects)).map { subject, nextIsApplied in
            let judgement = Judgement(
                change: subject.change, ledger: subject.ledger,
                catalog: subject.evidence.summary(absencesTell: earlierAreApplied),
                isUnfinished: subject.evidence.isUnfinished,
                isUnreadable: !subject.evidence.script.unanalysable.isEmpty,
                neighboursAreApplied: earlierAreApplied && nextIsApplied)
            earlierAreApplied = earlierAreApplied && judgement.state.followsFromRunning
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
            case (_, .nothingMissing), (_, .nothingVerifiable): break
            }
        }
        return result.reversed()
    }
}

extension MigrationState {
    /// Whether the migration ran, by all that is known.
    fileprivate var followsFromRunning: Bool {
        switch self {
        case .applied, .untracked, .edited: true
        case .pending, .partial, .missing, .skipped, .unknown: false
        }
    }
}
