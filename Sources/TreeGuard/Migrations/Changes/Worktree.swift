/// One working tree of a repository, as `git worktree list` tells it.
package struct Worktree: Hashable, Sendable {
    /// Its root; the repository's own folder where the main one is bare.
    package var path: String
    /// nil where HEAD is detached, or there is no working tree.
    package var branch: String?
    /// The commit that is checked out; nil on a branch that has none yet, and in a bare repository.
    package var head: ObjectID?
    /// The first of all: the one that the repository was born with.
    package var isMain: Bool
    package var isBare: Bool
    package var isLocked: Bool
    /// Why, where whoever locked it said so.
    package var lockReason: String?
    /// Its folder is gone.
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
