extension Effect.Claim {
    /// The claim after an object that it is about, or that it names, got another name or schema.
    func renamed(_ old: ObjectIdentity, to new: ObjectIdentity) -> Effect.Claim {
        switch (old, new) {
        case (.relation(let from), .relation(let to)): return renamed(from, to).movedWithTable(from, to)
        case (.type(let from), .type(let to)): return renamed(from, to)
        case (.routine(let from, _), .routine(let to, _)):
            return mappingNames { space, name in space == .routine && name.isMeant(by: from) ? to : name }
        case (.schema(let from), .schema(let to)):
            let claim = mappingNames { _, name in
                name.schema == from ? ObjectName(schema: to, name.name) : name
            }
            return Effect.Claim(claim.identity.replacing(old, with: new), claim.expectation)
        case (.column(let table, let from), .column(_, let to)):
            return withIdentity { $0.replacing(old, with: new) }.mapping { definition in
                if identity.relation == table || definition.table == table {
                    return definition.renamingColumn(from, to: to)
                }
                return definition.renamingReferencedColumn(from, to: to)
            }
        case (.enumValue(let type, let from), .enumValue(_, let to)):
            return withIdentity { $0.replacing(old, with: new) }.mapping { definition in
                guard case .enumeration(let values) = definition, identity == .type(type) else {
                    return definition
                }
                return .enumeration(values.map { $0 == from ? to : $0 })
            }
        case (.index(let from), .index(let to)):
            return withIdentity { identity in
                // A constraint and its index share one name; renaming one renames both.
                if case .constraint(let table, from.name) = identity, table.schema == from.schema {
                    return .constraint(of: table, to.name)
                }
                return identity.replacing(old, with: new)
            }
        case (.constraint(let table, let from), .constraint(_, let to)):
            let index = ObjectIdentity.index(ObjectName(schema: table.schema, from))
            return withIdentity {
                $0.replacing(old, with: new).replacing(index, with: index.named(to))
            }
        default: return withIdentity { $0.replacing(old, with: new) }
        }
    }

    private func withIdentity(_ change: (ObjectIdentity) -> ObjectIdentity) -> Effect.Claim {
        Effect.Claim(change(identity), expectation)
    }

    /// The claim after the rename of a table or type: a table's row type has the table's name.
    private func renamed(_ from: ObjectName, _ to: ObjectName) -> Effect.Claim {
        mappingNames { space, name in
            switch space {
            case .relation: name == from ? to : name
            case .type: name.isMeant(by: from) ? to : name
            case .routine, .other: name
            }
        }
    }

    /// The claim after its table moved to another schema: indexes move with it.
    private func movedWithTable(_ from: ObjectName, _ to: ObjectName) -> Effect.Claim {
        guard from.schema != to.schema, case .index(let name) = identity, definition?.table == to else { return self }
        return Effect.Claim(.index(ObjectName(schema: to.schema, name.name)), expectation)
    }
}

extension ObjectName {
    /// True if the name may mean `other`: names inside expressions are not always qualified.
    fileprivate func isMeant(by other: ObjectName) -> Bool {
        name == other.name && (schema == nil || schema == other.schema)
    }
}

extension ObjectIdentity {
    fileprivate func replacing(_ old: ObjectIdentity, with new: ObjectIdentity) -> ObjectIdentity {
        if self == old { return new }
        return switch self {
        case .comment(let object): .comment(on: object.replacing(old, with: new))
        case .facet(let object, let name): .facet(of: object.replacing(old, with: new), name)
        case .member(let object, let whole):
            .member(object.replacing(old, with: new), of: whole.replacing(old, with: new))
        default: self
        }
    }
}
