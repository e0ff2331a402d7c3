/// The state of one migration in one environment.
package enum MigrationState: String, Hashable, Sendable, CaseIterable {
    /// Ran completely: nothing to do.
    case applied
    /// Did not run yet: deploy it.
    case pending
    /// Ran in part: investigate before any change.
    case partial
    /// Applied by hand: the ledger has no row for it.
    case untracked
    /// The ledger has it, but the catalog lacks its objects.
    case missing
    /// The file changed after it was applied.
    case edited
    /// Not applied, and the framework will never run it.
    case skipped
    /// Cannot be judged; the reasons say why.
    case unknown
}
