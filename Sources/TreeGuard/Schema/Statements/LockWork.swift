/// The work of a statement on a relation while it holds its lock.
package enum LockWork: Int, Hashable, Sendable, Comparable, CaseIterable {
    /// Changes only the catalog: done at once.
    case none
    /// Touches the rows that the statement selects.
    case rows
    /// Reads the whole relation.
    case scan
    /// Rewrites the whole relation.
    case rewrite

    package static func < (a: LockWork, b: LockWork) -> Bool { a.rawValue < b.rawValue }

    /// True if the work takes longer on a larger relation.
    package var growsWithSize: Bool { self >= .scan }
}
