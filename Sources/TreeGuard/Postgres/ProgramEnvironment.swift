import TreeGuardCore

/// What libpq's own programs (pg_dump, psql) find in their environment, so that they connect as we do. Nothing of it is
/// among their words, which everybody on the machine can read.
///
/// - Parameter options: the session's settings, which hold from its first moment.
package func programEnvironment(
    of settings: ConnectionSettings, options: [String: String] = [:]
) throws(Failure) -> [String: String?] {
    let effective = try effectiveSettings(of: settings)
    var parameters = effective.parameters
    parameters.merge(Transport(for: effective).parameters) { $1 }
    parameters["application_name"] = "treeguard"
    parameters["connect_timeout"] = parameters["connect_timeout"] ?? "10"
    let given = options.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }
    parameters["options"] = ([parameters["options"]].compactMap(\.self) + given).joined(separator: " ")
    var environment: [String: String?] = [:]
    for (keyword, variable) in programVariables {
        environment[variable] = .some(parameters[keyword].flatMap { $0.isEmpty ? nil : $0 })
    }
    environment["PGPASSWORD"] = .some(effective.password?.exposed)
    // What they name has been read.
    for variable in ["PGSERVICE", "PGSERVICEFILE"] { environment[variable] = .some(nil) }
    guard effective.keyPassword == nil else {
        throw Failure(
            .connectionInvalid, what: "PostgreSQL's own programs cannot use this address",
            why: "its client key is encrypted, and they take the key's password from nowhere but the address itself",
            next: "keep an unencrypted copy of the key where only you can read it, and name that in sslkey")
    }
    return environment
}

/// libpq's keywords, and the variables that stand for them (PQconninfoOptions in fe-connect.c).
private let programVariables = [
    "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "dbname": "PGDATABASE", "user": "PGUSER",
    "passfile": "PGPASSFILE", "channel_binding": "PGCHANNELBINDING", "options": "PGOPTIONS",
    "application_name": "PGAPPNAME", "sslmode": "PGSSLMODE", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT", "sslcrl": "PGSSLCRL", "sslcrldir": "PGSSLCRLDIR", "sslsni": "PGSSLSNI",
    "requirepeer": "PGREQUIREPEER", "gssencmode": "PGGSSENCMODE", "krbsrvname": "PGKRBSRVNAME",
    "connect_timeout": "PGCONNECT_TIMEOUT", "client_encoding": "PGCLIENTENCODING",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "ssl_min_protocol_version": "PGSSLMINPROTOCOLVERSION", "ssl_max_protocol_version": "PGSSLMAXPROTOCOLVERSION",
]
