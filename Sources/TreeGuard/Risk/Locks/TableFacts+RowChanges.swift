import TreeGuardBase
import TreeGuardSchema

extension TableFacts.Reference {
    /// True if these changes of the child make PostgreSQL look up the parent's rows and lock them against deletion.
    func looksUp(_ changes: RowChanges) -> Bool { changes.inserts || !changes.sets.isDisjoint(with: columns) }

    /// The changes of the child's rows that follow from these changes of the parent. Nil if PostgreSQL does not look at
    /// the child; empty if it only looks for rows there.
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
