import TreeGuardBase

/// The lock of a worktree (`git worktree lock`): git refuses to remove it, and shows the reason.
package struct WorktreeLock: Sendable, Hashable {
    package var reason: String?

    package init(reason: String?) { self.reason = reason }

    /// The one that TreeGuard puts on a new worktree: git shows the reason to whoever tries to remove it.
    package init(ofWorktree path: String) {
        let name = ShellQuoted(path.split(separator: "/").last.map(String.init) ?? path)
        reason =
            "\(WorktreeLock.ownPrefix) run treeguard close \(name), which asks production about its migrations first"
    }

    /// How the reason begins when TreeGuard locked it, so that nobody removes it unchecked.
    package static let ownPrefix = "treeguard:"

    package var isOurs: Bool { reason?.hasPrefix(WorktreeLock.ownPrefix) ?? false }
}
