import TreeGuardBase

/// The places in which the address of a database may be: the environment, and the env files that exist.
package struct ConnectionPlaces: Sendable {
    /// The env files that exist, by name.
    private let files: [String: Dotenv]
    private let environment: [String: String]

    /// - Parameter files: name (as `filesToRead` returns it) to bytes
    package init(environment: [String: String], files: [String: [UInt8]]) {
        self.environment = environment
        self.files = files.mapValues { Dotenv($0, environment: environment) }
    }

    /// The env files that may be needed, relative to the root of the worktree (or of the main one), in no order.
    package static func filesToRead(_ config: Config) -> [String] {
        var names = Set([".env"])
        for settings in config.environments {
            if case .dotenv(let file, _) = settings.source {
                names.insert(file)
            } else if settings.source == nil {
                names.formUnion(ownFiles(of: settings.name))
            }
        }
        return names.sorted()
    }

    /// The files that are named for this environment.
    static func ownFiles(of name: String) -> [String] {
        let own = [".env.\(name).local", ".env.\(name)"]
        return name == "local" ? [".env.local", ".env.development.local", ".env.development"] : own
    }

    func variable(_ name: String) -> Redacted<String>? {
        environment[name].flatMap { $0.isEmpty ? nil : Redacted($0) }
    }

    func file(_ name: String) -> Dotenv? { files[name] }

    /// The first of the names that has a value in the file.
    static func value(_ names: [String], in file: Dotenv) -> (name: String, value: Redacted<String>)? {
        for name in names {
            if let value = file[name], !value.exposed.isEmpty { return (name, value) }
        }
        return nil
    }

    static let urlNames = [
        "DATABASE_URL", "POSTGRES_URL", "POSTGRESQL_URL", "PG_URL", "DB_URL", "DATABASE_URI",
        "SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URL", "SUPABASE_DB_URL", "DIRECT_URL",
        "DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING",
    ]

    /// The address from separate variables for host, port and so on: `DATABASE_HOST`, `DB_HOST`, `POSTGRES_HOST`,
    /// `PGHOST`.
    static func parts(in file: Dotenv) -> (name: String, address: Redacted<String>)? {
        for family in ["DATABASE_", "DB_", "POSTGRES_", "POSTGRESQL_", "PG"] {
            func value(_ endings: [String]) -> String? {
                ConnectionPlaces.value(endings.map { family + $0 }, in: file)?.value.exposed
            }
            guard let host = value(["HOST", "HOSTNAME", "SERVER"]) else { continue }
            let known: [(key: String, value: String?)] = [
                ("host", host), ("port", value(["PORT"])), ("dbname", value(["NAME", "DATABASE", "DB", "DBNAME"])),
                ("user", value(["USER", "USERNAME"])),
                ("password", value(["PASSWORD", "PASS", "PWD"]) ?? file["PGPASSWORD"]?.exposed),
                ("sslmode", value(["SSLMODE", "SSL_MODE"]) ?? file["PGSSLMODE"]?.exposed),
            ]
            let pairs = known.compactMap { pair in pair.value.map { (key: pair.key, value: $0) } }
            return (family + "HOST", Redacted(Conninfo(pairs).text))
        }
        return nil
    }
}
