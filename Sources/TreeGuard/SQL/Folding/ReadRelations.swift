import CPgQuery
import TreeGuardSchema

/// The relations that a query reads or that rows are written to, wherever in the statement they stand.
struct ReadRelations {
    private(set) var names: [ObjectName] = []
    /// The names that WITH gives to queries: they are no relations.
    private var local: Set<String> = []

    static func names(in node: Node) -> [ObjectName] {
        var found = ReadRelations()
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_VIEW_STMT: value.view_stmt.pointee.query.map { found.look(at: $0) }
        case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
            value.create_table_as_stmt.pointee.query.map { found.look(at: $0) }
        case PG_QUERY__NODE__NODE_INSERT_STMT: found.look(atInsert: value.insert_stmt)
        case PG_QUERY__NODE__NODE_SELECT_STMT, PG_QUERY__NODE__NODE_UPDATE_STMT, PG_QUERY__NODE__NODE_DELETE_STMT,
            PG_QUERY__NODE__NODE_MERGE_STMT, PG_QUERY__NODE__NODE_COPY_STMT, PG_QUERY__NODE__NODE_TRUNCATE_STMT:
            found.look(at: node)
        default: return []
        }
        var seen: Set<ObjectName> = []
        return found.names.filter { name in
            let isLocal = name.schema == nil && (found.local.contains(name.name) || name.name.hasPrefix("pg_"))
            return !isLocal && seen.insert(name).inserted
        }
    }

    /// Of plain rows only the table counts: there may be very many.
    private mutating func look(atInsert insert: UnsafeMutablePointer<PgQuery__InsertStmt>) {
        let query = insert.pointee.select_stmt
        let isOfRows = query.map {
            $0.kind == PG_QUERY__NODE__NODE_SELECT_STMT && $0.pointee.select_stmt.pointee.n_values_lists > 0
        }
        if isOfRows ?? true, insert.pointee.with_clause == nil, insert.pointee.on_conflict_clause == nil {
            insert.pointee.relation.map { names.append(ObjectName($0)) }
        } else {
            look(at: insert)
        }
    }

    private mutating func look(at start: UnsafeMutableRawPointer) {
        if let message = Message(start) { look(message) }
    }

    private mutating func look(_ message: Message) {
        if message.isKind("RangeVar") {
            names.append(ObjectName(message.reading(PgQuery__RangeVar.self)))
            return
        }
        // SELECT INTO makes it.
        if message.isKind("IntoClause") { return }
        if message.isKind("CommonTableExpr") {
            local.insert(string(message.reading(PgQuery__CommonTableExpr.self).pointee.ctename))
        }
        for part in message.parts { look(part) }
    }
}
