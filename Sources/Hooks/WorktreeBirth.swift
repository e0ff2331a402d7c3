import TreeGuardBase
import TreeGuardGit
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

/// Handles a new worktree, right after `git worktree add`. If the team sets `[worktree] lock = true`, it locks the
/// worktree, so that only `treeguard close` removes it.
enum WorktreeBirth {
    /// Locks the worktree. An error here must not undo the worktree: git's own worktrees have no lock either.
    static func attend() {
        let terminal = Terminal(environment: ProcessEnvironment.inherited)
        do {
            if let said = try lock() { terminal.writeLine("treeguard: \(said)", to: .error) }
        } catch {
            let why = (error as? Failure)?.why ?? (error as? SystemError)?.reason ?? "\(error)"
            terminal.writeLine("treeguard: the new worktree was not locked: \(Escaped(why))", to: .error)
        }
    }

    /// Locks the worktree if the team wants it, and returns the message to print.
    private static func lock() throws -> String? {
        let directory = try ProcessEnvironment.currentDirectory()
        let environment = environmentForAnotherRepository(ProcessEnvironment.inherited)
        let repository = try Repository.open(at: directory, environment: environment, run: Subprocess.run)
        // `git clone` runs this hook with the same arguments.
        guard repository.layout.gitDirectory != repository.layout.commonDirectory,
            let root = repository.layout.workTree, try Protection(repository).standard.locksWorktrees
        else { return nil }
        let lock = WorktreeLock(ofWorktree: root)
        let output = Subprocess.run(
            Command("git", ["worktree", "lock", "--reason", lock.reason ?? "", root], in: directory))
        // The command fails if somebody else locked the worktree first; their reason stays.
        return output.succeeded ? "this worktree is locked; treeguard close removes it" : nil
    }
}
