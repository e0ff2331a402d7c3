import CPgQuery
import TreeGuardSchema

extension Execution {
    /// Reads from the text if PostgreSQL's PreventInTransactionBlock refuses it: a case that depends on the objects
    /// (CLUSTER of a partitioned table, a procedure that commits) shows when it runs.
    init(_ node: Node) {
        let value = node.pointee
        self.init()
        look(at: node)
        switch node.kind {
        case PG_QUERY__NODE__NODE_INDEX_STMT: becomeConcurrent(value.index_stmt.pointee.concurrent != 0)
        case PG_QUERY__NODE__NODE_DROP_STMT: becomeConcurrent(value.drop_stmt.pointee.concurrent != 0)
        case PG_QUERY__NODE__NODE_REINDEX_STMT:
            let reindex = value.reindex_stmt.pointee
            becomeConcurrent(options(reindex.n_params, reindex.params)["concurrently"] != nil)
            if Execution.manyIndexes.contains(reindex.kind) { isolation = .required }
        case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
            let alter = value.alter_table_stmt.pointee
            becomeConcurrent(nodes(alter.n_cmds, alter.cmds).contains(where: \.detachesConcurrently))
        case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
            // The one that a transaction may hold.
            isConcurrent = value.refresh_mat_view_stmt.pointee.concurrent != 0
        case PG_QUERY__NODE__NODE_VACUUM_STMT where value.vacuum_stmt.pointee.is_vacuumcmd != 0,
            PG_QUERY__NODE__NODE_CLUSTER_STMT where value.cluster_stmt.pointee.relation == nil:
            isolation = .required
        case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
            if Execution.endsOfPrepared.contains(value.transaction_stmt.pointee.kind) { isolation = .required }
        case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT where nonEmpty(value.alter_enum_stmt.pointee.old_val) == nil:
            isolation = .wished
        default: isolation = Execution.alwaysAlone.contains(node.kind.rawValue) ? .required : .none
        }
    }

    private mutating func becomeConcurrent(_ isConcurrent: Bool) {
        self.isConcurrent = isConcurrent
        if isConcurrent { isolation = .required }
    }

    private static let manyIndexes = [
        PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SCHEMA, PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SYSTEM,
        PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_DATABASE,
    ]

    private static let endsOfPrepared = [
        PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED,
        PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_PREPARED,
    ]

    private static let alwaysAlone: Set<UInt32> = Set(
        [
            PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, PG_QUERY__NODE__NODE_CREATEDB_STMT,
            PG_QUERY__NODE__NODE_DROPDB_STMT, PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT,
            PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT, PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT,
            PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT, PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT,
            PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT,
        ].map(\.rawValue))
}

extension Node {
    fileprivate var detachesConcurrently: Bool {
        guard kind == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD,
            let definition = pointee.alter_table_cmd.pointee.def,
            definition.kind == PG_QUERY__NODE__NODE_PARTITION_CMD
        else { return false }
        return definition.pointee.partition_cmd.pointee.concurrent != 0
    }
}
