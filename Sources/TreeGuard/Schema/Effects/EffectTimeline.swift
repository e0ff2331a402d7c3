/// The effects that the catalog must show for each migration, whether or not later migrations have run: those are run in
/// their order, and each changes what the earlier ones still have to show.
package struct EffectTimeline {
    private var ledger = EffectLedger()
    /// Objects that the current migration dropped or renamed; true if the object existed before.
    private var dropped: [ObjectIdentity: Bool] = [:]
    /// Objects that the current migration creates again after that, with their parts.
    private var remade: Set<ObjectIdentity> = []

    /// The effects of each migration, in order. Names must be qualified.
    package static func effects(of migrations: [[EffectStep]]) -> [[Effect]] {
        var timeline = EffectTimeline()
        for (number, steps) in migrations.enumerated() {
            (timeline.dropped, timeline.remade) = ([:], [])
            for step in steps { timeline.run(step, in: number) }
        }
        return timeline.ledger.effects(ofMigrations: migrations.count)
    }

    private mutating func run(_ step: EffectStep, in migration: Int) {
        switch step.action {
        case .create(let identity, let definition): create(identity, definition, step, migration)
        case .alter(let identity, let facets): alter(identity, facets, step, migration)
        case .drop(let identity): drop(identity, step, migration)
        case .rename(let old, let new): rename(old, to: new, step, migration)
        // `ColumnOrigins` could not list these columns, and has counted the step as unverified.
        case .takeColumns: break
        }
    }

    private mutating func create(
        _ identity: ObjectIdentity, _ definition: ObjectDefinition, _ step: EffectStep, _ migration: Int
    ) {
        // IF NOT EXISTS refers to the existing object.
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
        // Something else may have made the object already: then it does not prove that this conditional CREATE ran.
        effect.isWeak =
            step.isConditional
            && (definition.isCommonplace(identity) ? earlier == nil || earlier == definition : earlier != nil)
        effect.isRemade = remade.contains(identity)
        // The object may have existed before with another definition.
        if definition.replacesEarlier && (step.isConditional || definition.isText) { effect.role = .alter }
        ledger.add(effect, migration)
    }

    /// True if the migration itself dropped the object, or its owner, before. DROP IF EXISTS of a table or a type that
    /// no earlier file creates is only a precaution and does not count.
    private func isRemade(_ identity: ObjectIdentity, _ definition: ObjectDefinition) -> Bool {
        let wholes = [identity.owner, definition.table.map { .relation($0) }].compactMap(\.self)
        if wholes.contains(where: remade.contains) { return true }
        guard let wasThere = dropped[identity] else { return false }
        return wasThere || !identity.isMadeOnce(as: definition)
    }

    /// Settles an earlier DROP, which no longer counts once the object is recreated.
    private mutating func settleAbsence(of identity: ObjectIdentity, _ migration: Int) {
        ledger.change(about: identity) { owner, effect in
            guard effect.claim.expectation == .absent else { return effect }
            return owner == migration ? nil : effect.settled
        }
    }

    /// Allows both states of a value that a later migration adds: present or absent.
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
            // Later migrations set all facets of this ALTER again, so it proves nothing.
            if effect.role == .alter, effect.claim.definition?.saysNothing == true { effect.isWeak = true }
            return effect
        }
        guard !isMerged else { return }
        ledger.add(
            Effect(identity, .present(facets), role: .alter, isWeak: step.isConditional, at: step.range), migration)
    }

    /// Settles the trigger state of a table. ENABLE TRIGGER ALL and a later change of one trigger override each other.
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
    /// The effect after a later migration overrode it: the object's presence or absence proves nothing.
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

    /// True for objects that many files create if they are missing, and that may exist for other reasons.
    fileprivate func isCommonplace(_ identity: ObjectIdentity) -> Bool {
        switch identity {
        case .schema, .extension: true
        default: replacesEarlier
        }
    }
}

extension ObjectIdentity {
    /// True for kinds that files create once and then alter. Files recreate views, functions, triggers and policies
    /// again and again.
    fileprivate func isMadeOnce(as definition: ObjectDefinition) -> Bool {
        switch (self, definition) {
        case (_, .view): false
        case (.relation, _), (.column, _), (.constraint, _), (.index, _), (.type, _): true
        default: false
        }
    }
}
