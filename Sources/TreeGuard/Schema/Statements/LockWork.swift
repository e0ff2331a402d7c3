/// The work of a statement on a relation while it holds its lock.
package enum LockWork: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// The catalog alone: done at once.
    case none
    /// Rows, as many as it says.
    case rows
    /// It reads all of it.
    case scan
    /// It writes all of it anew.
    case rewrite

    package static func < (a: LockWork, b: LockWork) -> Bool { a.rawValue < b.rawValue }

    /// True if it takes longer the larger the relation is.
    package var growsWithSize: Bool { self >= .scan }
}
