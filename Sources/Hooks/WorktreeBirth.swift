import TreeGuardBase
import TreeGuardGit
import TreeGuardIncoming
import TreeGuardMigrations
import TreeGuardSystem

/// `git worktree add` has just made a worktree. Where the team wants it so (`[worktree] lock = true`), it is locked, so
/// that only `treeguard close` removes it.
enum WorktreeBirth {
    /// git removes nothing of what went wrong here: a worktree without a lock is one as git makes them.
    static func attend() {
        let terminal = Terminal(environment: ProcessEnvironment.inherited)
        do {
            if let said = try lock() { terminal.writeLine("treeguard: \(said)", to: .error) }
        } catch {
            let why = (error as? Failure)?.why ?? (error as? SystemError)?.reason ?? "\(error)"
            terminal.writeLine("treeguard: the new worktree was not locked: \(Escaped(why))", to: .error)
        }
    }

    /// Locks the worktree; returns the message for the person, if there is one.
    private static func lock() throws -> String? {
        let directory = try ProcessEnvironment.currentDirectory()
        let environment = environmentForAnotherRepository(ProcessEnvironment.inherited)
        let repository = try Repository.open(at: directory, environment: environment, run: Subprocess.run)
        // A clone begins like this, too.
        guard repository.layout.gitDirectory != repository.layout.commonDirectory,
            let root = repository.layout.workTree, try Protection(repository).standard.locksWorktrees
        else { return nil }
        let lock = WorktreeLock(ofWorktree: root)
        let output = Subprocess.run(
            Command("git", ["worktree", "lock", "--reason", lock.reason ?? "", root], in: directory))
        // Whoever locked it before has a reason, too.
        return output.succeeded ? "this worktree is locked; treeguard close removes it" : nil
    }
}
