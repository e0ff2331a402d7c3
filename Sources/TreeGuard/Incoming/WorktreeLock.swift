import TreeGuardBase

/// The lock of a worktree (`git worktree lock`). Git then refuses to remove it and shows the reason.
package struct WorktreeLock: Sendable, Hashable {
    package var reason: String?

    package init(reason: String?) { self.reason = reason }

    /// The lock that TreeGuard puts on a new worktree. Git shows its reason to a user who tries to remove the worktree.
    package init(ofWorktree path: String) {
        let name = ShellQuoted(path.split(separator: "/").last.map(String.init) ?? path)
        reason =
            "\(WorktreeLock.ownPrefix) run treeguard close \(name), which asks production about its migrations first"
    }

    /// The start of the reason in TreeGuard's own locks, so that nobody removes such a worktree unchecked.
    package static let ownPrefix = "treeguard:"

    package var isOurs: Bool { reason?.hasPrefix(WorktreeLock.ownPrefix) ?? false }
}
