import TreeGuardBase
import TreeGuardSchema

extension TableFacts.Reference {
    /// True if the parent's rows are looked up, and kept from going, when the child's change so.
    func looksUp(_ changes: RowChanges) -> Bool { changes.inserts || !changes.sets.isDisjoint(with: columns) }

    /// The change of the child's rows when the parent's change so: nil if they are not read, and no change if they are
    /// only looked up.
    func following(_ changes: RowChanges) -> RowChanges? {
        let movesKey = !changes.sets.isDisjoint(with: referenced)
        guard changes.deletes || movesKey else { return nil }
        var result = RowChanges(deletes: changes.deletes && onDelete == .cascade)
        let setting: [Action] = [.setNull, .setDefault]
        if changes.deletes && setting.contains(onDelete) || movesKey && (setting + [.cascade]).contains(onUpdate) {
            result.sets = columns
        }
        return result
    }
}
