import TreeGuardBase
import TreeGuardSchema

/// The environment in which a project's own code may run while nothing of it may reach a database.
package enum OfflineEnvironment {
    /// A host name that no resolver knows: RFC 2606 keeps `.invalid` for that.
    package static let nowhere = "treeguard.invalid"

    /// The changes to the inherited variables: addresses lead nowhere, secrets are words, and what a project insists on
    /// is still there.
    package static func changes(to inherited: [String: String]) -> [String: String?] {
        var changes: [String: String?] = [
            "DATABASE_URL": "postgresql://treeguard@\(nowhere)/treeguard",
            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore",
        ]
        for (name, value) in inherited {
            if name.hasPrefix("PG") || name.hasPrefix("TREEGUARD_") {
                changes.updateValue(nil, forKey: name)
            } else if let replacement = replacement(for: name, value) {
                changes[name] = replacement
            }
        }
        // Last, for they look like the others.
        changes["PGHOST"] = nowhere
        changes["PGCONNECT_TIMEOUT"] = "1"
        changes["PGPASSFILE"] = "/dev/null"
        changes["PGSERVICEFILE"] = "/dev/null"
        return changes
    }

    private static func replacement(for name: String, _ value: String) -> String? {
        let words = Set(Words(name).list)
        if let colon = value.start(of: "://") {
            let isDatabase = databases.contains { value.lowercased().hasPrefix($0) } || value.contains("@")
            return isDatabase ? "\(value[..<colon])://treeguard@\(nowhere)/treeguard" : nil
        }
        if !words.isDisjoint(with: secrets) { return "treeguard" }
        guard !words.isDisjoint(with: ["db", "database", "postgres", "postgresql", "sql", "rds", "dsn"]) else {
            return nil
        }
        if value.contains("host=") || words.contains("dsn") { return "host=\(nowhere) user=treeguard dbname=treeguard" }
        return words.contains("host") || words.contains("hostname") || words.contains("server") ? nowhere : nil
    }

    private static let databases = ["postgres", "mysql", "mariadb", "oracle", "mssql", "redis", "mongodb", "amqp"]
    private static let secrets: Set<String> = [
        "password", "passwd", "pass", "pwd", "secret", "secrets", "token", "credential", "credentials", "apikey",
        "pgpassword", "accesskey", "key", "auth", "private", "signature", "cookie", "session",
    ]
}

extension String {
    fileprivate func start(of text: String) -> Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}
