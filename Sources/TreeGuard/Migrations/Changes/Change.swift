import TreeGuardBase

/// The name git gives to an object: lower-case hexadecimal, 40 or 64 digits.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    package let hex: String
    package init(hex: String) { self.hex = hex }
    package var description: String { hex }
    package var short: String { String(hex.prefix(8)) }
}

/// The source of a file's bytes.
package enum FileContent: Hashable, Sendable {
    /// Stored by git.
    case blob(ObjectID)
    /// Only in the working tree so far: staged, unstaged or untracked.
    case workTree
}

/// One path that differs between the target's present tree and the tree that would land.
package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case added, modified, deleted }

    package var path: RepositoryPath
    package var kind: Kind
    /// The object in the target; nil if there is none.
    package var old: ObjectID?
    /// The content that would land; nil if it would be gone.
    package var new: FileContent?
    /// A file or a symbolic link. A file that becomes a link is a file deleted; a link that becomes a file, one added.
    package var entry: TreeEntry.Kind

    package init(
        path: RepositoryPath, kind: Kind, old: ObjectID?, new: FileContent?, entry: TreeEntry.Kind = .file
    ) {
        self.path = path
        self.kind = kind
        self.old = old
        self.new = new
        self.entry = entry
    }
}

/// One entry of a tree, blob by blob.
package struct TreeEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case file, symbolicLink, submodule }

    package var path: RepositoryPath
    package var id: ObjectID
    package var kind: Kind

    package init(path: RepositoryPath, id: ObjectID, kind: Kind) {
        self.path = path
        self.id = id
        self.kind = kind
    }
}

/// The differences between the target's present tree and the tree that would land.
package struct ChangeSet: Hashable, Sendable {
    /// The knowledge of the history that target and source share.
    package enum Basis: Hashable, Sendable {
        /// They share commits: what would land is the merge of both.
        case sharedHistory
        /// They share none: everything in the source would land, and nothing of the target would go.
        case unrelatedHistories
        /// A shallow clone hides what they share: the two trees are compared path by path, so a file that only the
        /// target has shows as deleted, though the source may merely be older.
        case historyCutOff
    }

    /// Files and symbolic links, ordered by path.
    package var changes: [Change]
    /// Paths on which target and source disagree; what would land there is taken from the source.
    package var conflicts: [RepositoryPath]
    /// Submodules that move. They are named, never entered.
    package var submodules: [RepositoryPath]
    package var basis: Basis

    package init(
        changes: [Change] = [], conflicts: [RepositoryPath] = [], submodules: [RepositoryPath] = [],
        basis: Basis = .sharedHistory
    ) {
        self.changes = changes
        self.conflicts = conflicts
        self.submodules = submodules
        self.basis = basis
    }
}
