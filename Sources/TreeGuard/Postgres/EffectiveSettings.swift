import CPostgres
import TreeGuardBase

/// The settings completed by libpq with service files, PG* variables and defaults. It does not connect.
package func effectiveSettings(of settings: ConnectionSettings) throws(Failure) -> ConnectionSettings {
    do throws(PostgresError) {
        return try completed(settings)
    } catch {
        throw Failure(error, of: settings)
    }
}

func completed(_ settings: ConnectionSettings) throws(PostgresError) -> ConnectionSettings {
    // libpq completes the settings before it validates them, and validates before it connects. So one invalid value
    // makes it stop in between (connectOptions2 in fe-connect.c, versions 14 to 17).
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

/// Starts a connection with the settings (PQconnectStartParams). The caller must finish the result.
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
