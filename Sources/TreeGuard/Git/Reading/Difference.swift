import TreeGuardBase
import TreeGuardMigrations

/// The entry at one path: a blob, or the commit of a submodule. The executable bit does not matter here.
package struct Entry: Hashable, Sendable {
    package let id: ObjectID
    package let kind: TreeEntry.Kind
}

/// One path at which two trees differ.
package struct Difference: Hashable, Sendable {
    package let path: RepositoryPath
    package let old: Entry?
    package let new: Entry?
}

extension ChangeSet {
    init(_ differences: [Difference], conflicts: [RepositoryPath] = [], basis: Basis = .sharedHistory) {
        self.init(conflicts: conflicts.sorted(), basis: basis)
        for difference in differences.sorted(by: { $0.path < $1.path }) {
            let kinds = [difference.old?.kind, difference.new?.kind]
            if kinds.contains(.submodule) { submodules.append(difference.path) }
            if let change = Change(difference) { changes.append(change) }
        }
    }
}

extension Change {
    /// Makes a change; nil for a submodule. If the kind changes, only the regular file counts: it was added, or
    /// deleted.
    init?(_ difference: Difference) {
        var old = difference.old
        var new = difference.new
        if old?.kind == .submodule { old = nil }
        if new?.kind == .submodule { new = nil }
        if let before = old, let after = new, before.kind != after.kind {
            if before.kind == .file { new = nil } else { old = nil }
        }
        guard let kept = new ?? old else { return nil }
        self.init(
            path: difference.path, kind: old == nil ? .added : new == nil ? .deleted : .modified, old: old?.id,
            new: (new?.id).map(FileContent.blob), entry: kept.kind)
    }
}
