import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The report of `treeguard rollback`: the plan, or the results.
package struct RollbackReport: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var migration: Migration
        package var rollback: Rollback
        package var run: FileRun
        /// The ledger row to delete; nil if there is none.
        package var removal: LedgerRecording?
        package var losses: [LossCount]
        /// The reason why further losses cannot be counted; nil if `losses` is complete.
        package var notCounted: String?
        /// The run of the framework's own program, if that undoes it.
        package var program: ProgramRun?
        /// The duration of the run; nil before it.
        package var duration: Duration?
        /// The state that the check reports afterwards.
        package var state: MigrationState?
        /// A protected branch that has the migration, for people; nil if none has it.
        package var keeper: String?

        package init(
            _ migration: Migration, _ rollback: Rollback, _ run: FileRun, removal: LedgerRecording?,
            losses: [LossCount],
            notCounted: String? = nil, program: ProgramRun? = nil
        ) {
            self.migration = migration
            self.rollback = rollback
            self.run = run
            self.removal = removal
            self.losses = losses
            self.notCounted = notCounted
            self.program = program
        }

        /// True if nothing of it is left, as far as the check can see.
        package var isGone: Bool { duration != nil && [.pending, .unknown].contains(state) }
    }

    /// The loss in one table: all of its rows, or the values of a column.
    package struct LossCount: Hashable, Sendable {
        /// The name, with its schema if the catalog knows the table.
        package var table: ObjectName
        package var column: String?
        /// Its pg_class.oid; nil if the catalog does not know it.
        package var id: String?
        /// The number of rows; nil if they could not be counted.
        package var rows: Int?

        package init(_ table: ObjectName, column: String?, id: String?, rows: Int?) {
            (self.table, self.column, self.id, self.rows) = (table, column, id, rows)
        }
    }

    package var environment: String
    package var server: Server?
    /// The reason for this choice: "deployment 0123456789abcdef of ...".
    package var choice: String
    /// The recorded deployment to undo; nil if the user named a migration instead.
    package var deployment: String?
    /// Remarks about the choice.
    package var remarks: [String] = []
    package var accepted = AcceptedLosses([])
    /// The migrations in the order in which they are undone: the last one first.
    package var items: [Item]
    /// The reason why it stopped early.
    package var failure: Failure?

    package init(environment: String, server: Server?, choice: String, items: [Item]) {
        self.environment = environment
        self.server = server
        self.choice = choice
        self.items = items
    }

    package var hasRun: Bool { failure != nil || items.contains { $0.duration != nil } }
    package var exit: ExitCode {
        if let failure { return failure.code.exit }
        return !hasRun || items.allSatisfy(\.isGone) ? .success : .migrationsPending
    }
}
