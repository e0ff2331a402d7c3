import TreeGuardBase

/// The address of one database in libpq's form, and its origin.
package struct ConnectionText: Hashable, Sendable {
    /// A URL or `key='value'` pairs; may contain the password.
    package var text: Redacted<String>
    /// The origin in words: "DATABASE_URL in .env".
    package var origin: String
    /// The schema of the framework, if the address names it (`?schema=`).
    package var schema: String?
    /// True if the database is on this machine: by socket, loopback address or a container's name.
    package var isOnThisMachine: Bool

    /// Reads an address as a person or a framework writes it.
    package init(_ address: Redacted<String>, origin: String, sslmode: String? = nil) throws(Failure) {
        self.origin = origin
        let text = ConnectionText.trimmed(address.exposed)
        guard ConnectionURL.looksLikeURL(text) else {
            guard var info = Conninfo(text), info.isAddress else {
                throw ConnectionText.invalid(origin, "it is neither a postgresql:// URL nor host=... dbname=...")
            }
            if let sslmode, info["sslmode"] == nil { info = Conninfo(info.pairs + [("sslmode", sslmode)]) }
            self.text = Redacted(info.text)
            isOnThisMachine = info["service"] == nil && ThisMachine.isMeant(by: info.hosts)
            return
        }
        do {
            var url = try ConnectionURL(text)
            if let sslmode { url.add(sslmode: sslmode) }
            self.text = Redacted(url.text)
            schema = url.schema
            isOnThisMachine = ThisMachine.isMeant(by: url.hosts)
        } catch {
            throw ConnectionText.invalid(origin, error.words)
        }
    }

    /// Makes the address of a section in libpq's service file.
    package init(service: String, sslmode: String? = nil) {
        let mode = sslmode.map { [(key: "sslmode", value: $0)] } ?? []
        text = Redacted(Conninfo([(key: "service", value: service)] + mode).text)
        origin = "service \(Escaped(service))"
        isOnThisMachine = false
    }

    private static func invalid(_ origin: String, _ why: String) -> Failure {
        Failure(
            .connectionInvalid, what: "the address in \(origin) cannot be used", why: why,
            next: "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    }

    /// The text without the blanks, line ends and quotes that shells and commands leave around it.
    private static func trimmed(_ text: String) -> String {
        var bytes = Array(text.utf8)[...]
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        bytes = bytes.drop(while: isBlank)
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        if bytes.count > 1, let quote = bytes.first, "\"'".utf8.contains(quote), bytes.last == quote {
            bytes = bytes.dropFirst().dropLast()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ConnectionURL.Fault {
    var words: String {
        switch self {
        case .notPostgres(let scheme): "it is for another database (\(Escaped(scheme)))"
        case .proxy(let scheme): "\(Escaped(scheme)) is a proxy that does not speak PostgreSQL's protocol"
        case .malformed(let why): why
        }
    }
}

/// The names of this machine and its containers.
enum ThisMachine {
    private static let names: Set<String> = ["localhost", "::1", "0.0.0.0", "::", "host.docker.internal"]
    /// Usual names of the database in Compose files: they resolve only inside a container network.
    private static let containers: Set<String> = [
        "db", "postgres", "postgresql", "database", "pg", "postgis", "timescaledb", "pgvector",
    ]

    /// True if all hosts are this machine. No host at all means a local socket.
    static func isMeant(by hosts: [String]) -> Bool {
        hosts.allSatisfy { host in
            let name = host.lowercased()
            return host.hasPrefix("/") || host.hasPrefix("@") || names.contains(name) || containers.contains(name)
                || name.hasPrefix("127.") || name.hasSuffix(".localhost") || name.hasSuffix(".docker.internal")
        }
    }
}
