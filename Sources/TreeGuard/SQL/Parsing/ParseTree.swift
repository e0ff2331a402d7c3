import CPgQuery

/// The place where PostgreSQL's parser gave up on a text, and why.
struct SyntaxError: Error {
    let message: String
}

/// Sole owner of what `pg_query_parse_protobuf` returns.
private struct ParseResult: ~Copyable {
    let result: PgQueryProtobufParseResult

    init(_ text: UnsafePointer<CChar>) { result = pg_query_parse_protobuf(text) }
    deinit { pg_query_free_protobuf_parse_result(result) }

    var error: SyntaxError? {
        result.error.map { SyntaxError(message: string($0.pointee.message)) }
    }
}

/// Sole owner of the tree that `pg_query__parse_result__unpack` builds. Nodes live as long as it does.
struct ParseTree: ~Copyable {
    private let root: UnsafeMutablePointer<PgQuery__ParseResult>

    private init(owning root: UnsafeMutablePointer<PgQuery__ParseResult>) { self.root = root }
    deinit { pg_query__parse_result__free_unpacked(root, nil) }

    /// `text` ends with a NUL and holds no other.
    static func parsing(_ text: UnsafePointer<CChar>) throws(SyntaxError) -> ParseTree {
        let parsed = ParseResult(text)
        if let error = parsed.error { throw error }
        let packed = parsed.result.parse_tree
        let bytes = UnsafeRawPointer(packed.data)?.assumingMemoryBound(to: UInt8.self)
        guard let root = pg_query__parse_result__unpack(nil, packed.len, bytes) else {
            throw SyntaxError(message: "the parser's tree could not be unpacked")
        }
        return ParseTree(owning: root)
    }

    var statements: UnsafeBufferPointer<UnsafeMutablePointer<PgQuery__RawStmt>?> {
        UnsafeBufferPointer(start: UnsafePointer(root.pointee.stmts), count: root.pointee.n_stmts)
    }
}

/// A C string of the tree; empty for NULL, as protobuf has it.
func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

/// A C string of the tree; nil where it is not set.
func nonEmpty(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text, text.pointee != 0 else { return nil }
    return String(cString: text)
}
