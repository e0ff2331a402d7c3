/// The net effect of migrations that run one after the other: what each of them still has to show for itself
/// when those after it have run, or have not run yet.
package struct Lifespan {
    private var ledger = EffectLedger()
    /// The objects that the current migration dropped or renamed, and if something was there under the name.
    private var dropped: [ObjectIdentity: Bool] = [:]
    /// The objects that it makes in their place, with their parts.
    private var remade: Set<ObjectIdentity> = []

    /// The effects of each migration, in their order. Names are qualified already.
    package static func effects(of migrations: [[EffectStep]]) -> [[Effect]] {
        var life = Lifespan()
        for (number, steps) in migrations.enumerated() {
            (life.dropped, life.remade) = ([:], [])
            for step in steps { life.run(step, in: number) }
        }
        return life.ledger.effects(ofMigrations: migrations.count)
    }

    private mutating func run(_ step: EffectStep, in migration: Int) {
        switch step.action {
        case .create(let identity, let definition): create(identity, definition, step, migration)
        case .alter(let identity, let facets): alter(identity, facets, step, migration)
        case .drop(let identity): drop(identity, step, migration)
        case .rename(let old, let new): rename(old, to: new, step, migration)
        // Whoever wrote out what was taken left these to be counted.
        case .takeColumns: break
        }
    }

    private mutating func create(
        _ identity: ObjectIdentity, _ definition: ObjectDefinition, _ step: EffectStep, _ migration: Int
    ) {
        // IF NOT EXISTS means the one that is there.
        let identity =
            definition.isNamed || step.isConditional ? identity : ledger.freeName(for: identity)
        let earlier = ledger.definition(of: identity, before: migration)
        if isRemade(identity, definition) { remade.insert(identity) }
        settleAbsence(of: identity, migration)
        if definition.replacesEarlier {
            ledger.change(about: identity) { owner, effect in
                owner == migration ? nil : effect.mappingDefinitions { _ in .exists }
            }
        }
        relaxEnumeration(around: identity, migration)
        var effect = Effect(identity, .present(definition), role: .create, at: step.range)
        // What holds already where others do the same is no sign of this migration.
        effect.isWeak =
            step.isConditional
            && (definition.isCommonplace(identity) ? earlier == nil || earlier == definition : earlier != nil)
        effect.isRemade = remade.contains(identity)
        // Before it ran, the object may well have been there and have looked otherwise.
        if definition.replacesEarlier && (step.isConditional || definition.isText) { effect.role = .alter }
        ledger.add(effect, migration)
    }

    /// True if the migration itself took the object away before, or what it belongs to. DROP IF EXISTS before a table
    /// or a type that no earlier file makes is mere caution.
    private func isRemade(_ identity: ObjectIdentity, _ definition: ObjectDefinition) -> Bool {
        let wholes = [identity.owner, definition.table.map { .relation($0) }].compactMap(\.self)
        if wholes.contains(where: remade.contains) { return true }
        guard let wasThere = dropped[identity] else { return false }
        return wasThere || !identity.isMadeOnce(as: definition)
    }

    /// Discards an earlier DROP once the object is recreated.
    private mutating func settleAbsence(of identity: ObjectIdentity, _ migration: Int) {
        ledger.change(about: identity) { owner, effect in
            guard effect.claim.expectation == .absent else { return effect }
            return owner == migration ? nil : effect.settled
        }
    }

    /// A value that a later migration adds may be there already, or not yet.
    private mutating func relaxEnumeration(around identity: ObjectIdentity, _ migration: Int) {
        guard case .enumValue(let type, let value) = identity else { return }
        ledger.change(about: .type(type)) { _, effect in
            effect.mappingDefinitions { definition in
                guard case .enumeration(let values, let later) = definition else { return definition }
                return .enumeration(values, mayHave: later.union([value]))
            }
        }
    }

    private mutating func alter(
        _ identity: ObjectIdentity, _ facets: ObjectDefinition, _ step: EffectStep, _ migration: Int
    ) {
        settleTriggers(identity)
        var isMerged = false
        ledger.change(about: identity) { owner, effect in
            guard case .present = effect.claim.expectation else { return effect }
            if owner == migration {
                isMerged = true
                return effect.mappingDefinitions { $0.overlaid(with: facets) }
            }
            var effect = effect.mappingDefinitions { $0.silent(about: facets) }
            // Nothing is left of an ALTER whose facets were all set anew.
            if effect.role == .alter, effect.claim.definition?.saysNothing == true { effect.isWeak = true }
            return effect
        }
        guard !isMerged else { return }
        ledger.add(
            Effect(identity, .present(facets), role: .alter, isWeak: step.isConditional, at: step.range), migration)
    }

    /// All triggers of a table are set at once, or one of them after that: neither says any more what the other does.
    private mutating func settleTriggers(_ identity: ObjectIdentity) {
        switch identity {
        case .facet(let table, "triggers"):
            for case .trigger(let owner, let name) in ledger.goneWith(table) {
                ledger.change(about: .trigger(of: owner, name)) { _, effect in
                    effect.mappingDefinitions { $0.silent(about: .triggerState(.origin)) }
                }
            }
        case .trigger(let table, _):
            ledger.change(about: .facet(of: .relation(table), "triggers")) { _, effect in effect.settled }
        default: break
        }
    }

    private mutating func drop(_ identity: ObjectIdentity, _ step: EffectStep, _ migration: Int) {
        var wasCreatedHere = false
        let wasThere = ledger.definition(of: identity, before: migration) != nil
        for gone in ledger.goneWith(identity) {
            ledger.change(about: gone) { owner, effect in
                var effect = effect
                effect.mayBeGone = true
                guard owner == migration else { return effect }
                if gone == identity, effect.role == .create { wasCreatedHere = true }
                return nil
            }
        }
        dropped[identity] = wasThere || !step.isConditional && !wasCreatedHere
        let isWeak = step.isConditional || wasCreatedHere
        ledger.add(Effect(identity, .absent, role: .drop, isWeak: isWeak, at: step.range), migration)
    }

    private mutating func rename(
        _ old: ObjectIdentity, to new: ObjectIdentity, _ step: EffectStep, _ migration: Int
    ) {
        var wasCreatedHere = false
        let wasThere = ledger.definition(of: old, before: migration) != nil
        ledger.change(about: old) { owner, effect in
            if owner == migration, effect.role == .create { wasCreatedHere = true }
            return effect
        }
        dropped[old] = wasThere || !step.isConditional && !wasCreatedHere
        settleAbsence(of: new, migration)
        ledger.follow(old, to: new, migration)
        guard !wasCreatedHere else { return }
        ledger.add(Effect(new, .present(.exists), role: .create, isWeak: step.isConditional, at: step.range), migration)
        ledger.add(Effect(old, .absent, role: .drop, isWeak: step.isConditional, at: step.range), migration)
    }
}

extension Effect {
    /// The effect after a later migration made it moot: its presence says nothing about this one.
    fileprivate var settled: Effect {
        var effect = self
        effect.claim.expectation = .present(.exists)
        effect.formerly = []
        effect.mayBeGone = true
        effect.isWeak = true
        return effect
    }
}

extension ObjectDefinition {
    fileprivate var isNamed: Bool {
        switch self {
        case .constraint(_, let isNamed), .index(_, let isNamed): isNamed
        default: true
        }
    }

    fileprivate var isText: Bool { if case .text = self { true } else { false } }

    /// Things that many files make in case they are missing, and that may be there for other reasons.
    fileprivate func isCommonplace(_ identity: ObjectIdentity) -> Bool {
        switch identity {
        case .schema, .extension: true
        default: replacesEarlier
        }
    }
}

extension ObjectIdentity {
    /// True if files make such an object once and change it from then on. They make views, functions, triggers and
    /// policies anew again and again.
    fileprivate func isMadeOnce(as definition: ObjectDefinition) -> Bool {
        switch (self, definition) {
        case (_, .view): false
        case (.relation, _), (.column, _), (.constraint, _), (.index, _), (.type, _): true
        default: false
        }
    }
}
