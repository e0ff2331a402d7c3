/// The way the server runs a statement, apart from its result.
package struct Execution: Hashable, Sendable {
    /// States if the statement may share a transaction with others.
    package enum Isolation: Hashable, Sendable {
        case none
        /// Allowed in a transaction, but its result, a new enum value, cannot be used before the transaction ends.
        case wished
        /// PostgreSQL rejects the statement inside a transaction block.
        case required
    }

    /// A relation that the statement names, and the lock that it takes on it.
    package struct Touch: Hashable, Sendable {
        package var relation: ObjectName
        package var mode: LockMode
        package var work: LockWork
        /// The changes to its rows, if any.
        package var changes: RowChanges?

        package init(
            _ relation: ObjectName, _ mode: LockMode, _ work: LockWork = .none, changes: RowChanges? = nil
        ) {
            self.relation = relation
            self.mode = mode
            self.work = work
            self.changes = changes
        }
    }

    package var isolation: Isolation
    /// True for CONCURRENTLY: slower, in several transactions of its own, and no other session waits for it.
    package var isConcurrent: Bool
    /// True for ONLY: partitions and children are not touched.
    package var isOnly = false
    /// True for ALTER TYPE of a composite type, which is folded like ALTER TABLE.
    package var isAboutType = false
    /// True for CASCADE: dependent objects go too.
    package var cascades = false
    /// True if a type change of a column has a USING expression.
    package var convertsByExpression = false
    /// The work on relations that the folded statement does not show: rows, maintenance, LOCK.
    package var touches: [Touch] = []
    /// The lock on every relation that the command finds: VACUUM and the like without a name.
    package var everywhere: LockMode?
    /// All relations that the statement names, read or written: in queries of views, of policies, of INSERT.
    package var named: [ObjectName] = []

    package init(isolation: Isolation = .none, isConcurrent: Bool = false) {
        self.isolation = isolation
        self.isConcurrent = isConcurrent
    }
}
