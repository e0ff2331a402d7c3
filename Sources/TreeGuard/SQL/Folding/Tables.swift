import CPgQuery
import TreeGuardSchema

extension Statement.CreateTable {
    init?(_ create: PgQuery__CreateStmt) {
        guard let relation = create.relation else { return nil }
        self.init(name: ObjectName(relation), ifNotExists: create.if_not_exists != 0)
        setPersistence(of: relation)
        let parents = nodes(create.n_inh_relations, create.inh_relations)
            .filter { $0.kind == PG_QUERY__NODE__NODE_RANGE_VAR }.map { ObjectName($0.pointee.range_var) }
        if let bound = create.partbound {
            partitionOf = parents.first
            partitionBound = Canonical.bound(bound.pointee)
        } else {
            inherits = parents
        }
        partitionBy = create.partspec.map { Canonical.partitioning($0.pointee) }
        origins = create.of_typename.map { [.type(TypeName($0).name)] } ?? []
        for element in nodes(create.n_table_elts, create.table_elts) + nodes(create.n_constraints, create.constraints) {
            add(element)
        }
    }

    /// CREATE TABLE AS and SELECT INTO. `query` is canonical.
    init?(_ into: PgQuery__IntoClause, query: String, ifNotExists: Bool) {
        guard let relation = into.rel else { return nil }
        let columns = names(into.n_col_names, into.col_names)
        self.init(
            name: ObjectName(relation), columns: columns.map { .init(name: $0, column: Column()) },
            ifNotExists: ifNotExists, origins: [.query(query, columns: columns)])
        setPersistence(of: relation)
    }

    private mutating func setPersistence(of relation: UnsafeMutablePointer<PgQuery__RangeVar>) {
        isTemporary = relation.isTemporary
        isUnlogged = string(relation.pointee.relpersistence) == "u"
    }

    private mutating func add(_ element: Node) {
        switch element.kind {
        case PG_QUERY__NODE__NODE_COLUMN_DEF:
            columns.append(.init(element.pointee.column_def, isOfNewTable: true))
        case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
            let like = element.pointee.table_like_clause.pointee
            guard let relation = like.relation else { return }
            let parts = ColumnOrigin.CopiedPart.allCases.filter { like.options & (1 << UInt32($0.rawValue)) != 0 }
            origins.append(.like(ObjectName(relation), including: Set(parts)))
        default:
            if let constraint = NamedConstraint(element, isOfNewTable: true) { constraints.append(constraint) }
        }
    }
}

extension UnsafeMutablePointer<PgQuery__RangeVar> {
    /// `TEMPORARY`, or named in the session's own schema.
    var isTemporary: Bool {
        string(pointee.relpersistence) == "t" || string(pointee.schemaname) == "pg_temp"
    }
}

extension Canonical {
    /// The partition key as pg_get_partkeydef prints it, with expressions as the parser prints them.
    static func partitioning(_ specification: PgQuery__PartitionSpec) -> String {
        let parts = nodes(specification.n_part_params, specification.part_params)
            .filter { $0.kind == PG_QUERY__NODE__NODE_PARTITION_ELEM }
            .map { element in
                let element = element.pointee.partition_elem.pointee
                let key = element.expr.map(partitionKey) ?? quotedIdentifier(string(element.name))
                let collation = ObjectName(element.n_collation, element.collation).map { " COLLATE \($0)" } ?? ""
                let operatorClass = ObjectName(element.n_opclass, element.opclass).map { " \($0)" } ?? ""
                return key + collation + operatorClass
            }
        let strategy = string(specification.strategy).uppercased()
        return "PARTITION BY \(strategy) (\(parts.joined(separator: ", ")))"
    }

    /// Only a function call stands without parentheses of its own.
    private static func partitionKey(_ node: Node) -> String {
        node.kind == PG_QUERY__NODE__NODE_FUNC_CALL ? expression(node) : "(" + expression(node) + ")"
    }

    /// `FOR VALUES ...` or DEFAULT, as pg_get_expr(relpartbound) prints them.
    static func bound(_ bound: PgQuery__PartitionBoundSpec) -> String {
        if bound.is_default != 0 { return "DEFAULT" }
        switch string(bound.strategy) {
        case "h": return "FOR VALUES WITH (modulus \(bound.modulus), remainder \(bound.remainder))"
        case "l": return "FOR VALUES IN (\(values(bound.n_listdatums, bound.listdatums)))"
        default:
            return "FOR VALUES FROM (\(values(bound.n_lowerdatums, bound.lowerdatums)))"
                + " TO (\(values(bound.n_upperdatums, bound.upperdatums)))"
        }
    }

    private static func values(_ count: Int, _ list: NodeList) -> String {
        nodes(count, list).map { node in
            // The grammar reads MINVALUE and MAXVALUE as columns.
            if node.kind == PG_QUERY__NODE__NODE_COLUMN_REF,
                let word = nodes(node.pointee.column_ref.pointee.n_fields, node.pointee.column_ref.pointee.fields)
                    .first?.name
            {
                return word.uppercased()
            }
            return expression(node)
        }.joined(separator: ", ")
    }
}
