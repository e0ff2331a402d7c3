import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// DESIGN's table of verdicts.
@Suite struct VerdictsOfChecks {
    typealias Migrations = [(change: Migration.Change, state: MigrationState)]

    @Test func withoutMigrationsTheVerdictIsSafe() { #expect(Verdict(Migrations()) == .safe) }

    /// One migration by itself, in every state and change.
    @Test(arguments: Migration.Change.allCases) func oneMigrationDecides(change: Migration.Change) {
        let verdicts: [MigrationState: Verdict] = [
            .applied: .safe, .pending: .needsMigration, .partial: .partialMigration, .untracked: .partialMigration,
            .missing: .partialMigration, .edited: .partialMigration, .skipped: .partialMigration, .unknown: .error,
        ]
        for state in MigrationState.allCases {
            #expect(Verdict([(change: change, state: state)]) == verdicts[state], "\(state)")
        }
    }

    /// Every pair of new migrations, whatever their order.
    @Test func twoMigrationsDecideTogether() {
        for first in MigrationState.allCases {
            for second in MigrationState.allCases {
                let expected: Verdict =
                    switch Set([first, second]) {
                    case let states where states.contains(.unknown): .error
                    case [.applied]: .safe
                    case [.pending]: .needsMigration
                    default: .partialMigration
                    }
                let migrations: Migrations = [(.new, first), (.new, second)]
                #expect(Verdict(migrations) == expected, "\(first), \(second)")
            }
        }
    }

    @Test(arguments: [Migration.Change.edited, .removed])
    func aPendingOneBesideAnAppliedOneThatIsNotNewNeedsMigration(change: Migration.Change) {
        let migrations: Migrations = [(change, .applied), (.new, .pending)]
        #expect(Verdict(migrations) == .needsMigration)
    }

    @Test func theWorstOfSeveralEnvironmentsCounts() {
        #expect(Verdict.allCases == [.safe, .needsMigration, .partialMigration, .error])
        #expect(Verdict.allCases.sorted() == Verdict.allCases)
        for (index, verdict) in Verdict.allCases.enumerated() {
            #expect(Verdict.allCases[...index].max() == verdict)
        }
    }

    @Test func everyVerdictHasItsExitCode() {
        #expect(Verdict.allCases.map(\.exit.rawValue) == [0, 1, 1, 3])
    }

    @Test func aCleanPrefixIsAppliedThenPending() {
        #expect(Consistency([.applied, .pending, .pending]) == .cleanPrefix)
        #expect(Consistency([.applied, .applied]) == .cleanPrefix)
        #expect(Consistency([.pending, .pending]) == .cleanPrefix)
        #expect(Consistency([.pending, .applied]) == .inconsistent)
        #expect(Consistency([.applied, .pending, .applied]) == .inconsistent)
        for state in MigrationState.allCases where state != .applied && state != .pending {
            #expect(Consistency([.applied, state]) == .inconsistent, "\(state)")
        }
    }
}
