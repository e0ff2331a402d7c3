/// A namespace of PostgreSQL. Objects of one schema may share a name across namespaces, but never within one.
package enum Namespace: Hashable, Sendable { case relation, routine, type, other }

extension ObjectIdentity {
    /// The same object with another name of its own.
    package func named(_ name: String) -> ObjectIdentity {
        switch self {
        case .schema: .schema(name)
        case .relation(let old): .relation(ObjectName(schema: old.schema, name))
        case .index(let old): .index(ObjectName(schema: old.schema, name))
        case .column(let table, _): .column(of: table, name)
        case .constraint(let table, _): .constraint(of: table, name)
        case .trigger(let table, _): .trigger(of: table, name)
        case .policy(let table, _): .policy(of: table, name)
        case .rule(let table, _): .rule(of: table, name)
        case .routine(let old, let arguments): .routine(ObjectName(schema: old.schema, name), arguments)
        case .type(let old): .type(ObjectName(schema: old.schema, name))
        case .enumValue(let type, _): .enumValue(of: type, name)
        case .extension: .extension(name)
        case .comment(let object): .comment(on: object.named(name))
        case .facet(let object, _): .facet(of: object, name)
        case .member(let object, let whole): .member(object.named(name), of: whole)
        case .other(let kind, let old): .other(kind: kind, ObjectName(schema: old.schema, name))
        }
    }

    /// The object's own name, without its owner.
    var lastName: String {
        switch self {
        case .schema(let name), .extension(let name), .column(_, let name), .constraint(_, let name),
            .trigger(_, let name), .policy(_, let name), .rule(_, let name), .enumValue(_, let name):
            name
        case .relation(let name), .index(let name), .routine(let name, _), .type(let name), .other(_, let name):
            name.name
        case .comment(let object), .member(let object, _): object.lastName
        case .facet(_, let name): name
        }
    }

    /// The same object in another schema.
    package func moved(to schema: String) -> ObjectIdentity {
        // The types of its arguments do not move.
        if case .routine(let name, let arguments) = self {
            return .routine(ObjectName(schema: schema, name.name), arguments)
        }
        return mappingNames { _, name in ObjectName(schema: schema, name.name) }
    }

    /// The same object with every schema-qualified name replaced.
    package func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> ObjectIdentity {
        switch self {
        case .schema, .extension: self
        case .relation(let name): .relation(replace(.relation, name))
        case .index(let name): .index(replace(.relation, name))
        case .column(let table, let name): .column(of: replace(.relation, table), name)
        case .constraint(let table, let name): .constraint(of: replace(.relation, table), name)
        case .trigger(let table, let name): .trigger(of: replace(.relation, table), name)
        case .policy(let table, let name): .policy(of: replace(.relation, table), name)
        case .rule(let table, let name): .rule(of: replace(.relation, table), name)
        case .routine(let name, let arguments):
            .routine(replace(.routine, name), arguments.map { $0.map { $0.mappingName(replace) } })
        case .type(let name): .type(replace(.type, name))
        case .enumValue(let type, let value): .enumValue(of: replace(.type, type), value)
        case .comment(let object): .comment(on: object.mappingNames(replace))
        case .facet(let object, let name): .facet(of: object.mappingNames(replace), name)
        case .member(let object, let whole): .member(object.mappingNames(replace), of: whole.mappingNames(replace))
        case .other(let kind, let name):
            ObjectKinds.inSchemas.contains(kind) ? .other(kind: kind, replace(.other, name)) : self
        }
    }

    /// The name that has a schema: its own, or its owner's.
    package var schemaName: ObjectName? {
        switch self {
        case .relation(let name), .index(let name), .column(let name, _), .constraint(let name, _),
            .trigger(let name, _), .policy(let name, _), .rule(let name, _), .routine(let name, _), .type(let name),
            .enumValue(let name, _), .other(_, let name):
            name
        case .comment(let object), .facet(let object, _), .member(let object, _): object.schemaName
        case .schema, .extension: nil
        }
    }

    /// True if ALTER statements define it, without a CREATE.
    package var isFacet: Bool { if case .facet = self { true } else { false } }

    /// The relation itself, or the relation that it belongs to.
    package var relation: ObjectName? {
        if case .relation(let name) = self { return name }
        if case .member(let object, let whole) = self { return whole.relation ?? object.relation }
        return owner?.relation
    }

    /// A routine without its argument types; any other object unchanged.
    package var withoutArguments: ObjectIdentity {
        switch self {
        case .routine(let name, _): .routine(name, nil)
        case .comment(let object): .comment(on: object.withoutArguments)
        case .facet(let object, let name): .facet(of: object.withoutArguments, name)
        case .member(let object, let whole): .member(object.withoutArguments, of: whole.withoutArguments)
        default: self
        }
    }

    /// True if both name one object. A routine may be named without its arguments.
    func isSame(as other: ObjectIdentity) -> Bool {
        if self == other { return true }
        guard withoutArguments == other.withoutArguments else { return false }
        return self == withoutArguments || other == other.withoutArguments
    }

    /// True if `CatalogQuestion.all` asks about such objects. If not, their absence from the catalog means nothing.
    package var isAskedFor: Bool {
        switch self {
        case .schema, .relation, .index, .column, .constraint, .trigger, .policy, .rule, .routine, .type, .enumValue,
            .extension:
            true
        case .other(let kind, _): ObjectKinds.asked.contains(kind)
        case .comment(let object), .facet(let object, _), .member(_, let object): object.isAskedFor
        }
    }
}

extension TypeName {
    func mappingName(_ replace: (Namespace, ObjectName) -> ObjectName) -> TypeName {
        var type = self
        type.name = replace(.type, name)
        return type
    }
}
