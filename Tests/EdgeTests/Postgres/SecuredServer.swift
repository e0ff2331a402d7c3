import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// A server on a port of 127.0.0.1 with TLS and passwords, as a provider would run it. Its certificate is its own
/// authority, and made out to db.example.test.
struct SecuredServer {
    static let name = "db.example.test"
    static let password = "S3cret-w0rd-that-never-shows"
    private static let made = Result { try SecuredServer() }

    static func shared() throws -> SecuredServer { try made.get() }

    let server: ThrowawayServer

    private init() throws {
        server = try TemporaryServer.start(
            ThrowawayPlan(access: ["host all all 127.0.0.1/32 scram-sha-256"], port: LoopbackListener.freePort()))
        try makeCertificate("server")
        try makeCertificate("stranger")
        try server.execute("ALTER SYSTEM SET ssl = on")
        try server.execute("CREATE ROLE asker LOGIN PASSWORD '\(Self.password)'")
        let restarted = server.runAsOwner(
            "pg_ctl", ["restart", "--wait", "--silent", "--pgdata", server.dataFolder, "--log", "\(server.folder)/log"])
        guard restarted.succeeded else { throw ServerDidNotRestart(said: restarted.errorText) }
    }

    struct ServerDidNotRestart: Error { let said: String }

    /// By the server itself, which must own its key.
    private func makeCertificate(_ file: String) throws {
        let request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        let names = "-subj /CN=\(Self.name) -addext subjectAltName=DNS:\(Self.name)"
        let files = "-keyout \(file).key -out \(file).crt"
        try server.execute(
            "COPY (SELECT 1) TO PROGRAM 'umask 077; cat >/dev/null; \(request) \(names) \(files) 2>/dev/null'")
    }

    func certificate(_ file: String) -> String { "\(server.dataFolder)/\(file).crt" }

    /// How a client that takes it for a distant host gets in.
    func settings(_ more: [String: String] = [:], password: String? = Self.password) -> ConnectionSettings {
        var parameters = [
            "host": Self.name, "hostaddr": "127.0.0.1", "port": "\(server.port)", "user": "asker", "dbname": "postgres",
            // What the machine's own folder may hold is not this test's business.
            "passfile": "/dev/null/none", "sslrootcert": "/dev/null/none",
        ]
        parameters.merge(more) { $1 }
        return ConnectionSettings(parameters: parameters, password: password.map { Redacted($0) })
    }
}
