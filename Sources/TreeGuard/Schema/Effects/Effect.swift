/// One fact that must be true of a database once a migration, and those after it, have run.
package struct Effect: Hashable, Sendable {
    package enum Expectation: Hashable, Sendable {
        case present(ObjectDefinition)
        case absent
    }
    /// How the migration brings it about; it decides what a difference means.
    package enum Role: Hashable, Sendable { case create, alter, drop }

    /// The expectation for one name.
    package struct Claim: Hashable, Sendable {
        package var identity: ObjectIdentity
        package var expectation: Expectation

        package init(_ identity: ObjectIdentity, _ expectation: Expectation) {
            self.identity = identity
            self.expectation = expectation
        }
    }

    /// The final expectation, under the last name of the object.
    package var claim: Claim
    /// The same under the names that it has until a later migration has run: as good as the last one.
    package var formerly: [Claim] = []
    package var role: Role
    /// It may well have held before the migration ran, because others do the same: no sign that it ran.
    package var isWeak: Bool
    /// The file drops what was there under the name, and makes it anew: it may have looked the same before.
    package var isRemade = false
    /// A later migration drops it: that it is gone is as good as that it is there.
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

    /// It says how something is to be that is there anyway, and may be said again: an owner, a privilege, a comment,
    /// NOT NULL. A new type is not: its USING would compute the rows a second time.
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

    /// Nothing shows how it was before the migration ran: others do the same, or it can be said again, or a platform
    /// brings it along. That it holds is no sign that the rest of the file ran.
    package var mayHaveHeldBefore: Bool {
        if isWeak || isRemade || isRepeatable { return true }
        return switch identity {
        case .schema, .extension, .other("role", _), .other("database", _), .other("tablespace", _): true
        default: false
        }
    }

    /// The same effect with every definition in it changed alike.
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
