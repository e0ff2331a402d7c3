import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The answer of `treeguard rollback`: what would go back, or what came of it.
package struct RollbackReport: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var migration: Migration
        package var rollback: Rollback
        package var run: FileRun
        /// The row of its framework's ledger that goes with it; nil where there is none.
        package var removal: LedgerRecording?
        package var losses: [LossCount]
        /// Why nobody can say what else would be lost; nil where `losses` is all.
        package var notCounted: String?
        /// The run of its framework's own program, if that undoes it.
        package var program: ProgramRun?
        /// How long it took; nil before it ran.
        package var duration: Duration?
        /// The check's state of it afterwards.
        package var state: MigrationState?
        /// The protected branch that has the migration, for people; nil where none has it.
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

        /// True if nothing of it is left, as far as anybody can see.
        package var isGone: Bool { duration != nil && [.pending, .unknown].contains(state) }
    }

    /// The loss of one table: all of its rows, or the values of a column.
    package struct LossCount: Hashable, Sendable {
        /// With its schema, where the catalog knows the table.
        package var table: ObjectName
        package var column: String?
        /// Its pg_class.oid; nil where the catalog does not know it.
        package var id: String?
        /// nil where they could not be counted.
        package var rows: Int?

        package init(_ table: ObjectName, column: String?, id: String?, rows: Int?) {
            (self.table, self.column, self.id, self.rows) = (table, column, id, rows)
        }
    }

    package var environment: String
    package var server: Server?
    /// Why these: "deployment 0123456789abcdef of ...".
    package var choice: String
    /// The recorded deployment that is undone; nil where the person named a migration instead.
    package var deployment: String?
    /// Remarks on the choice.
    package var remarks: [String] = []
    package var accepted = AcceptedLosses([])
    /// In the order in which they go back: the last first.
    package var items: [Item]
    /// Why it ended before its end.
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
