/// How the server runs a statement, apart from what comes of it.
package struct Execution: Hashable, Sendable {
    /// Whether it may share a transaction with others.
    package enum Isolation: Hashable, Sendable {
        case none
        /// It may, and what it makes cannot be used before the transaction's end: a new value of an enum.
        case wished
        /// PostgreSQL refuses it inside a transaction block.
        case required
    }

    package var isolation: Isolation
    /// CONCURRENTLY: slower, in several transactions of its own, and nobody waits for it.
    package var isConcurrent: Bool

    package init(isolation: Isolation = .none, isConcurrent: Bool = false) {
        self.isolation = isolation
        self.isConcurrent = isConcurrent
    }
}
