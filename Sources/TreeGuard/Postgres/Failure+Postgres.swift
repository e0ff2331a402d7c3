import TreeGuardBase

extension Failure {
    /// Makes the message for people, with control characters escaped and every secret of the settings removed.
    init(_ error: PostgresError, of settings: ConnectionSettings) {
        let secrets = [settings.password, settings.keyPassword].compactMap { $0?.exposed }
        let why = Escaped(error.why.joinedLines.prefixed(1000)).description.withoutSecrets(secrets)
        let what =
            error.code == .connectionInvalid
            ? "the connection settings could not be used"
            : "the database on \(Escaped(settings.host)) could not be asked"
        self.init(error.code, what: what, why: why, next: error.next ?? error.code.advice(settings))
    }
}

extension Failure.Code {
    private static let allowList =
        "let this machine's address in (DigitalOcean: Settings, Trusted Sources; elsewhere: allowed IP addresses)"

    /// The advice that usually helps.
    fileprivate func advice(_ settings: ConnectionSettings) -> String {
        switch self {
        case .hostUnknown:
            "check the host in the URL (.env, TREEGUARD_PRODUCTION_URL) for a typo; a private name needs its VPN"
        case .connectionRefused where settings.isOnThisMachine:
            "start the server, or check host and port in the URL"
        case .connectionRefused:
            "check host and port in the URL, and \(Self.allowList)"
        case .connectionTimedOut:
            "\(Self.allowList), run this from a machine that is let in, or try again: "
                + "a suspended database (Neon) takes some seconds to wake"
        case .connectionLost:
            "try again: a pooler or a suspended database (Neon) may have dropped the connection"
        case .authenticationFailed:
            "check user and password in the URL (.env, TREEGUARD_PRODUCTION_URL, ~/.pgpass); % : / ? # @ in a password "
                + "must be percent-encoded"
        case .databaseMissing:
            "check the database's name at the end of the URL; psql -l lists those of a server"
        case .notPostgreSQL:
            "check the port: PostgreSQL usually listens on 5432, PgBouncer on 6432, DigitalOcean on 25060 and 25061"
        case .tlsNotOffered:
            "switch TLS on (ssl = on in postgresql.conf), or go through a tunnel: ssh -L 5433:localhost:5432 HOST"
        case .tlsUntrusted:
            "give the provider's CA certificate by sslrootcert=FILE, and the host by the name in the server's certificate"
        case .permissionDenied:
            "GRANT USAGE ON SCHEMA and SELECT ON the table to this role; where row-level security hides rows, use a role "
                + "with BYPASSRLS"
        case .serverStarting, .serverStopping:
            "try again once the server is up"
        case .tooManyConnections:
            "try again later, or ask through the provider's pooler"
        case .statementTimedOut:
            "try again when the server is less busy, or allow more time"
        case .lockTimedOut:
            "a migration or another DDL statement is running: try again once it is over"
        case .serverTooOld:
            "ask a server of PostgreSQL 10 or later"
        case .connectionInvalid:
            "check the URL, the PG* variables and the service file"
        default:
            "try again; if it stays, report it with this message"
        }
    }
}

extension String {
    /// The text on one line for a terminal: libpq writes several.
    fileprivate var joinedLines: String {
        split(whereSeparator: \.isNewline).map { $0.drop { $0.isWhitespace } }.joined(separator: " ")
    }

    fileprivate func prefixed(_ count: Int) -> String { self.count > count ? prefix(count) + "..." : self }

    /// The text without the secrets. libpq never prints a password, and a server or another program has no reason to;
    /// this removes it if one does.
    package func withoutSecrets(_ secrets: [String]) -> String {
        var text = self
        for secret in secrets where !secret.isEmpty { text.replace(secret, with: "‹redacted›") }
        for start in text.ranges(of: "password=").reversed() {
            let value = text[start.upperBound...].prefix { !$0.isWhitespace && $0 != "&" }
            text.replaceSubrange(value.startIndex..<value.endIndex, with: "‹redacted›")
        }
        return text
    }
}
