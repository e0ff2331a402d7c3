import TreeGuardBase
import TreeGuardDeployments

/// The environment that makes libpq's own programs (pg_dump, psql) connect as we do. Nothing of it is in their
/// arguments, which everybody on the machine can read.
///
/// - Parameter options: settings for the session, in force from its start
package func programEnvironment(
    of settings: ConnectionSettings, options: [String: String] = [:]
) throws(Failure) -> [String: String?] {
    let effective = try effectiveSettings(of: settings)
    guard effective.keyPassword == nil else {
        throw Failure(
            .connectionInvalid, what: "PostgreSQL's own programs cannot use this address",
            why: "its client key is encrypted, and they take the key's password from nowhere but the address itself",
            next: "keep an unencrypted copy of the key where only you can read it, and name that in sslkey")
    }
    var environment = effective.environment
    // It is for programs of other kinds.
    environment.removeValue(forKey: "DATABASE_URL")
    let own = options.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }
    let all = [effective.parameters["options"]].compactMap(\.self).filter { !$0.isEmpty } + own
    environment.updateValue(all.isEmpty ? nil : all.joined(separator: " "), forKey: "PGOPTIONS")
    environment.updateValue("treeguard", forKey: "PGAPPNAME")
    environment.updateValue(effective.parameters["connect_timeout"] ?? "10", forKey: "PGCONNECT_TIMEOUT")
    for variable in ["PGSERVICEFILE", "PGCLIENTENCODING"] { environment.updateValue(nil, forKey: variable) }
    return environment
}
