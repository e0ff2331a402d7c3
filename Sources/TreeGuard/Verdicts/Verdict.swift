import TreeGuardBase
import TreeGuardMigrations

/// The answer of a check, ordered from good to bad: with several environments the worst counts.
package enum Verdict: String, Hashable, Sendable, CaseIterable, Comparable {
    case safe = "SAFE"
    case needsMigration = "NEEDS_MIGRATION"
    case partialMigration = "PARTIAL_MIGRATION"
    case error = "ERROR"

    package var exit: ExitCode {
        switch self {
        case .safe: .success
        case .needsMigration, .partialMigration: .migrationsPending
        case .error: .undetermined
        }
    }

    package static func < (a: Verdict, b: Verdict) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }

    /// The verdict over the changed migrations, each with its state.
    package init(_ migrations: some Sequence<(change: Migration.Change, state: MigrationState)>) {
        let migrations = Array(migrations)
        if migrations.contains(where: { $0.state == .unknown }) {
            self = .error
        } else if migrations.allSatisfy({ $0.state == .applied }) {
            self = .safe
        } else if migrations.allSatisfy({ $0.state == .pending || ($0.state == .applied && $0.change != .new) }) {
            self = .needsMigration
        } else {
            self = .partialMigration
        }
    }

    /// The verdict over all migrations of one sequence, in their order, changed or not.
    package init(ofSequence states: [MigrationState]) {
        if states.contains(.unknown) {
            self = .error
        } else if states.allSatisfy({ $0 == .applied }) {
            self = .safe
        } else {
            self = Consistency(states) == .cleanPrefix ? .needsMigration : .partialMigration
        }
    }
}

/// States if the rest may be deployed to a database that has some of the migrations.
package enum Consistency: Hashable, Sendable {
    /// The first ones are applied, the others pending.
    case cleanPrefix
    /// Applied out of order, or half applied.
    case inconsistent

    /// Decides from the states, in the order in which the migrations run.
    package init(_ states: some Sequence<MigrationState>) {
        let rest = states.drop { $0 == .applied }
        self = rest.allSatisfy { $0 == .pending } ? .cleanPrefix : .inconsistent
    }
}
