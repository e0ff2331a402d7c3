import TreeGuardBase

/// A `postgresql://` address of a framework, converted for libpq. Percent-encoded parts are passed on unchanged, never
/// decoded and encoded again.
struct ConnectionURL {
    /// The reason why an address cannot be used.
    enum Fault: Error, Hashable {
        case notPostgres(scheme: String)
        /// A service with a protocol of its own, not PostgreSQL's.
        case proxy(scheme: String)
        case malformed(String)
    }

    /// The address in libpq's form.
    private(set) var text: String
    /// The decoded hosts; empty for a local socket.
    private(set) var hosts: [String]
    /// Prisma's `schema=`, which libpq does not know.
    private(set) var schema: String?
    private(set) var hasSSLMode: Bool
    private var hasParameters: Bool

    init(_ raw: String) throws(Fault) {
        var rest = Array(raw.utf8)[...]
        if rest.starts(with: "jdbc:".utf8) { rest = rest.dropFirst(5) }
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) else {
            throw .malformed("it is not a URL")
        }
        try ConnectionURL.check(scheme: String(decoding: rest[..<colon].map(\.lowercased), as: UTF8.self))
        rest = rest[colon...].dropFirst(3)

        // If a password contains a raw `@`, the host follows the last one. libpq allows `?` and `#` there as well.
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        let at =
            authority.lastIndex(of: UInt8(ascii: "@"))
            ?? rest.prefix { $0 != UInt8(ascii: "/") }.lastIndex(of: UInt8(ascii: "@"))
        let user = at.map { ConnectionURL.userInfo(rest[..<$0]) + "@" } ?? ""
        if let at { rest = rest[(at + 1)...] }
        let location = rest.prefix { !"/?#".utf8.contains($0) }
        let tail = rest[location.endIndex...].prefix { $0 != UInt8(ascii: "#") }
        let path = tail.prefix { $0 != UInt8(ascii: "?") }
        // A raw `/` in a password puts its end, with the `@`, into the path: no part of it may pass for a host.
        if at == nil, location.contains(UInt8(ascii: ":")), tail.contains(UInt8(ascii: "@")) {
            throw .malformed(ConnectionURL.encodeIt)
        }
        let names = try ConnectionURL.hosts(location)

        var parameters = ConnectionParameters(tail.dropFirst(path.count).dropFirst())
        hosts = parameters.host.map { [$0] } ?? names
        schema = parameters.schema
        hasSSLMode = parameters.takeSSLMode()
        hasParameters = !parameters.kept.isEmpty
        text = "postgresql://\(user)\(String(decoding: location + path, as: UTF8.self))"
        if hasParameters { text += "?" + parameters.kept.joined(separator: "&") }
    }

    mutating func add(sslmode: String) {
        guard !hasSSLMode else { return }
        text += (hasParameters ? "&" : "?") + "sslmode=\(sslmode)"
        hasParameters = true
        hasSSLMode = true
    }

    private static let encodeIt =
        "its user or password holds a character that a URL must write in percent form (@ is %40, / is %2F, # is %23)"

    private static let schemes: Set<String> = [
        "postgres", "postgresql", "postgis", "psql", "pgsql", "pg", "timescale", "timescaledb", "postgresql2",
    ]

    private static func check(scheme: String) throws(Fault) {
        // SQLAlchemy's `postgresql+asyncpg`; Prisma's `prisma+postgres` is no PostgreSQL server.
        let base = String(decoding: scheme.utf8.prefix { $0 != UInt8(ascii: "+") }, as: UTF8.self)
        if base == "prisma" || scheme.hasPrefix("http") { throw .proxy(scheme: scheme) }
        guard schemes.contains(base) else { throw .notPostgres(scheme: scheme) }
    }

    private static func hosts(_ location: ArraySlice<UInt8>) throws(Fault) -> [String] {
        var names: [String] = []
        for part in location.split(separator: UInt8(ascii: ",")) {
            var host = part
            var port = part.suffix(0)
            if part.first == UInt8(ascii: "["), let end = part.firstIndex(of: UInt8(ascii: "]")) {
                host = part[(part.startIndex + 1)..<end]
                port = part[(end + 1)...].drop { $0 == UInt8(ascii: ":") }
            } else if let colon = part.firstIndex(of: UInt8(ascii: ":")) {
                host = part[..<colon]
                port = part[(colon + 1)...]
            }
            guard port.allSatisfy(\.isDigit) else { throw .malformed(encodeIt) }
            if !host.isEmpty { names.append(PercentEncoding.decoded(host)) }
        }
        return names
    }

    /// User and password, with characters that libpq would misread percent-encoded.
    private static func userInfo(_ bytes: ArraySlice<UInt8>) -> String {
        PercentEncoding.repaired(bytes, encoding: Array("@/?# ".utf8))
    }
}

extension ConnectionURL {
    /// True if a text is an address: a URL, or libpq's `host=... dbname=...`.
    static func looksLikeAddress(_ text: String) -> Bool {
        if (try? ConnectionURL(text)) != nil || looksLikeURL(text) { return true }
        return Conninfo(text)?.isAddress ?? false
    }

    static func looksLikeURL(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let scheme = bytes.prefix { $0.isLetter || $0.isDigit || "+.-:".utf8.contains($0) }
        return scheme.last == UInt8(ascii: ":") && bytes.dropFirst(scheme.count).starts(with: "//".utf8)
    }

    /// True if an address contains a password anywhere; also true in doubt.
    static func mentionsPassword(_ text: String) -> Bool {
        guard looksLikeURL(text), let start = text.utf8.split(separator: UInt8(ascii: "/")).dropFirst().first else {
            return Conninfo(text)?.pairs.contains { $0.key.hasSuffix("password") && !$0.value.isEmpty } ?? true
        }
        let rest = text.utf8[start.startIndex...]
        if let at = rest.lastIndex(of: UInt8(ascii: "@")),
            let colon = rest[..<at].firstIndex(of: UInt8(ascii: ":")), rest.index(after: colon) < at
        {
            return true
        }
        return rest.split(whereSeparator: { "?&".utf8.contains($0) }).dropFirst().contains { parameter in
            let key = parameter.prefix { $0 != UInt8(ascii: "=") }
            let name = PercentEncoding.decoded(Array(key)[...])
            return name.lowercased().hasSuffix("password") && parameter.count > key.count + 1
        }
    }
}
