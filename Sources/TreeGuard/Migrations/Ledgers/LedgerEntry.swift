import TreeGuardBase

/// The word of the framework's own table on one migration.
package enum LedgerEntry: Hashable, Sendable {
    /// The framework keeps no ledger.
    case none
    case recorded(Content)
    /// No row; whether the framework would run the file the next time.
    case notRecorded(willRun: Bool)
    /// The framework keeps a ledger, and this database has none.
    case noTable
    /// A dirty or unfinished row: why.
    case unfinished(String)
    case unreadable(Failure)

    /// True if the row belongs to the file as it would land.
    package enum Content: Hashable, Sendable, CaseIterable {
        case matches
        case differs
        /// The ledger keeps no checksum.
        case notKept
    }
}
