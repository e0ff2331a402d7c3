import TreeGuardBase

/// The migrations of two trees, paired by identity instead of by path.
struct Comparison {
    private(set) var changed: [Migration] = []
    private(set) var unchanged: [Migration] = []

    private let isSame: (Migration, Migration) -> Bool

    /// Pairs equal paths first, then equal identities in the same folder, then equal identities in other folders: the
    /// same text before other text, the nearest path before a farther one.
    init(target: [Migration], landing: [Migration], isSame: @escaping (_ old: Migration, _ new: Migration) -> Bool) {
        self.isSame = isSame
        let (alone, left) = pairInPlace(landing, target)
        var rest = alone
        var old = Dictionary(grouping: left, by: \.identity)
        rest = pair(rest, &old) { old, new in old.sequence == new.sequence && isSame(old, new) }
        rest = pair(rest, &old) { old, new in old.sequence == new.sequence }
        rest = pair(rest, &old, isSame)
        rest = pair(rest, &old) { _, _ in true }
        changed += rest.map { migration in
            var migration = migration
            migration.change = .new
            return migration
        }
        changed += old.values.joined().map { migration in
            var migration = migration
            migration.change = .removed
            migration.old = migration.blob
            migration.content = nil
            return migration
        }
    }

    /// Pairs migrations with the same path and identity, which nearly all have; returns the unpaired ones of both
    /// sides.
    private mutating func pairInPlace(
        _ landing: [Migration], _ target: [Migration]
    ) -> (landing: [Migration], target: [Migration]) {
        unchanged.reserveCapacity(target.count)
        // Both trees are read in one order: as long as they agree, no search is needed.
        var agreeing = 0
        while agreeing < min(target.count, landing.count), target[agreeing].key == landing[agreeing].key {
            add(target[agreeing], landing[agreeing])
            agreeing += 1
        }
        let rest = target.indices.dropFirst(agreeing)
        var old = Dictionary(rest.map { (target[$0].key, $0) }) { first, _ in first }
        var alone: [Migration] = []
        var isPaired = Array(repeating: false, count: target.count)
        for new in landing.dropFirst(agreeing) {
            if let index = old.removeValue(forKey: new.key) {
                isPaired[index] = true
                add(target[index], new)
            } else {
                alone.append(new)
            }
        }
        return (alone, rest.filter { !isPaired[$0] }.map { target[$0] })
    }

    /// Pairs migrations with the same identity that pass; returns the unpaired ones.
    private mutating func pair(
        _ landing: [Migration], _ target: inout [Migration.Identity: [Migration]],
        _ passes: (_ old: Migration, _ new: Migration) -> Bool
    ) -> [Migration] {
        var alone: [Migration] = []
        for new in landing {
            let candidates = (target[new.identity] ?? []).enumerated().filter { passes($0.element, new) }
            guard
                let (index, old) = candidates.max(by: {
                    Comparison.nearness($0.element.path, new.path) < Comparison.nearness($1.element.path, new.path)
                })
            else {
                alone.append(new)
                continue
            }
            target[new.identity]?.remove(at: index)
            add(old, new)
        }
        return alone
    }

    private mutating func add(_ old: Migration, _ new: Migration) {
        let isSame = isSame(old, new)
        var migration = new
        migration.old = old.blob
        if old.path != new.path, old.path.folder != new.path.folder { migration.notes.append(.moved(from: old.path)) }
        if isSame, old.bookkeeping != new.bookkeeping {
            migration.change = .edited
            migration.notes.append(.bookkeepingChanged)
            changed.append(migration)
        } else if isSame {
            unchanged.append(migration)
        } else {
            migration.change = .edited
            changed.append(migration)
        }
    }

    /// The number of equal components at the end of two paths, which a moved folder keeps.
    private static func nearness(_ a: RepositoryPath, _ b: RepositoryPath) -> Int {
        zip(a.components.reversed(), b.components.reversed()).prefix { $0 == $1 }.count
    }
}

extension Migration {
    /// The content's blob, if git stores it.
    fileprivate var blob: ObjectID? {
        if case .blob(let id) = content { id } else { nil }
    }
}
