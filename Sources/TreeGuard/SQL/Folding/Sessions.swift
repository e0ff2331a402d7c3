import CPgQuery
import TreeGuardSchema

extension Statement.Kind {
    /// Reads statements that define no object: they change rows, the session, or nothing.
    static func effectless(_ node: Node) -> Statement.Kind? {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_SELECT_STMT: return selecting(value.select_stmt, node)
        case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT: return setting(value.variable_set_stmt.pointee)
        case PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT:
            return .setting(name: string(value.variable_show_stmt.pointee.name))
        case PG_QUERY__NODE__NODE_DISCARD_STMT:
            // DISCARD ALL resets every setting.
            return value.discard_stmt.pointee.target == PG_QUERY__DISCARD_MODE__DISCARD_ALL
                ? .setSearchPath([]) : .withoutEffect(command: "DISCARD")
        case PG_QUERY__NODE__NODE_TRANSACTION_STMT: return transaction(value.transaction_stmt.pointee)
        case PG_QUERY__NODE__NODE_DO_STMT:
            let options = nodes(value.do_stmt.pointee.n_args, value.do_stmt.pointee.args).compactMap(\.definition)
            return .doBlock(
                language: options.first { $0.name == "language" }?.text ?? "plpgsql",
                body: options.first { $0.name == "as" }?.pointee.arg?.bodyText ?? "")
        case PG_QUERY__NODE__NODE_EXPLAIN_STMT:
            let explain = value.explain_stmt.pointee
            let analyzes = options(explain.n_options, explain.options)["analyze"]
            // EXPLAIN ANALYZE runs its statement: it may change rows, or create a table from a query.
            return analyzes == nil ? .withoutEffect(command: "EXPLAIN") : .unverifiable(command: "EXPLAIN ANALYZE")
        case PG_QUERY__NODE__NODE_VACUUM_STMT:
            return .withoutEffect(command: value.vacuum_stmt.pointee.is_vacuumcmd != 0 ? "VACUUM" : "ANALYZE")
        case PG_QUERY__NODE__NODE_CLUSTER_STMT where nonEmpty(value.cluster_stmt.pointee.indexname) == nil:
            return .withoutEffect(command: "CLUSTER")
        default:
            if let command = dataCommands[node.kind.rawValue] { return .data(command: command) }
            return harmlessCommands[node.kind.rawValue].map { .withoutEffect(command: $0) }
        }
    }

    private static func transaction(_ statement: PgQuery__TransactionStmt) -> Statement.Kind? {
        switch statement.kind {
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN, PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
            .transaction(.begin)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT: .transaction(.commit)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK: .transaction(.rollback)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT: .transaction(.savepoint)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE: .transaction(.release)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO: .transaction(.rollbackTo)
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE: .unverifiable(command: "PREPARE TRANSACTION")
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED: .unverifiable(command: "COMMIT PREPARED")
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_PREPARED:
            .unverifiable(command: "ROLLBACK PREPARED")
        default: nil
        }
    }

    private static func setting(_ statement: PgQuery__VariableSetStmt) -> Statement.Kind {
        let name = string(statement.name)
        switch statement.kind {
        case PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL: return .setSearchPath([])
        case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE where name == "search_path":
            return .setSearchPath(nodes(statement.n_args, statement.args).map(\.optionText))
        case _ where name == "search_path": return .setSearchPath([])
        default: return .setting(name: name)
        }
    }

    /// Reads SELECT. `SELECT ... INTO` creates a table; pg_dump writes SET as `SELECT set_config(...)`.
    private static func selecting(
        _ select: UnsafeMutablePointer<PgQuery__SelectStmt>, _ node: Node
    ) -> Statement.Kind? {
        // In a set operation the INTO belongs to the leftmost query.
        var leftmost = select
        while let left = leftmost.pointee.larg { leftmost = left }
        if let into = leftmost.pointee.into_clause {
            // Without INTO, the query shows the columns of the new table.
            leftmost.pointee.into_clause = nil
            let query = canonical(node)
            leftmost.pointee.into_clause = into
            return Statement.CreateTable(into.pointee, query: query, ifNotExists: false).map { .createTable($0) }
        }
        let select = select.pointee
        let columns = nodes(select.n_target_list, select.target_list)
        let calls = columns.compactMap(\.setConfig)
        guard !calls.isEmpty else {
            return columns.allSatisfy(\.isConstant) && select.hasOnlyColumns
                ? .withoutEffect(command: "SELECT") : .data(command: "SELECT")
        }
        guard calls.count == columns.count, calls.count == 1, select.n_from_clause == 0, select.where_clause == nil,
            case .string(let name) = calls[0].first, case .string(let value) = calls[0].dropFirst().first
        else { return .unverifiable(command: "SELECT set_config") }
        return name.lowercased() == "search_path"
            ? .setSearchPath(SearchPath.names(in: value)) : .setting(name: name.lowercased())
    }

    private static let dataCommands: [UInt32: String] = [
        PG_QUERY__NODE__NODE_INSERT_STMT.rawValue: "INSERT",
        PG_QUERY__NODE__NODE_UPDATE_STMT.rawValue: "UPDATE",
        PG_QUERY__NODE__NODE_DELETE_STMT.rawValue: "DELETE",
        PG_QUERY__NODE__NODE_MERGE_STMT.rawValue: "MERGE",
        PG_QUERY__NODE__NODE_COPY_STMT.rawValue: "COPY",
        PG_QUERY__NODE__NODE_CALL_STMT.rawValue: "CALL",
        PG_QUERY__NODE__NODE_TRUNCATE_STMT.rawValue: "TRUNCATE",
        PG_QUERY__NODE__NODE_EXECUTE_STMT.rawValue: "EXECUTE",
        PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT.rawValue: "REFRESH MATERIALIZED VIEW",
    ]

    private static let harmlessCommands: [UInt32: String] = [
        PG_QUERY__NODE__NODE_REINDEX_STMT.rawValue: "REINDEX",
        PG_QUERY__NODE__NODE_LOCK_STMT.rawValue: "LOCK",
        PG_QUERY__NODE__NODE_NOTIFY_STMT.rawValue: "NOTIFY",
        PG_QUERY__NODE__NODE_LISTEN_STMT.rawValue: "LISTEN",
        PG_QUERY__NODE__NODE_UNLISTEN_STMT.rawValue: "UNLISTEN",
        PG_QUERY__NODE__NODE_CHECK_POINT_STMT.rawValue: "CHECKPOINT",
        PG_QUERY__NODE__NODE_LOAD_STMT.rawValue: "LOAD",
        PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT.rawValue: "SET CONSTRAINTS",
        PG_QUERY__NODE__NODE_PREPARE_STMT.rawValue: "PREPARE",
        PG_QUERY__NODE__NODE_DEALLOCATE_STMT.rawValue: "DEALLOCATE",
        PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT.rawValue: "DECLARE",
        PG_QUERY__NODE__NODE_FETCH_STMT.rawValue: "FETCH",
        PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT.rawValue: "CLOSE",
    ]
}

extension PgQuery__SelectStmt {
    /// True for `SELECT 1`, which some tools demand of a file that does nothing.
    fileprivate var hasOnlyColumns: Bool {
        n_target_list > 0 && n_from_clause == 0 && n_values_lists == 0 && with_clause == nil && where_clause == nil
            && larg == nil
    }
}

extension Node {
    /// True if the column of a query is a constant.
    fileprivate var isConstant: Bool {
        kind == PG_QUERY__NODE__NODE_RES_TARGET
            && pointee.res_target.pointee.val?.kind == PG_QUERY__NODE__NODE_A_CONST
    }

    /// The arguments, if the column of a query calls set_config.
    fileprivate var setConfig: [Expression]? {
        guard kind == PG_QUERY__NODE__NODE_RES_TARGET, let value = pointee.res_target.pointee.val,
            value.kind == PG_QUERY__NODE__NODE_FUNC_CALL,
            case .call(ObjectName("set_config"), let arguments) = Expression(value)
        else { return nil }
        return arguments.map { if case .cast(let operand, _) = $0 { operand } else { $0 } }
    }
}
