import TreeGuardMigrations

extension HazardKind {
    /// The work on the relation that follows: "builds an index while writers of orders wait".
    package var action: String {
        switch self {
        case .indexBlocksWrites: Rule.indexBlocksWrites.action
        case .constraintBuildsIndex, .exclusionBuildsIndex: "builds an index"
        case .reindexBlocksWrites: "builds an index anew"
        case .foreignKeyScans: "looks up every row"
        case .checkScans, .notNullScans, .typeChangeScans, .domainScans, .partitionScans: "reads every row"
        case .columnRewritesTable, .typeChangeRewritesTable, .tableIsRewritten: "writes every row anew"
        case .refreshBlocksReads: "runs its query and writes every row anew"
        case .validationUnderLock: "reads every row under the lock of an earlier statement of its transaction"
        case .rowsUnderLock: "changes rows under the lock of an earlier statement of its transaction"
        }
    }

    /// The form that nobody waits for.
    package var saferForm: String {
        switch self {
        case .indexBlocksWrites: Rule.indexBlocksWrites.saferForm
        case .reindexBlocksWrites: "REINDEX ... CONCURRENTLY in a file of its own"
        case .constraintBuildsIndex:
            "CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT ... USING INDEX in the next"
        case .exclusionBuildsIndex:
            "there is none: make a new table with the constraint, copy in batches, and swap names"
        case .foreignKeyScans, .checkScans:
            "ADD CONSTRAINT ... NOT VALID here, and VALIDATE CONSTRAINT in the next file"
        case .notNullScans:
            "CHECK (column IS NOT NULL) NOT VALID, fill in batches, VALIDATE in the next file, then SET NOT NULL: it reads "
                + "no row when the check is valid"
        case .columnRewritesTable:
            "add the column without it, set the default for new rows, and fill the old ones in batches"
        case .typeChangeRewritesTable, .typeChangeScans:
            "add a column of the new type, keep both in step with a trigger, fill in batches, then switch"
        case .tableIsRewritten: "do it in a maintenance window, or copy in batches beside the table (pg_repack does)"
        case .refreshBlocksReads: "REFRESH MATERIALIZED VIEW CONCURRENTLY; it needs a unique index"
        case .partitionScans:
            "add a CHECK that says the same as the bound, NOT VALID, VALIDATE it in the next file, then ATTACH PARTITION"
        case .domainScans: "ADD CONSTRAINT ... NOT VALID here, and VALIDATE CONSTRAINT in a quiet hour"
        case .validationUnderLock: "put it into the next file: its own lock is weak, once the other transaction is over"
        case .rowsUnderLock: "put the rows into a file of their own, and change them in batches"
        }
    }
}
