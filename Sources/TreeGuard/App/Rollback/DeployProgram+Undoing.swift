import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations

/// A migration that only its framework's own program can undo.
extension DeployProgram {
    /// The run in the other direction: a downgrade to the migration before it.
    func undoing(_ migration: Migration) throws(Failure) -> ProgramRun {
        guard let program = try doing("downgrade", command(for: migration)) else {
            throw refused("the team's own command runs it, and nothing says how that goes back", migration)
        }
        guard let parent = migration.program?.parent(of: migration) else {
            throw refused("it joins several branches, and where it would go back to is not clear", migration)
        }
        var before = migration
        before.identity.key = parent
        return ProgramRun(before, program)
    }

    /// The same program, asked where the database stands; nil where the team has a command of its own.
    func asking(_ command: String) -> String? { doing("current", command) }

    private func doing(_ act: String, _ command: String) -> String? {
        command.contains("\"$TREEGUARD_PROGRAM\"") ? "TREEGUARD_ACT=\(act); export TREEGUARD_ACT; \(command)" : nil
    }

    private func refused(_ why: String, _ migration: Migration) -> Failure {
        Failure(
            .noWayBack, what: "\(migration.path) cannot be undone by treeguard", why: why,
            next: "undo it with its own tool, then: treeguard check")
    }
}
