import TreeGuardMigrations
import TreeGuardSchema

/// The state of one migration in one environment, and why.
package struct Judgement: Hashable, Sendable {
    package var state: MigrationState
    package var reasons: [String]
    /// True if file and database were read, but nothing in the file shows if it ran.
    package var isUnproved = false
    /// False if there is nothing to do: the change removes the file, and the database does not have it.
    package var isCounted = true

    package init(_ state: MigrationState, _ reasons: [String] = [], isUnproved: Bool = false, isCounted: Bool = true) {
        self.state = state
        self.reasons = reasons
        self.isUnproved = isUnproved
        self.isCounted = isCounted
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

    /// - Parameter remedy: the way to get the definitions compared that were not
    package init(of subject: Subject, comparing remedy: ComparisonRemedy = .undecided) {
        let evidence = subject.evidence
        self.init(
            change: subject.change, ledger: subject.ledger, facts: evidence.facts,
            unreadable: evidence.script.unanalysable.first,
            details: Details(
                doubts: evidence.doubts + (evidence.isUncompared ? [remedy.sentence] : []),
                overwritten: evidence.overwritten))
    }

    /// The words for the reasons that a rule gives.
    package struct Details: Hashable, Sendable {
        /// The parts of the file that the database cannot prove.
        package var doubts: [String] = []
        /// The objects that running the file would overwrite.
        package var overwritten: [String] = []

        package init(doubts: [String] = [], overwritten: [String] = []) {
            self.doubts = doubts
            self.overwritten = overwritten
        }
    }
}
