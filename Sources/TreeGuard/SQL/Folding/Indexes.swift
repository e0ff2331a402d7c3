import CPgQuery
import TreeGuardSchema

extension Statement.CreateIndex {
    init?(_ create: PgQuery__IndexStmt) {
        guard let relation = create.relation else { return nil }
        self.init(
            name: nonEmpty(create.idxname),
            index: Index(
                on: ObjectName(relation), method: nonEmpty(create.access_method) ?? "btree",
                elements: nodes(create.n_index_params, create.index_params).compactMap(Index.Element.init),
                include: nodes(create.n_index_including_params, create.index_including_params)
                    .compactMap(Index.Element.init).map(\.keyText),
                predicate: create.where_clause.map { Expression($0) }, isUnique: create.unique != 0,
                nullsNotDistinct: create.nulls_not_distinct != 0, options: options(create.n_options, create.options)),
            isConcurrent: create.concurrent != 0, ifNotExists: create.if_not_exists != 0)
    }
}

extension Index.Element {
    init?(_ node: Node) {
        guard node.kind == PG_QUERY__NODE__NODE_INDEX_ELEM else { return nil }
        let element = node.pointee.index_elem.pointee
        let isDescending = element.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
        let nullsFirst =
            switch element.nulls_ordering {
            case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: true
            case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: false
            default: isDescending
            }
        let key: Key = element.expr.map { .expression(Expression($0)) } ?? .column(string(element.name))
        // `(lower(a) COLLATE "C")` is the same as `lower(a) COLLATE "C"`.
        let collated: (key: Key, collation: ObjectName?) =
            if case .expression(.collate(let inner, let name)) = key { (.expression(inner), name) } else { (key, nil) }
        self.init(
            collated.key, collation: ObjectName(element.n_collation, element.collation) ?? collated.collation,
            operatorClass: ObjectName(element.n_opclass, element.opclass), isDescending: isDescending,
            nullsFirst: nullsFirst, operatorClassOptions: options(element.n_opclassopts, element.opclassopts))
    }

    fileprivate var keyText: String { if case .column(let name) = key { name } else { "" } }
}
