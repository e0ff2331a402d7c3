/// How the server runs a statement, apart from what comes of it.
package struct Execution: Hashable, Sendable {
    /// True if it may share a transaction with others.
    package enum Isolation: Hashable, Sendable {
        case none
        /// It may, and what it makes cannot be used before the transaction's end: a new value of an enum.
        case wished
        /// PostgreSQL refuses it inside a transaction block.
        case required
    }

    /// A relation that the statement names, with the lock that it takes of it.
    package struct Touch: Hashable, Sendable {
        package var relation: ObjectName
        package var mode: LockMode
        package var work: LockWork
        /// The change of its rows, if there is one.
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
    /// CONCURRENTLY: slower, in several transactions of its own, and nobody waits for it.
    package var isConcurrent: Bool
    /// ONLY: partitions and children are left alone.
    package var isOnly = false
    /// ALTER TYPE of a composite type, which is folded like ALTER TABLE.
    package var isAboutType = false
    /// CASCADE: what depends on its objects goes with them.
    package var cascades = false
    /// A change of a column's type says by an expression of its own how values become new ones.
    package var convertsByExpression = false
    /// The relations that it uses in ways that its folded statement does not tell: rows, maintenance, LOCK.
    package var touches: [Touch] = []
    /// The lock that it takes of whatever it finds: VACUUM and its like without a name.
    package var everywhere: LockMode?
    /// Every relation that stands anywhere in it, read or written: queries of views, of policies, of INSERT.
    package var named: [ObjectName] = []

    package init(isolation: Isolation = .none, isConcurrent: Bool = false) {
        self.isolation = isolation
        self.isConcurrent = isConcurrent
    }
}
