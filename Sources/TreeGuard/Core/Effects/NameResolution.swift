/// Gives every name the schema that it means: the one that the statement says, or the first on the search path that
/// holds such an object, in the catalog or made by an earlier step; where none does, the first of the path.
package struct NameResolution {
    private let searchPath: [String]
    private var known: Set<ObjectIdentity>

    package init(searchPath: [String], existing: some Sequence<ObjectIdentity>) {
        self.searchPath = searchPath
        // A routine is found by its name alone: argument types are compared later.
        known = Set(existing.map(\.withoutArguments))
    }

    package mutating func resolved(_ steps: [EffectStep]) -> [EffectStep] { steps.map { resolved($0) } }

    private mutating func resolved(_ step: EffectStep) -> EffectStep {
        let path = step.searchPath ?? searchPath
        var step = step
        switch step.action {
        case .create(let identity, let definition):
            let definition = self.definition(definition, path)
            // An index lives where its table does.
            let identity = self.identity(identity, definition.table?.schema.map { [$0] } ?? path)
            known.insert(identity.withoutArguments)
            step.action = .create(identity, definition)
        case .alter(let identity, let facets):
            step.action = .alter(self.identity(identity, path), definition(facets, path))
        case .drop(let identity): step.action = .drop(self.identity(identity, path))
        case .rename(let old, let new):
            let resolved = identity(old, path)
            let renamed = resolved.takingSchema(of: new, from: old)
            known.insert(renamed.withoutArguments)
            step.action = .rename(resolved, to: renamed)
        }
        return step
    }

    private func identity(_ identity: ObjectIdentity, _ path: [String]) -> ObjectIdentity {
        identity.mappingNames { name in
            qualified(name, on: path) { known.contains(identity.holder(named: $0).withoutArguments) }
        }.resolvingArguments { type($0, path) }
    }

    private func definition(_ definition: ObjectDefinition, _ path: [String]) -> ObjectDefinition {
        switch definition {
        case .column(var column):
            column.type = column.type.map { type($0, path) }
            return .column(column)
        case .trigger(var trigger):
            trigger.function = qualified(trigger.function, on: path) { known.contains(.routine($0, nil)) }
            return .trigger(trigger)
        case .routine(var routine):
            routine.parameters = routine.parameters.map { parameter in
                var parameter = parameter
                parameter.type = type(parameter.type, path)
                return parameter
            }
            routine.returns = routine.returns.map { type($0, path) }
            return .routine(routine)
        default:
            return definition.mappingNames { name in qualified(name, on: path) { known.contains(.relation($0)) } }
        }
    }

    /// Built-in types stay without a schema, unless the path holds a type of that name.
    private func type(_ type: TypeName, _ path: [String]) -> TypeName {
        guard type.name.schema == nil else { return type }
        var type = type
        for schema in path {
            let name = ObjectName(schema: schema, type.name.name)
            if known.contains(.type(name)) || known.contains(.relation(name)) {
                type.name = name
                break
            }
        }
        return type
    }

    private func qualified(_ name: ObjectName, on path: [String], isKnown: (ObjectName) -> Bool) -> ObjectName {
        guard name.schema == nil else { return name }
        let candidates = path.map { ObjectName(schema: $0, name.name) }
        return candidates.first(where: isKnown) ?? candidates.first ?? ObjectName(schema: "public", name.name)
    }
}

extension ObjectIdentity {
    /// The object of a schema that decides where the name is looked for: the table of a column, itself otherwise.
    fileprivate func holder(named name: ObjectName) -> ObjectIdentity {
        switch self {
        case .column, .constraint, .trigger, .policy, .rule: .relation(name)
        case .enumValue: .type(name)
        case .comment(let object): object.holder(named: name)
        default: mappingNames { _ in name }
        }
    }

    fileprivate var withoutArguments: ObjectIdentity {
        if case .routine(let name, _) = self { return .routine(name, nil) }
        return self
    }

    fileprivate func resolvingArguments(_ resolve: (TypeName) -> TypeName) -> ObjectIdentity {
        switch self {
        case .routine(let name, let arguments): .routine(name, arguments.map { $0.map(resolve) })
        case .comment(let object): .comment(on: object.resolvingArguments(resolve))
        default: self
        }
    }

    /// The new identity of a rename, once the old one has been resolved.
    fileprivate func takingSchema(of new: ObjectIdentity, from old: ObjectIdentity) -> ObjectIdentity {
        // SET SCHEMA says the new schema itself; a rename keeps the resolved one.
        var names: [ObjectName] = []
        _ = new.mappingNames {
            names.append($0)
            return $0
        }
        guard let name = names.first else { return new }
        return new.mappingNames { _ in
            var resolved: ObjectName = name
            _ = mappingNames {
                resolved = ObjectName(schema: $0.schema, name.name)
                return $0
            }
            return name.schema != nil && name.schema != old.schemaName ? name : resolved
        }
    }

    private var schemaName: String? {
        var schema: String?
        _ = mappingNames {
            schema = $0.schema
            return $0
        }
        return schema
    }
}
