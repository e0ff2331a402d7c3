import CPgQuery
import TreeGuardSchema

extension ObjectIdentity {
    /// The object that COMMENT, DROP and ALTER name: the grammar gives a string, a list of strings, a type or a
    /// signature, depending on the kind.
    init?(_ type: PgQuery__ObjectType, _ node: Node) {
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE,
            PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT, PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER,
            PG_QUERY__OBJECT_TYPE__OBJECT_POLICY, PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
            let parts = node.items.compactMap(\.name)
            guard let name = parts.last, let owner = ObjectName(Array(parts.dropLast())) else { return nil }
            self.init(type, name, of: owner)
        case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT:
            let parts = node.items
            guard parts.count == 2, let domain = parts[0].typeName, let name = parts[1].name else { return nil }
            self = .constraint(of: domain.name, name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
            PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE, PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            guard node.kind == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS else { return nil }
            self.init(routine: node.pointee.object_with_args.pointee)
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE, PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
            guard let name = node.typeName?.name ?? ObjectName(node.items.compactMap(\.name)) else { return nil }
            self = .type(name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA:
            guard let name = node.plainName else { return nil }
            self = .schema(name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION:
            guard let name = node.plainName else { return nil }
            self = .extension(name)
        case _ where ObjectIdentity.isRelation(type):
            guard let name = ObjectName(node.items.compactMap(\.name)) else { return nil }
            self = .relation(name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
            guard let name = ObjectName(node.items.compactMap(\.name)) else { return nil }
            self = .index(name)
        default:
            self = .other(kind: ObjectKind.words(for: type).lowercased(), node.otherName(type))
        }
    }

    /// ALTER TABLE ... and its like name the relation, and the part apart.
    init?(_ type: PgQuery__ObjectType, relation: UnsafeMutablePointer<PgQuery__RangeVar>, part: String) {
        let name = ObjectName(relation)
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: self = .index(name)
        case _ where ObjectIdentity.isRelation(type): self = .relation(name)
        default: self.init(type, part, of: name)
        }
    }

    private init?(_ type: PgQuery__ObjectType, _ name: String, of owner: ObjectName) {
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN, PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE:
            self = .column(of: owner, name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: self = .constraint(of: owner, name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER: self = .trigger(of: owner, name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: self = .policy(of: owner, name)
        case PG_QUERY__OBJECT_TYPE__OBJECT_RULE: self = .rule(of: owner, name)
        default: return nil
        }
    }

    /// `objfuncargs` is what was written, `objargs` only the input types: the signature.
    private init?(routine: PgQuery__ObjectWithArgs) {
        guard let name = ObjectName(routine.n_objname, routine.objname) else { return nil }
        let arguments = nodes(routine.n_objargs, routine.objargs)
            .filter { $0.kind == PG_QUERY__NODE__NODE_TYPE_NAME }.map { TypeName(ofRoutine: $0.pointee.type_name) }
        self = .routine(name, routine.args_unspecified != 0 ? nil : arguments)
    }

    private static func isRelation(_ type: PgQuery__ObjectType) -> Bool {
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW,
            PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW, PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE,
            PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE:
            true
        default: false
        }
    }
}

extension Node {
    var typeName: TypeName? { kind == PG_QUERY__NODE__NODE_TYPE_NAME ? TypeName(pointee.type_name) : nil }

    /// One name, as a string or as a list of one.
    var plainName: String? { name ?? items.last?.name }

    /// A name for the kinds that have no case of their own; what tells them apart beside it is part of it.
    fileprivate func otherName(_ type: PgQuery__ObjectType) -> ObjectName {
        switch kind {
        case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
            let object = pointee.object_with_args.pointee
            let name = ObjectName(object.n_objname, object.objname) ?? ObjectName("")
            // A prefix operator has no left operand, which protobuf gives as an empty node.
            let arguments = UnsafeBufferPointer(
                start: object.objargs, count: object.objargs == nil ? 0 : object.n_objargs
            )
            .map { $0?.typeName?.shortDescription ?? "NONE" }
            return ObjectName(schema: name.schema, name.name + " (" + arguments.joined(separator: ", ") + ")")
        case PG_QUERY__NODE__NODE_LIST:
            let types = items.compactMap(\.typeName)
            if type == PG_QUERY__OBJECT_TYPE__OBJECT_CAST, types.count == 2 {
                return ObjectName("\(types[0].shortDescription) AS \(types[1].shortDescription)")
            }
            if let type = types.first { return ObjectName("\(type.shortDescription) \(items.last?.name ?? "")") }
            let parts = items.compactMap(\.name)
            if type == PG_QUERY__OBJECT_TYPE__OBJECT_OPCLASS || type == PG_QUERY__OBJECT_TYPE__OBJECT_OPFAMILY {
                let name = ObjectName(Array(parts.dropFirst())) ?? ObjectName("")
                return ObjectName(schema: name.schema, name.name + " USING " + (parts.first ?? ""))
            }
            return ObjectName(parts) ?? ObjectName("")
        default: return ObjectName(name ?? optionText)
        }
    }
}
