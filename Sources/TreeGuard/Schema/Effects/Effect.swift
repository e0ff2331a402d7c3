/// A condition that a database must meet after a migration and all later ones have run.
package struct Effect: Hashable, Sendable {
    package enum Expectation: Hashable, Sendable {
        case present(ObjectDefinition)
        case absent
    }
    /// The way in which the migration causes the effect; it decides the meaning of a difference.
    package enum Role: Hashable, Sendable { case create, alter, drop }

    /// The expectation under one name.
    package struct Claim: Hashable, Sendable {
        package var identity: ObjectIdentity
        package var expectation: Expectation

        package init(_ identity: ObjectIdentity, _ expectation: Expectation) {
            self.identity = identity
            self.expectation = expectation
        }
    }

    /// The final expectation, under the object's last name.
    package var claim: Claim
    /// The same expectation under earlier names, until a later migration renames the object: each is as good as the
    /// last.
    package var formerly: [Claim] = []
    package var role: Role
    /// True if other migrations do the same: then it may have held before and does not prove that this one ran.
    package var isWeak: Bool
    /// True if the file drops the object and creates it again: it may have looked the same before.
    package var isRemade = false
    /// True if a later migration drops the object: then both present and absent are fine.
    package var mayBeGone = false
    package var range: SourceRange

    package init(
        _ identity: ObjectIdentity, _ expectation: Expectation, role: Role, isWeak: Bool = false, at range: SourceRange
    ) {
        self.claim = Claim(identity, expectation)
        self.role = role
        self.isWeak = isWeak
        self.range = range
    }

    package var identity: ObjectIdentity { claim.identity }

    /// True for a setting of an existing object that can be applied again: an owner, a privilege, a comment, NOT NULL.
    /// A type change is not repeatable: its USING would convert the rows a second time.
    package var isRepeatable: Bool {
        guard case .present(let definition) = claim.expectation else { return false }
        switch (identity, definition) {
        case (.facet, _), (.comment, _): return true
        case (.member(.other("role", _), _), _): return true
        case (_, .column(let column)):
            return role == .alter && column.type == nil && column.identity == nil && column.generated == nil
        case (_, .constraint), (_, .triggerState), (_, .domain), (_, .facets): return role == .alter
        default: return false
        }
    }

    /// True if it may have held before the migration ran: others do the same, or it is repeatable, or the hosting
    /// platform provides it. Then it does not prove that the rest of the file ran.
    package var mayHaveHeldBefore: Bool {
        if isWeak || isRemade || isRepeatable { return true }
        return switch identity {
        case .schema, .extension, .other("role", _), .other("database", _), .other("tablespace", _): true
        default: false
        }
    }

    /// The same effect with a change to every definition in it.
    func mappingDefinitions(_ change: (ObjectDefinition) -> ObjectDefinition) -> Effect {
        var effect = self
        effect.claim = claim.mapping(change)
        effect.formerly = formerly.map { $0.mapping(change) }
        return effect
    }
}

extension Effect.Claim {
    func mapping(_ change: (ObjectDefinition) -> ObjectDefinition) -> Effect.Claim {
        guard case .present(let definition) = expectation else { return self }
        return Effect.Claim(identity, .present(change(definition)))
    }

    var definition: ObjectDefinition? {
        if case .present(let definition) = expectation { return definition }
        return nil
    }
}
