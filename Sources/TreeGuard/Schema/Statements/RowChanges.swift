/// The change of a relation's rows by a statement: it decides which foreign keys are checked or followed. Effects of
/// triggers are not known here.
package struct RowChanges: Hashable, Sendable {
    package var inserts: Bool
    package var deletes: Bool
    /// The columns that are given a value in rows that are there.
    package var sets: Set<String>

    package init(inserts: Bool = false, deletes: Bool = false, sets: Set<String> = []) {
        self.inserts = inserts
        self.deletes = deletes
        self.sets = sets
    }
}
