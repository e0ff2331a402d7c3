/// The changes of a statement to the rows of a relation. They decide which foreign keys are looked up or followed. The
/// effects of triggers are not known here.
package struct RowChanges: Hashable, Sendable {
    package var inserts: Bool
    package var deletes: Bool
    /// The columns that are set in existing rows.
    package var sets: Set<String>

    package init(inserts: Bool = false, deletes: Bool = false, sets: Set<String> = []) {
        self.inserts = inserts
        self.deletes = deletes
        self.sets = sets
    }
}
