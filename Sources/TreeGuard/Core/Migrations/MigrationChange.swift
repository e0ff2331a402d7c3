/// What a change does to a migration, seen from the target.
package enum MigrationChange: String, Hashable, Sendable, CaseIterable {
    case new, edited, removed
}
