/// A database URL in the form of other tools, translated for libpq.
struct ForeignSpelling: Hashable, Sendable {
    var text: String
    /// Prisma's `?schema=` or JDBC's `?currentSchema=`: one name, or several separated by commas.
    var schema: String?

    /// Parameters for pools, drivers and ORMs; none of them says where the database is.
    private static let irrelevant: Set<String> = [
        "connection_limit", "pgbouncer", "pool", "pool_max_conns", "pool_mode", "pool_size", "pool_timeout",
        "prepareThreshold", "prepared_statement_cache_size", "prepared_statements", "reconnect", "socket_timeout",
        "sslaccept", "sslidentity", "statement_cache_size", "supa", "timeout", "timezone", "uselibpqcompat",
        "workaround",
        "x-migrations-table",
    ]

    /// Translates a URL: removes `jdbc:`, `+driver` and parameters that only the team's own tool understands.
    init(of text: String) {
        self.text = text
        guard let colon = text.firstRange(of: "://") else { return }
        var scheme = text[..<colon.lowerBound]
        if scheme.hasPrefix("jdbc:") { scheme = scheme.dropFirst(5) }
        if let plus = scheme.firstIndex(of: "+") { scheme = scheme[..<plus] }
        var rest = text[colon.upperBound...]
        // As in libpq, an at sign before the first slash ends user and password, which may contain any character.
        let path = rest.firstIndex(of: "/") ?? rest.endIndex
        let afterSecrets = rest[..<path].firstIndex(of: "@") ?? rest.startIndex
        var query = ""
        if let mark = rest[afterSecrets...].firstIndex(of: "?") {
            let kept = rest[rest.index(after: mark)...].split(separator: "&").compactMap { keep($0) }
            query = kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
            rest = rest[..<mark]
        }
        self.text = "\(scheme)://\(rest)\(query)"
    }

    /// The parameter for libpq; nil if libpq does not need it.
    private mutating func keep(_ parameter: Substring) -> String? {
        let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? parts[1] : ""
        switch parts[0] {
        case "schema", "currentSchema":
            schema = String(value)
            return nil
        case "ssl": return ["false", "0", "off", ""].contains(value) ? nil : "sslmode=require"
        case "sslmode" where value == "no-verify": return "sslmode=require"
        default: return Self.irrelevant.contains(String(parts[0])) ? nil : String(parameter)
        }
    }
}
