import CPgQuery
import TreeGuardSchema

extension Statement.Kind {
    static func creatingType(_ node: Node) -> Statement.Kind? {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
            let create = value.create_enum_stmt.pointee
            return ObjectName(create.n_type_name, create.type_name).map {
                .createEnum(name: $0, values: names(create.n_vals, create.vals))
            }
        case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT: return alteringEnum(value.alter_enum_stmt.pointee)
        case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
            let create = value.composite_type_stmt.pointee
            guard let name = create.typevar else { return nil }
            let attributes = nodes(create.n_coldeflist, create.coldeflist)
                .filter { $0.kind == PG_QUERY__NODE__NODE_COLUMN_DEF }
                .map { Statement.ColumnDeclaration($0.pointee.column_def, isOfNewTable: true) }
            return .createComposite(name: ObjectName(name), attributes: attributes)
        case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
            let create = value.create_range_stmt.pointee
            let subtype = nodes(create.n_params, create.params).compactMap(\.definition)
                .first { $0.name == "subtype" }.flatMap { $0.pointee.arg?.typeName }
            return ObjectName(create.n_type_name, create.type_name).map { .createRange(name: $0, subtype: subtype) }
        case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
            return Statement.CreateDomain(value.create_domain_stmt.pointee).map { .createDomain($0) }
        default: return nil
        }
    }

    private static func alteringEnum(_ alter: PgQuery__AlterEnumStmt) -> Statement.Kind? {
        guard let type = ObjectName(alter.n_type_name, alter.type_name) else { return nil }
        if let old = nonEmpty(alter.old_val) {
            return .rename(Statement.Rename(.enumValue(of: type, old), to: string(alter.new_val)))
        }
        let neighbour = nonEmpty(alter.new_val_neighbor)
        let isAfter = alter.new_val_is_after != 0
        return .addEnumValue(
            type: type, value: string(alter.new_val), before: isAfter ? nil : neighbour,
            after: isAfter ? neighbour : nil, ifNotExists: alter.skip_if_new_val_exists != 0)
    }
}

extension Statement.CreateDomain {
    fileprivate init?(_ create: PgQuery__CreateDomainStmt) {
        guard let name = ObjectName(create.n_domainname, create.domainname), let type = create.type_name
        else { return nil }
        self.init(
            name: name, type: TypeName(type),
            collation: create.coll_clause.flatMap { ObjectName($0.pointee.n_collname, $0.pointee.collname) })
        for node in nodes(create.n_constraints, create.constraints) {
            guard node.kind == PG_QUERY__NODE__NODE_CONSTRAINT else { continue }
            let constraint = node.pointee.constraint.pointee
            switch constraint.contype {
            case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: isNullable = false
            case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
                if let expression = constraint.raw_expr { defaultValue = .expression(Expression(expression)) }
            default:
                if let named = NamedConstraint(node, isOfNewTable: true) { constraints.append(named) }
            }
        }
    }
}
