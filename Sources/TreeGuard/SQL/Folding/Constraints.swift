import CPgQuery
import TreeGuardSchema

extension NamedConstraint {
    /// Reads a constraint; nil for column properties that the grammar lists as constraints: NOT NULL, DEFAULT ...
    /// `column` owns a column constraint. A new table has no rows, so NOT VALID has no effect there.
    init?(_ node: Node, column: String? = nil, isOfNewTable: Bool = false) {
        guard node.kind == PG_QUERY__NODE__NODE_CONSTRAINT else { return nil }
        let constraint = node.pointee.constraint.pointee
        guard let kind = Constraint.Kind(constraint, column: column) else { return nil }
        self.init(
            nonEmpty(constraint.conname),
            Constraint(
                kind, isDeferrable: constraint.deferrable != 0, isInitiallyDeferred: constraint.initdeferred != 0,
                isValid: isOfNewTable || constraint.skip_validation == 0))
    }
}

extension Constraint.Kind {
    fileprivate init?(_ constraint: PgQuery__Constraint, column: String?) {
        let own = column.map { [$0] } ?? []
        let keys = names(constraint.n_keys, constraint.keys)
        let include = names(constraint.n_including, constraint.including)
        switch constraint.contype {
        case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY, PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
            let isPrimary = constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY
            let columns = keys.isEmpty ? own : keys
            if let index = nonEmpty(constraint.indexname) {
                self = .usingIndex(index, isPrimary: isPrimary)
            } else if isPrimary {
                self = .primaryKey(columns: columns, include: include)
            } else {
                self = .unique(
                    columns: columns, include: include, nullsNotDistinct: constraint.nulls_not_distinct != 0)
            }
        case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
            guard let expression = constraint.raw_expr else { return nil }
            self = .check(Expression(expression), isInherited: constraint.is_no_inherit == 0)
        case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
            guard let key = Constraint.ForeignKey(constraint, own: own) else { return nil }
            self = .foreignKey(key)
        case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
            self = .exclusion(
                method: nonEmpty(constraint.access_method) ?? "btree",
                elements: nodes(constraint.n_exclusions, constraint.exclusions)
                    .compactMap(Constraint.ExclusionElement.init),
                include: include, predicate: constraint.where_clause.map { Expression($0) })
        default: return nil
        }
    }
}

extension Constraint.ExclusionElement {
    /// Reads a pair: the index element and the operator's name.
    fileprivate init?(_ node: Node) {
        let pair = node.items
        guard pair.count == 2, let element = Index.Element(pair[0]) else { return nil }
        let name = pair[1].items.compactMap(\.name).filter { $0 != "pg_catalog" }.joined(separator: ".")
        self.init(element: element, operator: name)
    }
}

extension Constraint.ForeignKey {
    fileprivate init?(_ constraint: PgQuery__Constraint, own: [String]) {
        guard let table = constraint.pktable else { return nil }
        let columns = names(constraint.n_fk_attrs, constraint.fk_attrs)
        self.init(
            columns: columns.isEmpty ? own : columns, table: ObjectName(table),
            referenced: names(constraint.n_pk_attrs, constraint.pk_attrs),
            onDelete: Action(letter: string(constraint.fk_del_action)),
            onUpdate: Action(letter: string(constraint.fk_upd_action)),
            match: string(constraint.fk_matchtype) == "f" ? .full : .simple,
            deleteColumns: names(constraint.n_fk_del_set_cols, constraint.fk_del_set_cols))
    }
}
