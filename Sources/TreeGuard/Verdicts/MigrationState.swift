/// The state of one migration in one environment.
package enum MigrationState: String, Hashable, Sendable, CaseIterable {
    /// Nothing to do.
    case applied
    /// Deploy it.
    case pending
    /// Look before touching.
    case partial
    /// Applied by hand: the ledger does not know of it.
    case untracked
    /// The ledger says yes, the catalog says no.
    case missing
    /// The file changed after it was applied.
    case edited
    /// Not applied, and the framework will never run it.
    case skipped
    /// Nobody can say: why is in the reasons.
    case unknown
}
