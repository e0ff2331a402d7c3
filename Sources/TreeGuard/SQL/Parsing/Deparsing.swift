import CPgQuery

/// The sole owner of the result of `pg_query_deparse_protobuf`.
private struct DeparseResult: ~Copyable {
    let result: PgQueryDeparseResult

    init(_ tree: PgQueryProtobuf) { result = pg_query_deparse_protobuf(tree) }
    deinit { pg_query_free_deparse_result(result) }

    var text: String? { result.error == nil ? result.query.map { String(cString: $0) } : nil }
}

/// Canonical text of subtrees: the same for any white space, case and comments in the file.
enum Canonical {
    /// The statement's text; nil if libpg_query cannot print it.
    static func statement(_ node: Node) -> String? {
        var raw = PgQuery__RawStmt()
        pg_query__raw_stmt__init(&raw)
        raw.stmt = node
        var root = PgQuery__ParseResult()
        pg_query__parse_result__init(&root)
        return withUnsafeMutablePointer(to: &raw) { raw in
            var statements: UnsafeMutablePointer<PgQuery__RawStmt>? = raw
            return withUnsafeMutablePointer(to: &statements) { list in
                root.stmts = list
                root.n_stmts = 1
                return printed(&root)
            }
        }
    }

    /// An expression, printed as the only column of a query.
    static func expression(_ node: Node) -> String {
        var column = PgQuery__ResTarget()
        pg_query__res_target__init(&column)
        column.val = node
        var select = PgQuery__SelectStmt()
        pg_query__select_stmt__init(&select)
        select.limit_option = PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_DEFAULT
        select.op = PG_QUERY__SET_OPERATION__SETOP_NONE
        let text = withUnsafeMutablePointer(to: &column) { column in
            var target = Canonical.node(PG_QUERY__NODE__NODE_RES_TARGET) { $0.res_target = column }
            return withUnsafeMutablePointer(to: &target) { target in
                var targets: Node? = target
                return withUnsafeMutablePointer(to: &targets) { targets in
                    select.target_list = targets
                    select.n_target_list = 1
                    return withUnsafeMutablePointer(to: &select) { select in
                        var query = Canonical.node(PG_QUERY__NODE__NODE_SELECT_STMT) { $0.select_stmt = select }
                        return withUnsafeMutablePointer(to: &query) { statement($0) }
                    }
                }
            }
        }
        guard let text, text.hasPrefix("SELECT ") else { return unprintable(node) }
        return String(text.dropFirst("SELECT ".count))
    }

    private static func node(
        _ kind: PgQuery__Node__NodeCase, _ fill: (inout PgQuery__Node) -> Void
    ) -> PgQuery__Node {
        var node = PgQuery__Node()
        pg_query__node__init(&node)
        node.node_case = kind
        fill(&node)
        return node
    }

    /// A text that equals no other: the packed bytes, which include positions in the text.
    private static func unprintable(_ node: Node) -> String {
        let bytes = [UInt8](unsafeUninitializedCapacity: pg_query__node__get_packed_size(node)) { buffer, count in
            count = buffer.baseAddress.map { pg_query__node__pack(node, $0) } ?? 0
        }
        return "unprintable " + bytes.map { String($0, radix: 16) }.joined()
    }

    private static func printed(_ root: inout PgQuery__ParseResult) -> String? {
        let size = pg_query__parse_result__get_packed_size(&root)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(size, 1)) { buffer in
            guard let start = buffer.baseAddress else { return nil }
            let length = pg_query__parse_result__pack(&root, start)
            return start.withMemoryRebound(to: CChar.self, capacity: max(size, 1)) {
                DeparseResult(PgQueryProtobuf(len: length, data: $0)).text
            }
        }
    }
}
