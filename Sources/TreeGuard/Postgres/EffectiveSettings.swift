import CPostgres
import TreeGuardBase

/// The settings once libpq has added service files, PG* variables and its defaults. Nothing is connected.
package func effectiveSettings(of settings: ConnectionSettings) throws(Failure) -> ConnectionSettings {
    do throws(PostgresError) {
        return try completed(settings)
    } catch {
        throw Failure(error, of: settings)
    }
}

func completed(_ settings: ConnectionSettings) throws(PostgresError) -> ConnectionSettings {
    // libpq fills everything in before it validates, and validates before it connects; so with one value that cannot be
    // valid it stops just there (connectOptions2 in fe-connect.c, versions 14 to 17).
    var unusable = settings
    unusable.parameters["channel_binding"] = "treeguard-only-asks"
    guard let connection = start(unusable) else { throw .outOfMemory }
    defer { PQfinish(connection) }
    let complaint = String(cString: PQerrorMessage(connection))
    guard complaint.contains("channel_binding"), let options = PQconninfo(connection) else {
        throw PostgresError(.connectionInvalid, complaint)
    }
    defer { PQconninfoFree(options) }
    var effective = ConnectionSettings(conninfo: options)
    effective.parameters["channel_binding"] = settings.parameters["channel_binding"]
    effective.schema = settings.schema
    return effective
}

/// Hands the settings to libpq (PQconnectStartParams). Whoever calls must finish what comes back.
func start(_ settings: ConnectionSettings) -> OpaquePointer? {
    var all = settings.parameters
    all["password"] = settings.password?.exposed
    all["sslpassword"] = settings.keyPassword?.exposed
    let pairs = Array(all)
    return withCStrings(pairs.map(\.key) + [nil]) { keywords in
        withCStrings(pairs.map(\.value) + [nil]) { values in
            PQconnectStartParams(keywords, values, 0)
        }
    }
}
