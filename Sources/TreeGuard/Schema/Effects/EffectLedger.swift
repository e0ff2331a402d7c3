/// The effects gathered so far, found by the object that they are about and by those that they depend on, so that a
/// step costs what it touches and not what came before it.
struct EffectLedger {
    private struct Entry {
        var migration: Int
        var effect: Effect
    }

    /// nil where a migration took an effect back.
    private var entries: [Entry?] = []
    private var aboutObject: [ObjectIdentity: [Int]] = [:]
    private var dependents: [ObjectIdentity: [Int]] = [:]

    func effects(ofMigrations count: Int) -> [[Effect]] {
        var result = Array(repeating: [Effect](), count: count)
        for case let entry? in entries { result[entry.migration].append(entry.effect) }
        return result
    }

    mutating func add(_ effect: Effect, _ migration: Int) {
        entries.append(Entry(migration: migration, effect: effect))
        index(entries.count - 1, effect.claim, previously: nil)
    }

    /// Replaces the effects that are about the object; nil removes one.
    mutating func change(about identity: ObjectIdentity, _ replace: (Int, Effect) -> Effect?) {
        for position in positions(about: identity) { change(position, replace) }
    }

    /// The definition that an earlier migration left under the name, if it should still be there.
    func definition(of identity: ObjectIdentity, before migration: Int) -> ObjectDefinition? {
        for position in positions(about: identity).reversed() {
            guard let entry = entries[position], entry.migration != migration, !entry.effect.mayBeGone else { continue }
            if let definition = entry.effect.claim.definition { return definition }
        }
        return nil
    }

    /// The name that PostgreSQL takes when its first choice is taken: the first number that is free.
    func freeName(for identity: ObjectIdentity) -> ObjectIdentity {
        guard let name = identity.ownName else { return identity }
        var candidate = identity
        var number = 0
        while isTaken(candidate) {
            number += 1
            candidate = identity.named("\(name)\(number)")
        }
        return candidate
    }

    private func isTaken(_ identity: ObjectIdentity) -> Bool {
        positions(about: identity).contains { position in
            guard let effect = entries[position]?.effect else { return false }
            return effect.claim.definition != nil && !effect.mayBeGone
        }
    }

    /// The object and everything that goes with it, directly or not.
    func goneWith(_ object: ObjectIdentity) -> [ObjectIdentity] {
        var gone = [object]
        var seen: Set<ObjectIdentity> = [object]
        var next = 0
        while next < gone.count {
            for position in positions(dependingOn: gone[next]) {
                guard let effect = entries[position]?.effect,
                    effect.claim.definition?.survivesLoss(of: gone[next]) != true
                else { continue }
                if seen.insert(effect.identity).inserted { gone.append(effect.identity) }
            }
            next += 1
        }
        return gone
    }

    /// Lets everything that is about the object, or names it, follow it to its new name.
    mutating func follow(_ old: ObjectIdentity, to new: ObjectIdentity, _ migration: Int) {
        var moved: [(ObjectIdentity, ObjectIdentity)] = []
        for position in Set(positions(about: old) + positions(dependingOn: old)).sorted() {
            change(position) { owner, effect in
                // That the old name is gone stays true of the old name.
                if effect.claim.expectation == .absent, effect.identity == old { return effect }
                let claim = effect.claim.renamed(old, to: new)
                guard claim != effect.claim else { return effect }
                var effect = effect
                if owner != migration { effect.formerly.append(effect.claim) }
                // An index that moves with its table, or is renamed with its constraint, takes along what hangs on it.
                if effect.identity != claim.identity, effect.identity != old, !effect.identity.hangs(on: old) {
                    moved.append((effect.identity, claim.identity))
                }
                effect.claim = claim
                return effect
            }
        }
        for (from, to) in moved { follow(from, to: to, migration) }
    }

    private mutating func change(_ position: Int, _ replace: (Int, Effect) -> Effect?) {
        guard let entry = entries[position] else { return }
        guard let effect = replace(entry.migration, entry.effect) else {
            entries[position] = nil
            return
        }
        entries[position]?.effect = effect
        if effect.claim != entry.effect.claim { index(position, effect.claim, previously: entry.effect.claim) }
    }

    /// Old keys stay: whoever finds an effect by one looks again at what it says now.
    private mutating func index(_ position: Int, _ claim: Effect.Claim, previously: Effect.Claim?) {
        let object = claim.identity.withoutArguments
        if previously?.identity.withoutArguments != object { aboutObject[object, default: []].append(position) }
        for dependency in claim.dependencies.subtracting(previously?.dependencies ?? []) {
            dependents[dependency, default: []].append(position)
        }
    }

    private func positions(about identity: ObjectIdentity) -> [Int] {
        unique(aboutObject[identity.withoutArguments]) { $0.identity.isSame(as: identity) }
    }

    private func positions(dependingOn object: ObjectIdentity) -> [Int] {
        if case .schema(let name) = object {
            return entries.indices.filter { entries[$0]?.effect.claim.names(schema: name) == true }
        }
        let key = object.withoutArguments
        return unique(dependents[key]) { $0.dependencies.contains(key) }
    }

    private func unique(_ positions: [Int]?, where condition: (Effect.Claim) -> Bool) -> [Int] {
        var seen: Set<Int> = []
        return (positions ?? []).filter { position in
            guard let claim = entries[position]?.effect.claim, condition(claim) else { return false }
            return seen.insert(position).inserted
        }
    }
}

extension ObjectIdentity {
    /// The name that is the object's own, where PostgreSQL may choose it.
    fileprivate var ownName: String? {
        switch self {
        case .index(let name): name.name
        case .constraint(_, let name): name
        default: nil
        }
    }

    /// True if the identity itself names the object, so that it follows without being renamed.
    fileprivate func hangs(on object: ObjectIdentity) -> Bool {
        guard let owner else { return false }
        return owner == object || owner.hangs(on: object)
    }
}

extension ObjectDefinition {
    /// A column's type is no reason for an enumeration to go, nor a value's name for its type.
    fileprivate func survivesLoss(of object: ObjectIdentity) -> Bool {
        switch (self, object) {
        case (.enumeration, .enumValue): true
        default: false
        }
    }
}
