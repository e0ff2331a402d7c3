import TreeGuardBase

/// A commit and its tree: all that a check needs of history.
package struct Commit: Hashable, Sendable {
    package var id: ObjectID
    package var tree: ObjectID

    package init(id: ObjectID, tree: ObjectID) {
        self.id = id
        self.tree = tree
    }
}

/// The state of a worktree's HEAD.
package enum Head: Hashable, Sendable {
    case branch(name: String, Commit)
    case detached(Commit)
    /// A branch that has no commit yet.
    case unborn(name: String)

    package var commit: Commit? {
        switch self {
        case .branch(_, let commit), .detached(let commit): commit
        case .unborn: nil
        }
    }
}

/// The folders of a repository, as absolute paths.
package struct RepositoryLayout: Hashable, Sendable {
    /// The git directory of this worktree.
    package var gitDirectory: String
    /// The git directory that all worktrees share.
    package var commonDirectory: String
    /// The root of the working tree; nil in a bare repository.
    package var workTree: String?
    package var isShallow: Bool

    package init(gitDirectory: String, commonDirectory: String, workTree: String?, isShallow: Bool) {
        self.gitDirectory = gitDirectory
        self.commonDirectory = commonDirectory
        self.workTree = workTree
        self.isShallow = isShallow
    }
}

/// One path whose working-tree or staged content differs from HEAD.
package struct UncommittedFile: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// The file in the working tree counts.
        case workTree
        /// Staged, and no longer in the working tree: the staged blob counts.
        case staged(ObjectID)
        /// Deleted from the working tree, and the index has the same as HEAD.
        case deleted
    }

    package var path: RepositoryPath
    package var state: State
    package var kind: TreeEntry.Kind

    package init(path: RepositoryPath, state: State, kind: TreeEntry.Kind = .file) {
        self.path = path
        self.state = state
        self.kind = kind
    }
}
