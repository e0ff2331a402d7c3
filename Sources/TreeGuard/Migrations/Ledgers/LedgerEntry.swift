import TreeGuardBase

/// The state of one migration in its framework's own table.
package enum LedgerEntry: Hashable, Sendable {
    /// The framework keeps no ledger.
    case none
    case recorded(Content)
    /// There is no row; `willRun` is true if the framework would run the file next time.
    case notRecorded(willRun: Bool)
    /// The framework keeps a ledger, but this database has none.
    case noTable
    /// A dirty or unfinished row, and why.
    case unfinished(String)
    case unreadable(Failure)

    /// The comparison of the row's checksum with the file as it would land.
    package enum Content: Hashable, Sendable, CaseIterable {
        case matches
        case differs
        /// The ledger keeps no checksum.
        case notKept
    }
}
