import TreeGuardMigrations

/// A migration that its framework's own program runs.
package struct ProgramRun: Hashable, Sendable {
    /// The migration, with the revision to which the program migrates.
    package var migration: Migration
    /// The command, for a shell.
    package var command: String

    package init(_ migration: Migration, _ command: String) {
        self.migration = migration
        self.command = command
    }
}
