import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Extended statistics.
    static let statistics: Family = [
        (PG_QUERY__NODE__NODE_CREATE_STATS_STMT, { $0.create_stats_stmt.pointee.declaration }),
        (
            PG_QUERY__NODE__NODE_ALTER_STATS_STMT,
            { node in
                let alter = node.alter_stats_stmt.pointee
                let object = ObjectIdentity.other("statistics", names(alter.n_defnames, alter.defnames))
                return Declaration.Body([
                    .setting("target", of: object, .text("\(alter.stxstattarget)"), if: alter.missing_ok != 0)
                ])
            }
        ),
    ]
}

extension PgQuery__CreateStatsStmt {
    fileprivate var declaration: Declaration.Body? {
        let elements = nodes(n_exprs, exprs).filter { $0.kind == PG_QUERY__NODE__NODE_STATS_ELEM }
            .map { $0.pointee.stats_elem.pointee }
        let columns = elements.compactMap { nonEmpty($0.name) }
        let expressions = elements.compactMap { $0.expr.map { Canonical.expression($0) } }
        let table = nodes(n_relations, relations).first { $0.kind == PG_QUERY__NODE__NODE_RANGE_VAR }
            .map { ObjectName($0.pointee.range_var) }
        var facets: Facets = ["columns": .set(Set(columns))]
        facets["table"] = table.map { .object(.relation($0)) }
        if !expressions.isEmpty { facets["expressions"] = .opaque(expressions.sorted().joined(separator: ", ")) }
        // Statistics on a single expression have only one kind.
        if elements.count > 1 {
            let kinds = Set(names(n_stat_types, stat_types))
            facets["kinds"] = .set(kinds.isEmpty ? ["ndistinct", "dependencies", "mcv"] : kinds)
        }
        return Declaration.Body([
            .make(.other("statistics", names(n_defnames, defnames)), facets, if: if_not_exists != 0)
        ])
    }
}
