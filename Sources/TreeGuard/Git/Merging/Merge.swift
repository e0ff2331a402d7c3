import TreeGuardBase
import TreeGuardMigrations

/// The merge of two commits, path by path and in memory: no object is written, and both backends give the same result.
///
/// Renames are not detected. A migration is identified by its name, not its path, so a moved folder shows as deleted
/// and added files. git's own detection depends on its version, its limits and its settings.
struct Merge {
    private let reader: any RepositoryReader
    private let isShallow: Bool
    /// Merged texts that are stored nowhere else.
    private(set) var made: [ObjectID: [UInt8]] = [:]

    init(reader: any RepositoryReader, isShallow: Bool) {
        self.reader = reader
        self.isShallow = isShallow
    }

    /// The changes to the target's tree if the source were merged into it.
    mutating func changes(landing source: Commit, on target: Commit) throws(GitError) -> ChangeSet {
        guard source.tree != target.tree else { return ChangeSet() }
        let bases = try reader.mergeBases(of: target.id, and: source.id)
        if bases == [source.id] { return ChangeSet() }
        if bases == [target.id] { return ChangeSet(try reader.differences(from: target.tree, to: source.tree)) }
        if bases.isEmpty, isShallow {
            let differences = try reader.differences(from: target.tree, to: source.tree)
            return ChangeSet(differences, basis: .historyCutOff)
        }
        let result = try merge(
            Snapshot(tree: target.tree), Snapshot(tree: source.tree), base: try commonAncestor(of: bases),
            isVirtual: false)
        return ChangeSet(
            result.landing, conflicts: result.conflicts, basis: bases.isEmpty ? .unrelatedHistories : .sharedHistory)
    }

    /// The tree to compare both sides with. Several merge bases are merged with each other first, as git does: with
    /// only one of them, changes that the target already has would look new.
    private mutating func commonAncestor(of bases: [ObjectID]) throws(GitError) -> Snapshot? {
        // Sorted, so that both backends merge them in the same order.
        let sorted = bases.sorted { $0.hex < $1.hex }
        var result: Snapshot?
        for base in sorted {
            let next = Snapshot(tree: try tree(of: base))
            guard let merged = result else {
                result = next
                continue
            }
            let older = try commonAncestor(of: try reader.mergeBases(of: sorted[0], and: base))
            result = merged.applying(try merge(merged, next, base: older, isVirtual: true).landing)
        }
        return result
    }

    private func tree(of commit: ObjectID) throws(GitError) -> ObjectID {
        guard case .some(.some(let found)) = try reader.commits(named: [commit.hex]).first else {
            throw .objectMissing(commit.hex)
        }
        return found.tree
    }

    private mutating func merge(
        _ ours: Snapshot, _ theirs: Snapshot, base: Snapshot?, isVirtual: Bool
    ) throws(GitError) -> (landing: [Difference], conflicts: [RepositoryPath]) {
        let ourDifferences = try reader.differences(from: base, to: ours)
        let theirDifferences = try reader.differences(from: base, to: theirs)
        var landing: [Difference] = []
        var disputed: [Dispute] = []
        for (path, their) in theirDifferences {
            guard let our = ourDifferences[path] else {
                landing.append(their)
                continue
            }
            if our.new != their.new {
                disputed.append(Dispute(path: path, base: their.old, ours: our.new, theirs: their.new))
            }
        }
        var conflicts = foldersInTheWay(of: theirDifferences, among: ourDifferences)
        let texts = try texts(of: disputed, isVirtual: isVirtual)
        for dispute in disputed {
            let settlement = dispute.settled(with: texts, isVirtual: isVirtual)
            if settlement.isConflict { conflicts.insert(dispute.path) }
            let entry: Entry?
            switch settlement.outcome {
            case .entry(let chosen): entry = chosen
            case .text(let text):
                let id = try reader.name(ofBlob: text)
                made[id] = text
                entry = Entry(id: id, kind: .file)
            }
            if entry != dispute.ours { landing.append(Difference(path: dispute.path, old: dispute.ours, new: entry)) }
        }
        return (landing, Array(conflicts))
    }

    private func texts(of disputes: [Dispute], isVirtual: Bool) throws(GitError) -> [ObjectID: [UInt8]] {
        let wanted = Set(disputes.flatMap { $0.needsTexts(isVirtual: isVirtual) })
        let stored = wanted.filter { made[$0] == nil }
        let read = stored.isEmpty ? [:] : try reader.contents(of: stored.sorted { $0.hex < $1.hex })
        return read.merging(made) { stored, _ in stored }
    }
}

/// Paths at which one side has a file and the other a folder.
private func foldersInTheWay(
    of theirs: [RepositoryPath: Difference], among ours: [RepositoryPath: Difference]
) -> Set<RepositoryPath> {
    let ourFiles = Set(ours.values.filter { $0.new != nil }.map(\.path))
    let ourFolders = Set(ourFiles.flatMap(\.folders))
    let clashing = theirs.values.filter { difference in
        guard difference.new != nil else { return false }
        return ourFolders.contains(difference.path) || difference.path.folders.contains { ourFiles.contains($0) }
    }
    return Set(clashing.map(\.path))
}

extension RepositoryPath {
    /// The folders that contain the path, innermost first, without the root.
    fileprivate var folders: [RepositoryPath] {
        var found: [RepositoryPath] = []
        var next = folder
        while !next.bytes.isEmpty {
            found.append(next)
            next = next.folder
        }
        return found
    }
}
