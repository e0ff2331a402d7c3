import TreeGuardBase

/// The id of a git object: lower-case hexadecimal, 40 or 64 digits.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    package let hex: String
    package init(hex: String) { self.hex = hex }
    package var description: String { hex }
    package var short: String { String(hex.prefix(8)) }
}

/// The place of a file's bytes.
package enum FileContent: Hashable, Sendable {
    /// Stored by git.
    case blob(ObjectID)
    /// The working tree alone has it so far: staged, unstaged or untracked.
    case workTree
}

/// One path that differs between the target's present tree and the tree that would land.
package struct Change: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case added, modified, deleted }

    package var path: RepositoryPath
    package var kind: Kind
    /// The target's version; nil if the target has no such file.
    package var old: ObjectID?
    /// The version that would land; nil for a deleted file.
    package var new: FileContent?
    /// The kind of the entry: file or symbolic link. A file that becomes a link counts as a deleted file; a link that
    /// becomes a file counts as an added one.
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
    /// The shared history of target and source, as far as it is known.
    package enum Basis: Hashable, Sendable {
        /// They share commits: the merge of both would land.
        case sharedHistory
        /// They share none: everything in the source would land, and no file of the target would be deleted.
        case unrelatedHistories
        /// A shallow clone hides the shared commits: the two trees are compared path by path. A file that only the
        /// target has shows as deleted, although the source may merely be older.
        case historyCutOff
    }

    /// Files and symbolic links, ordered by path.
    package var changes: [Change]
    /// Paths with conflicts; the source's version counts as the one that would land.
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
