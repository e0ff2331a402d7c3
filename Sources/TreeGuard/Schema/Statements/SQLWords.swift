/// Names as SQL that we write has them: in quotes where PostgreSQL would read something else.
package func sqlName(_ name: String) -> String {
    let quoted = quotedIdentifier(name)
    return quoted == name && SQLWords.reserved.contains(name) ? "\"\(name)\"" : quoted
}

extension ObjectName {
    package var sql: String { schema.map { sqlName($0) + "." + sqlName(name) } ?? sqlName(name) }
}

extension TypeName {
    /// A reserved word may name a type of somebody's own.
    package var sql: String {
        guard !isBuiltIn else { return description }
        var base = self
        base.name = ObjectName("")
        let arguments = modifiers.isEmpty ? "" : "(" + modifiers.joined(separator: ",") + ")"
        return name.sql + arguments + String(repeating: "[]", count: arrayDimensions)
    }
}

package enum SQLWords {
    /// The words that cannot name a table or a column (pg_get_keywords, catcode R and T, PostgreSQL 17).
    static let reserved: Set<String> = [
        "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary",
        "both", "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create",
        "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
        "current_timestamp", "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except",
        "false", "fetch", "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in",
        "initially", "inner", "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like",
        "limit", "localtime", "localtimestamp", "natural", "not", "notnull", "null", "offset", "on", "only", "or",
        "order", "outer", "overlaps", "placing", "primary", "references", "returning", "right", "select",
        "session_user", "similar", "some", "symmetric", "system_user", "table", "tablesample", "then", "to",
        "trailing", "true", "union", "unique", "user", "using", "variadic", "verbose", "when", "where", "window",
        "with",
    ]

    /// 'it''s'; a backslash needs E'' whatever the server's settings are.
    package static func literal(_ text: String) -> String {
        let doubled = text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return "'\(doubled)'" }
        return "E'" + doubled.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\") + "'"
    }
}

extension Expression {
    /// The SQL of an expression as simple as most defaults; nil for the rest.
    package var simpleSQL: String? {
        switch self {
        case .number(let digits): digits
        case .string(let text): SQLWords.literal(text)
        case .boolean(let isTrue): isTrue ? "true" : "false"
        case .null: "NULL"
        case .keyword(let word): word
        case .cast(let inner, let type): inner.simpleSQL.map { "CAST(\($0) AS \(type.sql))" }
        case .operation("-", let operands) where operands.count == 1: operands[0].simpleSQL.map { "-\($0)" }
        case .call(let function, let arguments):
            arguments.allSQL.map { "\(function.sql)(\($0.joined(separator: ", ")))" }
        case .array(let elements): elements.allSQL.map { "ARRAY[\($0.joined(separator: ", "))]" }
        default: nil
        }
    }
}

extension [Expression] {
    fileprivate var allSQL: [String]? {
        let all = compactMap(\.simpleSQL)
        return all.count == count ? all : nil
    }
}
