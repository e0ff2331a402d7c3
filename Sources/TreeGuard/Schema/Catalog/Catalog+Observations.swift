extension Catalog {
    /// Looks for each state of the object of an effect.
    ///
    /// - Parameter first: the number of the first file that is judged
    func observation(for effect: Effect, in history: SchemaHistory, since first: Int) -> Observation {
        let states = history.states(of: effect.identity)
        var sightings = states.map { stage in
            sighting(of: stage, effect.identity, effect.facets, effect.role, history, since: first)
        }
        let strangers = strangers(in: effect, history)
        if !strangers.isEmpty, sightings.indices.contains(effect.stage), sightings[effect.stage].isSame {
            sightings[effect.stage].status = .differs(strangers)
        }
        let owners = owners(of: effect.identity, states)
        let isThere = owners.contains { exists($0, under: history) }
        let isDropped = owners.contains { history.states(of: $0).last?.state == .absent }
        return Observation(
            effect, sightings, hasOwner: isThere,
            lacksOwner: effect.identity.owner != nil && !owners.isEmpty && !isThere && !isDropped)
    }

    private func sighting(
        of stage: SchemaHistory.Stage, _ identity: ObjectIdentity, _ facets: ObjectDefinition?, _ role: Effect.Role,
        _ history: SchemaHistory, since first: Int
    ) -> Sighting {
        func sighting(_ claim: Effect.Claim?, _ status: Observation.Status?) -> Sighting {
            Sighting(file: stage.file < 0 ? .min : stage.file - first, claim: claim, status: status)
        }
        let absence = Effect.Claim(identity, .absent)
        switch stage.state {
        case .unknown:
            var untold = sighting(nil, nil)
            untold.isUntold = true
            return untold
        case .someDefinition: return sighting(nil, exists(identity) ? nil : .absent)
        case .absent: return sighting(absence, isLeft(identity) ? .stillThere : .holds)
        case .present(let definition):
            guard let definition = facets.map({ definition.limited(to: $0) }) ?? definition else {
                return sighting(nil, exists(identity) ? nil : .absent)
            }
            let claim = Effect.Claim(identity, .present(definition))
            return sighting(claim, presence(of: claim))
        case .renamed(let name):
            if isLeft(identity) { return sighting(absence, .stillThere) }
            if role == .drop { return sighting(absence, .holds) }
            let later = history.states(of: name).filter { $0.file >= stage.file }.map {
                self.sighting(of: $0, name, facets, role, history, since: first)
            }
            let best =
                later.first(where: \.isSame) ?? later.first(where: \.isPossible)
                ?? later.first { $0.status?.isDifferent ?? false }
            return sighting(best?.claim ?? absence, best.map(\.status) ?? .absent)
        }
    }

    /// True if what a file removes or renames is still there. A view's column of that name is another one: no ALTER can
    /// drop or rename away the column of a view.
    private func isLeft(_ identity: ObjectIdentity) -> Bool {
        if case .column(let relation, _) = identity, case .view = objects[.relation(relation)] { return false }
        return exists(identity)
    }

    /// True if the relation or type exists under this name, or one that a later file gives it.
    private func exists(_ identity: ObjectIdentity, under history: SchemaHistory) -> Bool {
        if exists(identity) { return true }
        return history.states(of: identity).contains { stage in
            guard case .renamed(let name) = stage.state, name != identity else { return false }
            return exists(name)
        }
    }

    /// The table, or the type with parts, that the object belongs to. A table does not belong to itself.
    private func owners(of identity: ObjectIdentity, _ states: [SchemaHistory.Stage]) -> [ObjectIdentity] {
        switch identity {
        case .relation, .type: return []
        case .enumValue(let type, _): return [.type(type)]
        default:
            let tables = identity.relation.map { [$0] } ?? states.compactMap { $0.state.definition?.table }
            return Set(tables).map { .relation($0) }
        }
    }

    /// The parts of a table that a file makes, and that no file explains, as far as they may stop an INSERT: columns
    /// that are NOT NULL without a default, and constraints.
    private func strangers(in effect: Effect, _ history: SchemaHistory) -> [String] {
        guard effect.role == .create, case .relation(let table) = effect.identity,
            case .present(.relation(.table)) = effect.claim.expectation, let parts = history.parts(of: table),
            // Code that was not understood may have given it anything.
            !history.states(of: effect.identity).dropFirst(effect.stage).contains(where: { $0.state == .unknown })
        else { return [] }
        let explained = Set(parts)
        return self.parts(of: table).filter { !explained.contains($0) }.compactMap { part in
            switch (part, objects[part]) {
            case (.column(_, let name), .column(let column)?) where column.isDemanded:
                return "has the column \(quotedIdentifier(name)) NOT NULL without a default, which no file gives it"
            case (.constraint(_, let name), .constraint(let constraint, _)?) where constraint.isDemanding:
                let isTwin = explained.contains { other in
                    history.states(of: other).contains { stage in
                        guard case .constraint(_, isNamed: false) = stage.state.definition,
                            let definition = stage.state.definition
                        else { return false }
                        let match = comparison(of: definition, around: table)
                            .match(definition, .constraint(constraint, isNamed: true))
                        return match.isSame
                    }
                }
                return isTwin ? nil : "has the constraint \(quotedIdentifier(name)), which no file gives it"
            default: return nil
            }
        }.sorted()
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
        guard case .enumeration(let values) = objects[.type(type)] else {
            // The type is of another kind, or its DDL could not be read.
            return objects[.type(type)] == .exists ? .holdsUncompared(["value"]) : .absent
        }
        guard values.contains(value) else { return .absent }
        guard case .enumValue(let before, let after) = definition else { return .holds }
        return DefinitionComparison().enumValue(value, before: before, after: after, in: values).status
    }

    private func exists(_ identity: ObjectIdentity) -> Bool {
        if case .enumValue(let type, let value) = identity {
            if case .enumeration(let values) = objects[.type(type)] { return values.contains(value) }
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

extension Column.Identity? {
    fileprivate var isNone: Bool { self == nil || self == .some(.none) }
}

extension Column {
    /// True if every INSERT must name it.
    fileprivate var isDemanded: Bool {
        isNullable == false && defaultValue?.expression == nil && generated?.expression == nil
            && identity.isNone
    }
}

extension Constraint {
    /// True for constraints that may refuse rows which the files allow.
    fileprivate var isDemanding: Bool {
        switch kind {
        case .unique, .check, .exclusion: true
        default: false
        }
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
