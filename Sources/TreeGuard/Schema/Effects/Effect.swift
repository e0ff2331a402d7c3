/// A condition that a database must meet after a migration has run.
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

    package var claim: Claim
    package var role: Role
    /// The parts of the definition that an ALTER sets; nil where the migration says all of it.
    package var facets: ObjectDefinition?
    /// The number of the object's state after this migration, in the history of the object.
    package var stage = 1
    /// True for IF [NOT] EXISTS or OR REPLACE.
    package var isConditional = false
    /// True if the file drops the object and creates it again.
    package var isRemade = false
    /// The number of its transaction in the file.
    package var transaction = 0
    package var range: SourceRange

    package init(
        _ identity: ObjectIdentity, _ expectation: Expectation, role: Role, at range: SourceRange
    ) {
        self.claim = Claim(identity, expectation)
        self.role = role
        self.range = range
    }

    package var identity: ObjectIdentity { claim.identity }

    /// True if the file takes rows or values away with what it makes anew.
    var emptiesIt: Bool {
        guard isRemade else { return false }
        return switch (identity, claim.expectation) {
        case (.relation, .present(.relation)), (.column, .present): true
        default: false
        }
    }

    /// True for a change of type: its USING computes new values from the old ones.
    var convertsRows: Bool {
        if role == .alter, case .column(let column) = facets { column.type != nil } else { false }
    }

    /// True if the statement leaves the object as the file says, whatever it was before: OR REPLACE, an owner, a
    /// privilege, a comment, NOT NULL, DROP followed by CREATE. Running it again does no harm. A change of type is
    /// another matter: its USING would convert the rows a second time.
    package var makesItAnyway: Bool {
        if isRemade { return true }
        guard case .present(let definition) = claim.expectation else { return isConditional }
        switch (identity, definition) {
        case (.facet, _), (.comment, _), (.member(.other("role", _), _), _): return true
        case (_, .column):
            guard role == .alter, case .column(let facets) = facets else { return false }
            return facets.type == nil && facets.identity == nil && facets.generated == nil
        case (_, .constraint), (_, .trigger), (_, .triggerState), (_, .domain), (_, .facets), (_, .index):
            return role == .alter || definition.replacesEarlier && isConditional
        default: return role == .alter || definition.replacesEarlier && isConditional
        }
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
