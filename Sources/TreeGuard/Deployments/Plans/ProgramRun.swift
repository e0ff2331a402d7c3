import TreeGuardMigrations

/// A migration as its framework's own program runs it, in place of us.
package struct ProgramRun: Hashable, Sendable {
    /// With the revision that the program is to go to.
    package var migration: Migration
    /// The command as a shell understands it.
    package var command: String

    package init(_ migration: Migration, _ command: String) {
        self.migration = migration
        self.command = command
    }
}
