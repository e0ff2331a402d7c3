/// The net effect of migrations that run one after the other: what each of them still has to show for itself
/// when those after it have run, or have not run yet.
package struct Lifespan {
    private var effects: [(migration: Int, effect: Effect)] = []

    /// The effects of each migration, in their order. Names are qualified already.
    package static func effects(of migrations: [[EffectStep]]) -> [[Effect]] {
        var life = Lifespan()
        for (number, steps) in migrations.enumerated() {
            for step in steps { life.run(step, in: number) }
        }
        var result = Array(repeating: [Effect](), count: migrations.count)
        for (migration, effect) in life.effects { result[migration].append(effect) }
        return result
    }

    private mutating func run(_ step: EffectStep, in migration: Int) {
        switch step.action {
        case .create(let identity, let definition): create(identity, definition, step, migration)
        case .alter(let identity, let facets): alter(identity, facets, step, migration)
        case .drop(let identity): drop(identity, step, migration)
        case .rename(let old, let new): rename(old, to: new, step, migration)
        }
    }

    private mutating func create(
        _ identity: ObjectIdentity, _ definition: ObjectDefinition, _ step: EffectStep, _ migration: Int
    ) {
        var isWeak = step.isWeak
        change(where: { $0.identity == identity }) { owner, effect in
            if owner == migration {
                // Dropped and created anew in one file: what holds in the end is no accident.
                if effect.claim.expectation == .absent { isWeak = effect.isWeak && isWeak }
                return definition.replacesEarlier || effect.claim.expectation == .absent ? nil : effect
            }
            if effect.claim.expectation == .absent { return effect.settled }
            return definition.replacesEarlier ? effect.mapping { Effect.Claim($0.identity, .present(.exists)) } : effect
        }
        add(Effect(identity, .present(definition), role: .create, isWeak: isWeak, at: step.range), migration)
    }

    private mutating func alter(
        _ identity: ObjectIdentity, _ facets: ObjectDefinition, _ step: EffectStep, _ migration: Int
    ) {
        var isMerged = false
        change(where: { $0.identity == identity }) { owner, effect in
            guard case .present = effect.claim.expectation else { return effect }
            if owner == migration {
                isMerged = true
                return effect.mapping { $0.mapping { $0.overlaid(with: facets) } }
            }
            return effect.mapping { $0.mapping { $0.silent(about: facets) } }
        }
        guard !isMerged else { return }
        add(Effect(identity, .present(facets), role: .alter, isWeak: step.isWeak, at: step.range), migration)
    }

    private mutating func drop(_ identity: ObjectIdentity, _ step: EffectStep, _ migration: Int) {
        var wasCreatedHere = false
        change(where: { $0.claim.goesWith(identity) }) { owner, effect in
            if owner == migration {
                if effect.identity == identity, effect.role == .create { wasCreatedHere = true }
                return nil
            }
            var effect = effect
            effect.mayBeGone = true
            return effect
        }
        let isWeak = step.isWeak || wasCreatedHere
        add(Effect(identity, .absent, role: .drop, isWeak: isWeak, at: step.range), migration)
    }

    private mutating func rename(
        _ old: ObjectIdentity, to new: ObjectIdentity, _ step: EffectStep, _ migration: Int
    ) {
        var wasCreatedHere = false
        change(where: { _ in true }) { owner, effect in
            guard case .present = effect.claim.expectation else { return effect }
            let renamed = effect.claim.renamed(old, to: new)
            guard renamed != effect.claim else { return effect }
            if owner == migration, effect.identity == old, effect.role == .create { wasCreatedHere = true }
            var effect = effect
            if owner != migration { effect.formerly.append(effect.claim) }
            effect.claim = renamed
            return effect
        }
        guard !wasCreatedHere else { return }
        add(Effect(new, .present(.exists), role: .create, isWeak: step.isWeak, at: step.range), migration)
        add(Effect(old, .absent, role: .drop, isWeak: step.isWeak, at: step.range), migration)
    }

    private mutating func add(_ effect: Effect, _ migration: Int) { effects.append((migration, effect)) }

    /// Replaces the effects that the condition selects; nil removes one.
    private mutating func change(where condition: (Effect) -> Bool, _ replace: (Int, Effect) -> Effect?) {
        effects = effects.compactMap { migration, effect in
            condition(effect) ? replace(migration, effect).map { (migration, $0) } : (migration, effect)
        }
    }
}

extension Effect {
    /// What a later migration has made moot: whether it is there or not says nothing about this one.
    fileprivate var settled: Effect {
        var effect = self
        effect.claim.expectation = .present(.exists)
        effect.mayBeGone = true
        return effect
    }
}

extension Effect.Claim {
    fileprivate func mapping(_ change: (ObjectDefinition) -> ObjectDefinition) -> Effect.Claim {
        guard case .present(let definition) = expectation else { return self }
        return Effect.Claim(identity, .present(change(definition)))
    }

    /// Whether dropping the object takes this one with it.
    fileprivate func goesWith(_ dropped: ObjectIdentity) -> Bool {
        if identity == dropped || identity.belongs(to: dropped) { return true }
        guard case .present(let definition) = expectation else { return false }
        switch (dropped, definition) {
        case (.relation(let table), .index(let index, _)): return index.table == table
        case (.column(let table, let column), .index(let index, _)):
            return index.table == table && index.elements.contains { $0.columns.contains(column) }
        case (.column(let table, let column), .constraint(let constraint, _)):
            return identity.relation == table && constraint.columns.contains(column)
        default: return false
        }
    }

    fileprivate func renamed(_ old: ObjectIdentity, to new: ObjectIdentity) -> Effect.Claim {
        Effect.Claim(identity.renamed(old, to: new), expectation).mapping { definition in
            switch (old, new) {
            case (.relation(let from), .relation(let to)):
                definition.mappingNames { $0 == from ? to : $0 }
            case (.column(let table, let from), .column(_, let to))
            where identity.relation == table || definition.table == table:
                definition.renamingColumn(from, to: to)
            default: definition
            }
        }
    }
}

extension ObjectIdentity {
    /// Whether it belongs to the object, directly or through what it belongs to.
    func belongs(to object: ObjectIdentity) -> Bool {
        guard let owner else { return inSchema(object) }
        return owner == object || owner.belongs(to: object) || inSchema(object)
    }

    private func inSchema(_ object: ObjectIdentity) -> Bool {
        guard case .schema(let schema) = object else { return false }
        return switch self {
        case .relation(let name), .index(let name), .routine(let name, _), .type(let name): name.schema == schema
        default: false
        }
    }

    fileprivate func renamed(_ old: ObjectIdentity, to new: ObjectIdentity) -> ObjectIdentity {
        if self == old { return new }
        guard belongs(to: old) else { return self }
        switch (old, new) {
        case (.relation(let from), .relation(let to)), (.type(let from), .type(let to)):
            return mappingNames { $0 == from ? to : $0 }
        case (.schema(let from), .schema(let to)):
            return mappingNames { $0.schema == from ? ObjectName(schema: to, $0.name) : $0 }
        default:
            if case .comment(let object) = self { return .comment(on: object.renamed(old, to: new)) }
            return self
        }
    }
}
