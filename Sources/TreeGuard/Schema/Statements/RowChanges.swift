/// What a statement does to the rows of a relation: by that, its foreign keys are looked up or followed. What triggers
/// make of it is not known here.
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
