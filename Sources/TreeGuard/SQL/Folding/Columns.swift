import CPgQuery
import TreeGuardSchema

extension Statement.ColumnDeclaration {
    init(_ definition: UnsafeMutablePointer<PgQuery__ColumnDef>, isOfNewTable: Bool) {
        let definition = definition.pointee
        let name = string(definition.colname)
        var facets = Column()
        var constraints: [NamedConstraint] = []
        if let type = definition.type_name {
            facets = Column(
                type: TypeName(type), isNullable: true, defaultValue: Column.DefaultValue.none,
                identity: Column.Identity.none, generated: Column.Generated.none)
        }
        facets.collation = definition.coll_clause.flatMap { ObjectName($0.pointee.n_collname, $0.pointee.collname) }
        facets.compression = nonEmpty(definition.compression)
        for node in nodes(definition.n_constraints, definition.constraints) {
            guard node.kind == PG_QUERY__NODE__NODE_CONSTRAINT else { continue }
            if let constraint = NamedConstraint(node, column: name, isOfNewTable: isOfNewTable) {
                constraints.append(constraint)
            } else if !constraints.isEmpty {
                constraints[constraints.count - 1].constraint.apply(node.pointee.constraint.pointee.contype)
            }
            facets.apply(node.pointee.constraint.pointee)
        }
        self.init(name: name, column: facets, constraints: constraints)
    }
}

extension Column {
    /// Applies a constraint beside the column to the column itself.
    fileprivate mutating func apply(_ constraint: PgQuery__Constraint) {
        switch constraint.contype {
        case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL, PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY: isNullable = false
        case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: isNullable = true
        case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
            if let expression = constraint.raw_expr { defaultValue = .expression(Expression(expression)) }
        case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
            identity = Identity(letter: string(constraint.generated_when))
            isNullable = false
        case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
            if let expression = constraint.raw_expr { generated = .stored(Expression(expression)) }
        default: break
        }
    }
}

extension Column.Identity {
    // ATTRIBUTE_IDENTITY_* of catalog/pg_attribute.h.
    init(letter: String) { self = letter == "a" ? .always : .byDefault }
}

extension Constraint {
    /// DEFERRABLE and its like are constraints of their own to the grammar, after the one that they qualify.
    fileprivate mutating func apply(_ attribute: PgQuery__ConstrType) {
        switch attribute {
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE: isDeferrable = true
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE: isDeferrable = false
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
            isDeferrable = true
            isInitiallyDeferred = true
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE: isInitiallyDeferred = false
        default: break
        }
    }
}
