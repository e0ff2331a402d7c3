import TreeGuardBase
import TreeGuardSchema

/// What Alembic rendered offline for one revision: SQL, or why there is none.
package enum AlembicRendering: Hashable, Sendable {
    case sql(String)
    case unavailable(String)

    /// The frames that the driver writes: a line `ok ID LENGTH` or `failed ID LENGTH`, then as many bytes and a newline.
    package static func all(in output: [UInt8]) -> [String: AlembicRendering] {
        var found: [String: AlembicRendering] = [:]
        var rest = output[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            rest = rest[(end + 1)...]
            guard words.count == 3, let length = Int(words[2]), length >= 0, length <= rest.count else { break }
            let text = String(decoding: rest.prefix(length), as: UTF8.self)
            found[String(words[1])] = words[0] == "ok" ? .sql(migrationAlone(text)) : .unavailable(text)
            rest = rest.dropFirst(length + 1)
        }
        return found
    }

    /// The migration's own statements: without the transaction around them, and without the rows that Alembic writes
    /// into its own table, which the ledger answers for.
    static func migrationAlone(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // What stands before the first step makes the table itself.
        let start =
            lines.firstIndex { $0.hasPrefix("-- Running upgrade ") || $0.hasPrefix("-- Running downgrade ") }.map {
                $0 + 1
            } ?? lines.endIndex
        return lines[start...].filter { line in
            !["BEGIN;", "COMMIT;"].contains(line) && !isRecord(line)
        }.joined(separator: "\n")
    }

    private static func isRecord(_ line: Substring) -> Bool {
        let words = line.split(separator: " ")
        guard words.count > 4, line.utf8.contains(where: { $0 == UInt8(ascii: "'") }) else { return false }
        switch (words[0], words[1]) {
        case ("INSERT", "INTO"): return words[3] == "(version_num)" && words[4] == "VALUES"
        case ("UPDATE", _):
            return words[2] == "SET" && words[3].hasPrefix("version_num=") && line.contains(".version_num =")
        case ("DELETE", "FROM"): return words[3] == "WHERE" && words[4].hasSuffix(".version_num")
        default: return false
        }
    }
}

/// The environment in which a project's own code may run while nothing of it may reach a database.
package enum AlembicEnvironment {
    /// A host name that no resolver knows: RFC 2606 keeps `.invalid` for that.
    package static let nowhere = "treeguard.invalid"

    /// What to change in the variables that are inherited: addresses lead nowhere, secrets are words, and what a
    /// project insists on is still there.
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
