import CPgQuery
import TreeGuardSchema

/// Every relation that stands anywhere in a statement.
struct RelationNames {
    private(set) var found: [ObjectName] = []
    /// The relations whose rows are written, by the statement itself or by one of its WITH.
    private(set) var written: [(relation: ObjectName, changes: RowChanges)] = []
    private var seen: Set<ObjectName> = []
    /// WITH gives names to queries; without a schema they hide relations.
    private var queries: Set<String> = []

    init(in node: Node) {
        var waiting = [Message(node)].compactMap(\.self)
        while let message = waiting.popLast() {
            visit(message)
            waiting += message.parts
        }
        found.removeAll { $0.schema == nil && queries.contains($0.name) }
    }

    private mutating func visit(_ message: Message) {
        if message.isKind("RangeVar") {
            add(message.reading(PgQuery__RangeVar.self))
        } else if message.isKind("CommonTableExpr") {
            queries.insert(string(message.reading(PgQuery__CommonTableExpr.self).pointee.ctename))
        } else if message.isKind("InsertStmt") {
            let insert = message.reading(PgQuery__InsertStmt.self).pointee
            let conflict = insert.on_conflict_clause?.pointee
            let sets = conflict.map { targets($0.n_target_list, $0.target_list) } ?? []
            write(insert.relation, RowChanges(inserts: true, sets: sets))
        } else if message.isKind("UpdateStmt") {
            let update = message.reading(PgQuery__UpdateStmt.self).pointee
            write(update.relation, RowChanges(sets: targets(update.n_target_list, update.target_list)))
        } else if message.isKind("DeleteStmt") {
            write(message.reading(PgQuery__DeleteStmt.self).pointee.relation, RowChanges(deletes: true))
        } else if message.isKind("MergeStmt") {
            let merge = message.reading(PgQuery__MergeStmt.self).pointee
            write(merge.relation, RowChanges(merging: nodes(merge.n_merge_when_clauses, merge.merge_when_clauses)))
        }
    }

    private mutating func write(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, _ changes: RowChanges) {
        if let relation { written.append((ObjectName(relation), changes)) }
    }

    private mutating func add(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>) {
        let name = ObjectName(relation)
        if !name.name.isEmpty, seen.insert(name).inserted { found.append(name) }
    }
}

/// The columns that an UPDATE sets.
private func targets(_ count: Int, _ list: NodeList) -> Set<String> {
    Set(
        nodes(count, list).filter { $0.kind == PG_QUERY__NODE__NODE_RES_TARGET }
            .map { string($0.pointee.res_target.pointee.name) })
}

extension RowChanges {
    /// The changes by the WHEN clauses of a MERGE, all together.
    fileprivate init(merging clauses: [Node]) {
        self.init()
        for clause in clauses where clause.kind == PG_QUERY__NODE__NODE_MERGE_WHEN_CLAUSE {
            let when = clause.pointee.merge_when_clause.pointee
            switch when.command_type {
            case PG_QUERY__CMD_TYPE__CMD_INSERT: inserts = true
            case PG_QUERY__CMD_TYPE__CMD_DELETE: deletes = true
            case PG_QUERY__CMD_TYPE__CMD_UPDATE: sets.formUnion(targets(when.n_target_list, when.target_list))
            default: break
            }
        }
    }
}
