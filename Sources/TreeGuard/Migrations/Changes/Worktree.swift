/// One worktree of a repository, from `git worktree list`.
package struct Worktree: Hashable, Sendable {
    /// Its root; for a bare main one, the repository's own folder.
    package var path: String
    /// The branch; nil for a detached HEAD or a bare repository.
    package var branch: String?
    /// The commit that is checked out; nil for a branch without a commit, and in a bare repository.
    package var head: ObjectID?
    /// True for the main worktree, which is the first in the list.
    package var isMain: Bool
    package var isBare: Bool
    package var isLocked: Bool
    /// The reason that the user gave for the lock.
    package var lockReason: String?
    /// True if its folder is gone.
    package var isPrunable: Bool

    package init(
        path: String, branch: String? = nil, head: ObjectID? = nil, isMain: Bool = false, isBare: Bool = false,
        isLocked: Bool = false, lockReason: String? = nil, isPrunable: Bool = false
    ) {
        self.path = path
        self.branch = branch
        self.head = head
        self.isMain = isMain
        self.isBare = isBare
        self.isLocked = isLocked
        self.lockReason = lockReason
        self.isPrunable = isPrunable
    }
}
