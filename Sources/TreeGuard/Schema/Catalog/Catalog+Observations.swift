extension Catalog {
    /// Looks for an effect, first under the object's last name.
    package func observation(for effect: Effect) -> Observation {
        let claims = [effect.claim] + effect.formerly.reversed()
        if effect.claim.expectation == .absent { return absence(effect, claims) }
        let statuses = claims.map { presence(of: $0) }
        let hasOwner = hasOwner(claims)
        if let good = statuses.first(where: \.holds) { return Observation(effect, good, hasOwner: hasOwner) }
        if effect.mayBeGone, statuses.allSatisfy({ $0 == .absent }) {
            return Observation(effect, .holds, isMoot: true, hasOwner: hasOwner)
        }
        let status = statuses.first { $0 != .absent } ?? .absent
        return Observation(
            effect, status, missingRelation: status == .absent ? missingRelation(of: claims) : nil, hasOwner: hasOwner)
    }

    /// The table that the object would belong to under any of its names, if none of these tables exists.
    private func missingRelation(of claims: [Effect.Claim]) -> ObjectName? {
        let relations = owningRelations(claims)
        return relations.contains { exists(.relation($0)) } ? nil : relations.first
    }

    private func hasOwner(_ claims: [Effect.Claim]) -> Bool {
        owningRelations(claims).contains { exists(.relation($0)) }
    }

    /// The tables, or types with parts, that the object belongs to under each of its names. A table does not belong to
    /// itself.
    private func owningRelations(_ claims: [Effect.Claim]) -> [ObjectName] {
        claims.compactMap { claim -> ObjectName? in
            switch claim.identity {
            case .relation, .type: nil
            case .enumValue(let type, _): type
            default: claim.identity.relation ?? claim.definition?.table
            }
        }
    }

    /// The observation for a dropped object: it is gone if none of its names exists.
    private func absence(_ effect: Effect, _ claims: [Effect.Claim]) -> Observation {
        if claims.contains(where: { exists($0.identity) }) { return Observation(effect, .stillThere) }
        let hasOwner = hasOwner(claims)
        if effect.mayBeGone { return Observation(effect, .holds, isMoot: true, hasOwner: hasOwner) }
        // If the table is missing too, the column was not dropped from it.
        let owners = claims.compactMap(\.identity.owner)
        let isOwnerMissing = !owners.isEmpty && !owners.contains { exists($0) }
        guard isOwnerMissing, !effect.isWeak else { return Observation(effect, .holds, hasOwner: hasOwner) }
        return Observation(effect, .absent, missingRelation: missingRelation(of: claims))
    }

    private func presence(of claim: Effect.Claim) -> Observation.Status {
        guard let definition = claim.definition else { return .absent }
        if case .enumValue(let type, let value) = claim.identity { return enumValue(value, of: type, definition) }
        let comparison = comparison(of: definition, around: claim.identity.relation ?? definition.table)
        let found = definitions(of: claim.identity)
        let matches = found.map { comparison.match(definition, $0) }
        if let good = matches.best, good.isSame { return good.status }
        if let twin = twin(of: claim.identity, definition, comparison) { return twin.status }
        return matches.best?.status ?? .absent
    }

    private func enumValue(_ value: String, of type: ObjectName, _ definition: ObjectDefinition) -> Observation.Status {
        guard case .enumeration(let values, _) = objects[.type(type)] else {
            // The type is of another kind, or its DDL could not be read.
            return objects[.type(type)] == .exists ? .holdsUncompared(["value"]) : .absent
        }
        guard values.contains(value) else { return .absent }
        guard case .enumValue(let before, let after) = definition else { return .holds }
        return DefinitionComparison().enumValue(value, before: before, after: after, in: values).status
    }

    private func exists(_ identity: ObjectIdentity) -> Bool {
        if case .enumValue(let type, let value) = identity {
            if case .enumeration(let values, _) = objects[.type(type)] { return values.contains(value) }
            return false
        }
        // Like tables, domains have constraints and composite types have columns.
        if case .relation(let name) = identity, objects[.type(name)] != nil { return true }
        return !definitions(of: identity).isEmpty
    }

    /// The definitions under the name. A file may name a routine without its arguments, and so does the catalog if its
    /// DDL could not be read: then any routine of the name matches.
    private func definitions(of identity: ObjectIdentity) -> [ObjectDefinition] {
        if let found = objects[identity] { return [found] }
        let bare = identity.withoutArguments
        if bare != identity { return [objects[bare]].compactMap(\.self) }
        return overloads(of: identity).compactMap { objects[$0] }
    }

    private func comparison(of definition: ObjectDefinition, around relation: ObjectName?) -> DefinitionComparison {
        var columns = relation.map { self.columns(of: $0) } ?? [:]
        // The checks of a domain refer to its VALUE.
        if let type = relation.flatMap({ domains[$0] }) { columns["value"] = Column(type: type) }
        return DefinitionComparison(
            columns: columns, domains: domains, searchPath: searchPath,
            referencedKey: definition.referencedTable.flatMap { primaryKey(of: $0) })
    }

    private func primaryKey(of table: ObjectName) -> [String]? {
        for part in parts(of: table) {
            if case .constraint(let constraint, _) = objects[part], let columns = constraint.primaryKeyColumns {
                return columns
            }
        }
        return nil
    }

    /// An object of the same definition under any name, for objects that the statement left unnamed.
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
            switch (definition, objects[part]) {
            case (.constraint, .constraint(let found, let isNamed)?):
                comparison.match(definition, .constraint(found, isNamed: isNamed))
            case (.index, .index(let found, let isNamed)?):
                comparison.match(definition, .index(found, isNamed: isNamed))
            default: nil
            }
        }
        return matches.first { $0.isSame && $0.uncompared.isEmpty }
    }
}

extension ObjectDefinition {
    /// The table that a foreign key refers to.
    fileprivate var referencedTable: ObjectName? {
        if case .constraint(let constraint, _) = self, case .foreignKey(let key) = constraint.kind { return key.table }
        return nil
    }
}

extension [Match] {
    /// The match with the fewest differences and the fewest uncompared parts.
    fileprivate var best: Match? {
        self.min {
            ($0.differences.count, $0.uncompared.count) < ($1.differences.count, $1.uncompared.count)
        }
    }
}

extension Match {
    fileprivate var status: Observation.Status {
        if !isSame { return .differs(differences) }
        return uncompared.isEmpty ? .holds : .holdsUncompared(uncompared)
    }
}
