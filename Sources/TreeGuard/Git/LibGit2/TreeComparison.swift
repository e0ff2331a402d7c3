import CGit2
import TreeGuardBase

/// Walks two trees side by side and opens only the folders that differ. This is cheaper than `git_diff_tree_to_tree`,
/// which also expands equal folders.
struct TreeComparison {
    let repository: OpaquePointer

    /// Walks two trees that the caller owns. Returns false if `visit` stopped the walk.
    @discardableResult
    func walk(
        _ old: OpaquePointer?, _ new: OpaquePointer?, in folder: [UInt8], enters: (RepositoryPath) -> Bool,
        visit: (Difference) -> Bool
    ) throws(GitError) -> Bool {
        let oldCount = old.map(git_tree_entrycount) ?? 0
        let newCount = new.map(git_tree_entrycount) ?? 0
        var left = 0
        var right = 0
        while left < oldCount || right < newCount {
            var before = left < oldCount ? LentEntry(git_tree_entry_byindex(old, left)) : nil
            var after = right < newCount ? LentEntry(git_tree_entry_byindex(new, right)) : nil
            if let first = before, let second = after {
                let order = first.order(to: second)
                if order < 0 { after = nil }
                if order > 0 { before = nil }
            }
            guard before != nil || after != nil else { throw .last("git_tree_entry_byindex", -1) }
            if before != nil { left += 1 }
            if after != nil { right += 1 }
            guard try step(before, after, in: folder, enters: enters, visit: visit) else { return false }
        }
        return true
    }

    private func step(
        _ before: LentEntry?, _ after: LentEntry?, in folder: [UInt8], enters: (RepositoryPath) -> Bool,
        visit: (Difference) -> Bool
    ) throws(GitError) -> Bool {
        if let before, let after, before.isSame(as: after) { return true }
        guard let named = before ?? after else { return true }
        let path = named.path(in: folder)
        guard named.isFolder else {
            return visit(Difference(path: RepositoryPath(bytes: path), old: before?.entry, new: after?.entry))
        }
        guard enters(RepositoryPath(bytes: path)) else { return true }
        switch (before, after) {
        case (let before?, let after?):
            let old = try before.tree(in: repository)
            let new = try after.tree(in: repository)
            return try walk(old.pointer, new.pointer, in: path, enters: enters, visit: visit)
        case (let before?, nil):
            let old = try before.tree(in: repository)
            return try walk(old.pointer, nil, in: path, enters: enters, visit: visit)
        case (nil, let after?):
            let new = try after.tree(in: repository)
            return try walk(nil, new.pointer, in: path, enters: enters, visit: visit)
        case (nil, nil): return true
        }
    }
}
