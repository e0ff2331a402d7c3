import CGit2
import TreeGuardBase
import TreeGuardMigrations

/// Lists the entries of a tree.
struct TreeListing {
    let repository: OpaquePointer

    /// The entries of a root tree that the caller owns. It goes folder by folder, because `git_tree_entry_bypath`
    /// reports "no such path" if a folder on the way is merely missing from a partial clone.
    func entries(of root: OpaquePointer, under path: RepositoryPath) throws(GitError) -> [TreeEntry] {
        // No path in a tree holds a NUL, and a C string would end there.
        guard !path.bytes.contains(0) else { return [] }
        return try entries(of: root, below: path.bytes.split(separator: UInt8(ascii: "/"))[...], path)
    }

    private func entries(
        of tree: OpaquePointer, below names: ArraySlice<ArraySlice<UInt8>>, _ path: RepositoryPath
    ) throws(GitError) -> [TreeEntry] {
        guard let name = names.first else { return try all(in: tree, path) }
        let characters = name.map { CChar(bitPattern: $0) } + [0]
        guard let lent = LentEntry(git_tree_entry_byname(tree, characters)) else { return [] }
        if let entry = lent.entry {
            return names.count == 1 ? [TreeEntry(path: path, id: entry.id, kind: entry.kind)] : []
        }
        let next = try lent.tree(in: repository)
        return try entries(of: next.pointer, below: names.dropFirst(), path)
    }

    private func all(in tree: OpaquePointer, _ folder: RepositoryPath) throws(GitError) -> [TreeEntry] {
        var found: [TreeEntry] = []
        let comparison = TreeComparison(repository: repository)
        try comparison.walk(nil, tree, in: folder.bytes, enters: { _ in true }) { difference in
            if let new = difference.new { found.append(TreeEntry(path: difference.path, id: new.id, kind: new.kind)) }
            return true
        }
        return found
    }
}
