/// Qualifies every name. A written schema stays. A new object gets the first schema of the search path. For an existing
/// object it is the first schema that has such an object, in the catalog or from an earlier step.
package struct NameResolution {
    private let searchPath: [String]
    private var schemas: Set<String>
    private var known: Set<ObjectIdentity>

    package init(searchPath: [String], existing: some Sequence<ObjectIdentity>) {
        self.searchPath = searchPath
        schemas = Set(searchPath)
        known = []
        for identity in existing { add(identity) }
    }

    package mutating func resolved(_ steps: [EffectStep]) -> [EffectStep] { steps.map { resolved($0) } }

    private mutating func resolved(_ step: EffectStep) -> EffectStep {
        let path = step.searchPath ?? searchPath
        var step = step
        switch step.action {
        case .create(let identity, let definition):
            let definition = self.definition(definition, path)
            let created = created(identity, definition, path)
            add(created)
            step.action = .create(created, definition)
        case .alter(let identity, let facets):
            step.action = .alter(self.identity(identity, path), definition(facets, path))
        case .drop(let identity):
            let dropped = self.identity(identity, path)
            known.remove(dropped.withoutArguments)
            step.action = .drop(dropped)
        case .rename(let old, let new):
            let resolved = identity(old, path)
            let renamed = resolved.taking(nameOf: new, from: old)
            known.remove(resolved.withoutArguments)
            add(renamed)
            step.action = .rename(resolved, to: renamed)
        case .takeColumns(let table, let origin):
            let origin: ColumnOrigin =
                switch origin {
                case .like(let source, let parts):
                    .like(holder(of: .column(of: source, ""), source, path), including: parts)
                case .type(let type): .type(resolved(.type, type, path))
                case .query: origin
                }
            step.action = .takeColumns(resolved(.relation, table, path), from: origin)
        }
        return step
    }

    /// Adds an object. A routine is found by its name alone; argument types are compared later.
    private mutating func add(_ identity: ObjectIdentity) {
        known.insert(identity.withoutArguments)
        if case .schema(let name) = identity { schemas.insert(name) }
    }

    private func created(_ identity: ObjectIdentity, _ definition: ObjectDefinition, _ path: [String]) -> ObjectIdentity
    {
        switch identity {
        // An index is in its table's schema.
        case .index(let name): return .index(ObjectName(schema: definition.table?.schema, name.name))
        case .relation, .routine, .type, .other:
            // PostgreSQL skips schemas of the path that do not exist.
            let home = path.first(where: schemas.contains) ?? path.first ?? "public"
            return identity.mappingNames { space, name in
                space == identity.space
                    ? ObjectName(schema: name.schema ?? home, name.name) : resolved(space, name, path)
            }.withoutTypeModifiers
        default: return self.identity(identity, path)
        }
    }

    private func identity(_ identity: ObjectIdentity, _ path: [String]) -> ObjectIdentity {
        identity.mappingNames { space, name in
            space == identity.space ? holder(of: identity, name, path) : resolved(space, name, path)
        }.withoutTypeModifiers
    }

    /// The object whose schema is looked up: the table of a column, the type of a value, or the object itself.
    private func holder(of identity: ObjectIdentity, _ name: ObjectName, _ path: [String]) -> ObjectName {
        switch identity {
        case .column, .constraint, .trigger, .policy, .rule:
            // Domains have constraints, and composite types have columns.
            found(name, path) { known.contains(.relation($0)) || known.contains(.type($0)) }
        case .index: found(name, path) { known.contains(.index($0)) || known.contains(.relation($0)) }
        case .comment(let object), .facet(let object, _), .member(let object, _): holder(of: object, name, path)
        case .other(let kind, _): found(name, path) { known.contains(.other(kind: kind, $0)) }
        default: found(resolved(identity.space, name, path), path) { _ in false }
        }
    }

    private func definition(_ definition: ObjectDefinition, _ path: [String]) -> ObjectDefinition {
        definition.mappingNames { resolved($0, $1, path) }
    }

    private func resolved(_ space: Namespace, _ name: ObjectName, _ path: [String]) -> ObjectName {
        switch space {
        case .relation: return found(name, path) { known.contains(.relation($0)) }
        case .other: return found(name, path) { _ in false }
        // pg_catalog is first on every path, and its names stay without a schema.
        case .routine, .type:
            guard name.schema == nil, space == .routine || !TypeName(name).isBuiltIn else { return name }
            let candidates = path.map { ObjectName(schema: $0, name.name) }
            return candidates.first {
                known.contains(space == .routine ? .routine($0, nil) : .type($0))
                    || (space == .type && known.contains(.relation($0)))
            } ?? name
        }
    }

    private func found(_ name: ObjectName, _ path: [String], _ isKnown: (ObjectName) -> Bool) -> ObjectName {
        guard name.schema == nil else { return name }
        let candidates = path.map { ObjectName(schema: $0, name.name) }
        return candidates.first(where: isKnown) ?? candidates.first ?? ObjectName(schema: "public", name.name)
    }
}

extension ObjectIdentity {
    /// The namespace of the name.
    fileprivate var space: Namespace {
        switch self {
        case .routine: .routine
        case .type, .enumValue: .type
        case .comment(let object), .facet(let object, _), .member(let object, _): object.space
        case .schema, .extension, .other: .other
        default: .relation
        }
    }

    /// A routine without type modifiers: `varchar(20)` is `varchar` in its signature.
    fileprivate var withoutTypeModifiers: ObjectIdentity {
        switch self {
        case .routine(let name, let arguments):
            .routine(name, arguments.map { $0.map { TypeName($0.name, arrayDimensions: $0.arrayDimensions) } })
        case .comment(let object): .comment(on: object.withoutTypeModifiers)
        case .facet(let object, let name): .facet(of: object.withoutTypeModifiers, name)
        default: self
        }
    }

    /// The resolved object after a rename to `new`; SET SCHEMA gives the new schema.
    fileprivate func taking(nameOf new: ObjectIdentity, from old: ObjectIdentity) -> ObjectIdentity {
        guard let name = new.schemaName else { return new }
        if name.schema != old.schemaName?.schema, let schema = name.schema { return moved(to: schema) }
        return named(new.lastName)
    }
}
