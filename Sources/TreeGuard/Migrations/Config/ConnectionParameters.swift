import TreeGuardBase

/// The parameters after the `?` of an address: libpq's own are kept, those of frameworks are translated or dropped.
struct ConnectionParameters {
    /// The `key=value` parameters in libpq's form.
    private(set) var kept: [String] = []
    private(set) var schema: String?
    /// The host, if a parameter gives it (`?host=/var/run/postgresql`).
    private(set) var host: String?
    private var sslmode: String?
    private var ssl: String?

    init(_ query: ArraySlice<UInt8>) {
        for parameter in query.split(separator: UInt8(ascii: "&")) {
            guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = PercentEncoding.decoded(parameter[..<equals])
            let value = parameter[(equals + 1)...]
            let text = PercentEncoding.decoded(value)
            switch key {
            case "schema", "currentSchema": schema = text.isEmpty ? nil : text
            case "sslmode": sslmode = text
            case "ssl": ssl = text
            case "unix_sock": keep("host", value)
            // Prisma's `sslcert` is the server's certificate; libpq's is the client's and comes with its key.
            case "sslcert" where !query.elements(contain: "sslkey="): break
            case let known where ConnectionParameters.known.contains(known): keep(known, value)
            default: break
            }
        }
    }

    /// Adds the TLS mode that the address asks for, in any tool's form; returns false if it asks for none.
    mutating func takeSSLMode() -> Bool {
        let modes: Set<String> = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
        let asked = sslmode ?? ssl
        guard let asked = asked?.lowercased() else { return false }
        if sslmode == nil, ["false", "0", "off", "no", ""].contains(asked) { return false }
        // `ssl=true` and node-postgres' `sslmode=no-verify` only encrypt.
        kept.append("sslmode=\(modes.contains(asked) ? asked : "require")")
        return true
    }

    private mutating func keep(_ key: String, _ value: ArraySlice<UInt8>) {
        if key == "host" || key == "hostaddr" { host = PercentEncoding.decoded(value) }
        kept.append("\(key)=\(PercentEncoding.repaired(value, encoding: [UInt8(ascii: " ")]))")
    }

    /// libpq's keywords, as of version 15, except those that are read above.
    private static let known: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "channel_binding", "connect_timeout",
        "client_encoding", "options", "application_name", "fallback_application_name", "keepalives",
        "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "gssencmode", "sslcert",
        "sslkey", "sslpassword", "sslrootcert", "sslcrl", "sslcrldir", "sslsni", "requirepeer",
        "ssl_min_protocol_version", "ssl_max_protocol_version", "krbsrvname", "gsslib", "service",
        "target_session_attrs",
    ]
}

extension ArraySlice<UInt8> {
    fileprivate func elements(contain text: String) -> Bool {
        let wanted = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: wanted) }
    }
}

/// Percent-encoding in URLs (`%40`).
enum PercentEncoding {
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = code(rest) {
                out.append(code)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text with invalid `%` signs and the given bytes percent-encoded; all other bytes stay.
    static func repaired(_ bytes: ArraySlice<UInt8>, encoding unwanted: [UInt8]) -> String {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            if unwanted.contains(byte) || (byte == UInt8(ascii: "%") && code(rest) == nil) {
                let hex = String(byte, radix: 16, uppercase: true)
                out += "%\(hex.utf8.count == 1 ? "0" : "")\(hex)".utf8
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func code(_ rest: ArraySlice<UInt8>) -> UInt8? {
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ $0.isDigit || (0x61...0x66).contains($0.lowercased) }) else {
            return nil
        }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
