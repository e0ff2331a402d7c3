import TreeGuardBase
import TreeGuardSchema

extension TableFacts.Reference {
    /// Whether the parent's rows are looked up, and kept from going, when the child's change so.
    func looksUp(_ changes: RowChanges) -> Bool { changes.inserts || !changes.sets.isDisjoint(with: columns) }

    /// What becomes of the child's rows when the parent's change so: nil where nobody asks for them, and no change where
    /// they are looked for only.
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
