/// What production says of one effect.
package struct Finding: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// As the migration leaves it.
        case holds
        /// There, and in part not to be compared: what was not.
        case holdsUncompared([String])
        /// There under the name, and otherwise than the migration leaves it: how.
        case differs([String])
        case absent
        /// The migration drops it, and it is there.
        case stillThere
    }

    package var effect: Effect
    package var status: Status

    package init(_ effect: Effect, _ status: Status) {
        self.effect = effect
        self.status = status
    }

    package var holds: Bool {
        switch status {
        case .holds, .holdsUncompared: true
        case .differs, .absent, .stillThere: false
        }
    }

    /// There already, though not as expected: something ran, or something else took the name.
    package var isHalfway: Bool {
        guard case .differs = status else { return false }
        // What an ALTER would change still looks as before it: the statement has not run, that is all.
        return effect.role == .create
    }
}

extension Catalog {
    /// Looks for an effect, under its last name first.
    package func finding(for effect: Effect) -> Finding {
        let statuses = ([effect.claim] + effect.formerly.reversed()).map { status(of: $0) }
        if let good = statuses.first(where: { Finding(effect, $0).holds }) { return Finding(effect, good) }
        if effect.mayBeGone, statuses.allSatisfy({ $0 == .absent }) { return Finding(effect, .holds) }
        return Finding(effect, statuses.first { $0 != .absent } ?? .absent)
    }

    private func status(of claim: Effect.Claim) -> Finding.Status {
        switch claim.expectation {
        case .absent: return exists(claim.identity) ? .stillThere : .holds
        case .present(let definition):
            let comparison = DefinitionComparison(columnTypes: columnTypes(around: claim.identity, definition))
            guard let found = definitionFound(of: claim.identity) else {
                return twin(of: claim.identity, definition, comparison)?.status ?? .absent
            }
            let match = comparison.match(definition, found)
            if match.isSame { return match.status }
            return twin(of: claim.identity, definition, comparison)?.status ?? match.status
        }
    }

    private func exists(_ identity: ObjectIdentity) -> Bool {
        if definitionFound(of: identity) != nil { return true }
        // Named without arguments: any routine of the name.
        guard case .routine(let name, nil) = identity else { return false }
        return objects.keys.contains { if case .routine(name, _) = $0 { true } else { false } }
    }

    private func definitionFound(of identity: ObjectIdentity) -> ObjectDefinition? {
        if case .enumValue(let type, let value) = identity {
            guard case .enumeration(let values) = objects[.type(type)], values.contains(value) else { return nil }
            return .exists
        }
        return objects[identity]
    }

    private func columnTypes(around identity: ObjectIdentity, _ definition: ObjectDefinition) -> [String: TypeName] {
        (identity.relation ?? definition.table).map { columnTypes(of: $0) } ?? [:]
    }

    /// For what the statement left unnamed: an object of the same definition under whatever name.
    private func twin(
        of identity: ObjectIdentity, _ definition: ObjectDefinition, _ comparison: DefinitionComparison
    ) -> Match? {
        let table: ObjectName? =
            switch definition {
            case .constraint(_, isNamed: false): identity.relation
            case .index(let index, isNamed: false): index.table
            default: nil
            }
        guard let table else { return nil }
        let matches = parts(of: table).compactMap { part -> Match? in
            guard let found = objects[part] else { return nil }
            switch (definition, found) {
            case (.constraint, .constraint), (.index, .index): return comparison.match(definition, found)
            default: return nil
            }
        }
        return matches.first { $0.isSame && $0.uncompared.isEmpty }
    }
}

extension Match {
    fileprivate var status: Finding.Status {
        if !isSame { return .differs(differences) }
        return uncompared.isEmpty ? .holds : .holdsUncompared(uncompared)
    }
}
