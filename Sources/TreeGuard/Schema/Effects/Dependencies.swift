extension Effect.Claim {
    /// The objects that the claim depends on or names: if one is dropped, its object goes too; if one is renamed, it
    /// follows. Schemas are left out, because every object has one. Routines are named without arguments.
    var dependencies: Set<ObjectIdentity> {
        var found: Set<ObjectIdentity> = []
        var owner = identity.owner
        while let object = owner {
            found.insert(object.withoutArguments)
            // A table and its row type have one name. For parts of domains and composite types only the type exists.
            if case .relation(let name) = object { found.insert(.type(name)) }
            owner = object.owner
        }
        if case .member(let object, _) = identity { found.insert(object.withoutArguments) }
        if case .routine(_, let arguments) = identity { found.formUnion((arguments ?? []).compactMap(\.asObject)) }
        if let definition { found.formUnion(dependencies(of: definition)) }
        return found
    }

    private func dependencies(of definition: ObjectDefinition) -> [ObjectIdentity] {
        switch definition {
        case .column(let column):
            let generated = column.generated?.expression?.columns ?? []
            return [column.type?.asObject].compactMap(\.self) + columns(generated, of: identity.relation)
        case .domain(let column): return [column.type?.asObject].compactMap(\.self)
        case .index(let index, _):
            // The index of a constraint has the constraint's name.
            let constraint = identity.schemaName.map { ObjectIdentity.constraint(of: index.table, $0.name) }
            return [.relation(index.table)] + columns(index.columns, of: index.table)
                + [constraint].compactMap(\.self)
        case .constraint(let constraint, _): return dependencies(of: constraint)
        case .trigger(let trigger):
            return [.routine(trigger.function, nil)]
                + [trigger.referencedTable.map { .relation($0) }].compactMap(\.self)
                + columns(trigger.columns + (trigger.condition?.columns ?? []), of: identity.relation)
        case .routine(let routine):
            return (routine.parameters.map(\.type) + [routine.returns].compactMap(\.self)).compactMap(\.asObject)
        case .enumeration(let values):
            return identity.schemaName.map { type in values.map { .enumValue(of: type, $0) } } ?? []
        case .facets(let facets): return facets.objects + columns(facets.columns, of: identity.relation)
        case .exists, .relation, .view, .triggerState, .enumValue, .range, .text: return []
        }
    }

    private func dependencies(of constraint: Constraint) -> [ObjectIdentity] {
        var found = columns(constraint.columns, of: identity.relation)
        if case .foreignKey(let key) = constraint.kind {
            found += [.relation(key.table)] + columns(key.referenced, of: key.table)
        }
        if constraint.hasIndex, case .constraint(let table, let name) = identity {
            found.append(.index(ObjectName(schema: table.schema, name)))
        }
        return found
    }

    private func columns(_ names: [String], of table: ObjectName?) -> [ObjectIdentity] {
        guard let table else { return [] }
        return Set(names).map { .column(of: table, $0) }
    }

    /// True if it names an object of the schema.
    func names(schema: String) -> Bool {
        var found = identity == .schema(schema) || identity == .comment(on: .schema(schema))
        _ = mappingNames { _, name in
            if name.schema == schema { found = true }
            return name
        }
        return found
    }

    func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> Effect.Claim {
        Effect.Claim(identity.mappingNames(replace), expectation).mapping { $0.mappingNames(replace) }
    }
}

extension TypeName {
    /// The type as an object of a schema; nil for built-in types, which are never dropped.
    fileprivate var asObject: ObjectIdentity? { name.schema == nil ? nil : .type(name) }
}
