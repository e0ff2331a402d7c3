import TreeGuardBase
import TreeGuardMigrations

/// A tree that may not be stored: a stored one, with changes in memory.
struct Snapshot {
    let tree: ObjectID
    private(set) var edits: [RepositoryPath: Difference] = [:]

    init(tree: ObjectID) { self.tree = tree }

    func applying(_ differences: [Difference]) -> Snapshot {
        var result = self
        for difference in differences {
            let stored = edits[difference.path].map(\.old) ?? difference.old
            result.edits[difference.path] = Difference(path: difference.path, old: stored, new: difference.new)
        }
        return result
    }
}

extension RepositoryReader {
    func differences(from old: Snapshot?, to new: Snapshot) throws(GitError) -> [RepositoryPath: Difference] {
        var result: [RepositoryPath: Difference] = [:]
        for difference in try differences(from: old?.tree, to: new.tree) { result[difference.path] = difference }
        for edit in new.edits.values {
            let before = result[edit.path].map(\.old) ?? edit.old
            result[edit.path] = Difference(path: edit.path, old: before, new: edit.new)
        }
        for edit in (old?.edits ?? [:]).values {
            let after = result[edit.path].map(\.new) ?? edit.old
            result[edit.path] = Difference(path: edit.path, old: edit.new, new: after)
        }
        return result.filter { $0.value.old != $0.value.new }
    }
}
