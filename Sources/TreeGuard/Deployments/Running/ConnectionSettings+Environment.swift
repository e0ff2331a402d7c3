import TreeGuardBase

extension ConnectionSettings {
    private static let variables = [
        "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "dbname": "PGDATABASE", "user": "PGUSER",
        "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
        "sslcrl": "PGSSLCRL", "options": "PGOPTIONS", "passfile": "PGPASSFILE", "channel_binding": "PGCHANNELBINDING",
        "gssencmode": "PGGSSENCMODE", "krbsrvname": "PGKRBSRVNAME", "target_session_attrs": "PGTARGETSESSIONATTRS",
        "service": "PGSERVICE", "connect_timeout": "PGCONNECT_TIMEOUT",
    ]

    /// The environment variables that make another program connect to the same database. Other users cannot read the
    /// environment, but can read arguments. Inherited variables that contradict it are removed.
    ///
    /// The settings must be the effective ones: a service file is not read any more.
    package var environment: [String: String?] {
        var environment: [String: String?] = [:]
        for (keyword, variable) in ConnectionSettings.variables where keyword != "service" {
            let value = parameters[keyword].flatMap { $0.isEmpty ? nil : $0 }
            environment.updateValue(value, forKey: variable)
        }
        environment.updateValue(nil, forKey: "PGSERVICE")
        environment.updateValue(password?.exposed, forKey: "PGPASSWORD")
        if !isOnThisMachine, !["verify-ca", "verify-full"].contains(parameters["sslmode"] ?? "") {
            environment["PGSSLMODE"] = "require"
        }
        environment["DATABASE_URL"] = url(sslmode: environment["PGSSLMODE"] ?? nil)
        return environment
    }

    private func url(sslmode: String?) -> String {
        let host = parameters["host"] ?? ""
        let isSocket = host.hasPrefix("/")
        var text = "postgresql://"
        if let user = parameters["user"] {
            text += user.percentEncoded + (password.map { ":\($0.exposed.percentEncoded)" } ?? "") + "@"
        }
        if !isSocket { text += host + (parameters["port"].map { ":\($0)" } ?? "") }
        text += "/" + (parameters["dbname"] ?? "").percentEncoded
        var more: [String] = []
        if isSocket {
            more.append("host=\(host.percentEncoded)")
            if let port = parameters["port"] { more.append("port=\(port)") }
        } else if let sslmode {
            more.append("sslmode=\(sslmode)")
        }
        return text + (more.isEmpty ? "" : "?" + more.joined(separator: "&"))
    }
}

extension String {
    /// The text, escaped for a URL.
    package var percentEncoded: String {
        var text = ""
        for byte in utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            text += isPlain ? String(decoding: [byte], as: UTF8.self) : "%" + (byte < 16 ? "0" : "") + digits
        }
        return text
    }
}
