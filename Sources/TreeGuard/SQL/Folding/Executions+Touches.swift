import CPgQuery
import TreeGuardSchema

extension Execution {
    /// Finds the relations that the statement uses, where the folded statement does not tell.
    mutating func look(at node: Node) {
        let names = RelationNames(in: node)
        named = names.found
        touches = names.written.map { Touch($0.relation, .rowExclusive, .rows, changes: $0.changes) }
        lookAtRows(node)
        lookAtMaintenance(node)
        lookAtDefinitions(node)
    }

    private mutating func lookAtRows(_ node: Node) {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_COPY_STMT where value.copy_stmt.pointee.is_from != 0:
            touch(value.copy_stmt.pointee.relation, .rowExclusive, .rows, changes: RowChanges(inserts: true))
        case PG_QUERY__NODE__NODE_SELECT_STMT where value.select_stmt.pointee.n_locking_clause > 0:
            for name in named { touches.append(Touch(name, .rowShare, .rows)) }
        case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
            let truncate = value.truncate_stmt.pointee
            cascades = truncate.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
            // What it empties is not read: a new file takes the place of the old one.
            touch(truncate.n_relations, truncate.relations, .accessExclusive, .none)
        case PG_QUERY__NODE__NODE_LOCK_STMT:
            let lock = value.lock_stmt.pointee
            let mode = LockMode(rawValue: Int(lock.mode)) ?? .accessExclusive
            touch(lock.n_relations, lock.relations, mode, .none)
        default: break
        }
    }

    private mutating func lookAtMaintenance(_ node: Node) {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_VACUUM_STMT:
            let vacuum = value.vacuum_stmt.pointee
            let isFull = options(vacuum.n_options, vacuum.options)["full"].map { $0 != "false" } ?? false
            let mode: LockMode = isFull ? .accessExclusive : .shareUpdateExclusive
            let relations = nodes(vacuum.n_rels, vacuum.rels)
                .filter { $0.kind == PG_QUERY__NODE__NODE_VACUUM_RELATION }
                .compactMap(\.pointee.vacuum_relation.pointee.relation)
            for relation in relations { touch(relation, mode, isFull ? .rewrite : .scan) }
            if relations.isEmpty { everywhere = mode }
        case PG_QUERY__NODE__NODE_CLUSTER_STMT:
            let relation = value.cluster_stmt.pointee.relation
            touch(relation, .accessExclusive, .rewrite)
            if relation == nil { everywhere = .accessExclusive }
        case PG_QUERY__NODE__NODE_REINDEX_STMT:
            let relation = value.reindex_stmt.pointee.relation
            touch(relation, isConcurrent ? .shareUpdateExclusive : .share, .scan)
            if relation == nil { everywhere = .share }
        case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
            let refresh = value.refresh_mat_view_stmt.pointee
            let isConcurrent = refresh.concurrent != 0
            touch(refresh.relation, isConcurrent ? .exclusive : .accessExclusive, isConcurrent ? .scan : .rewrite)
        default: break
        }
    }

    private mutating func lookAtDefinitions(_ node: Node) {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
            let alter = value.alter_table_stmt.pointee
            isOnly = alter.relation.map { $0.pointee.inh == 0 } ?? false
            isAboutType = alter.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE
            let commands = nodes(alter.n_cmds, alter.cmds).filter { $0.kind == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD }
                .map(\.pointee.alter_table_cmd.pointee)
            cascades = commands.contains(where: \.cascades)
            convertsByExpression = commands.contains(where: \.convertsByExpression)
        case PG_QUERY__NODE__NODE_INDEX_STMT:
            isOnly = value.index_stmt.pointee.relation.map { $0.pointee.inh == 0 } ?? false
        case PG_QUERY__NODE__NODE_RENAME_STMT:
            isOnly = value.rename_stmt.pointee.relation.map { $0.pointee.inh == 0 } ?? false
        case PG_QUERY__NODE__NODE_DROP_STMT:
            cascades = value.drop_stmt.pointee.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
        default: break
        }
    }

    private mutating func touch(_ count: Int, _ list: NodeList, _ mode: LockMode, _ work: LockWork) {
        for node in nodes(count, list) where node.kind == PG_QUERY__NODE__NODE_RANGE_VAR {
            touch(node.pointee.range_var, mode, work)
        }
    }

    private mutating func touch(
        _ relation: UnsafeMutablePointer<PgQuery__RangeVar>?, _ mode: LockMode, _ work: LockWork,
        changes: RowChanges? = nil
    ) {
        guard let relation else { return }
        if relation.pointee.inh == 0 { isOnly = true }
        touches.append(Touch(ObjectName(relation), mode, work, changes: changes))
    }
}

extension PgQuery__AlterTableCmd {
    /// ALTER COLUMN ... TYPE ... USING.
    fileprivate var convertsByExpression: Bool {
        guard subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType, let definition = def,
            definition.kind == PG_QUERY__NODE__NODE_COLUMN_DEF
        else { return false }
        return definition.pointee.column_def.pointee.raw_default != nil
    }
}
