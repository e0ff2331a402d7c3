import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// A server that runs text from a branch has nothing of ours: neither an environment, nor a superuser that lets anybody in.
@Suite struct BareServers {
    private let place: TemporaryFolder

    init() throws { place = try TemporaryFolder() }

    private static let known = ["PATH", "LD_LIBRARY_PATH", "TMPDIR", "TZ", "LC_ALL", "HOME"]

    private func variables(ofProcess id: String) throws -> [String] {
        let bytes = try Files.read("/proc/\(id)/environ")
        return bytes.split(separator: 0).compactMap {
            String(decoding: $0, as: UTF8.self).split(separator: "=").first.map(String.init)
        }
    }

    @Test func aKeptServerAndItsWatchdogKnowNothingOfOurEnvironment() throws {
        let host = try #require(
            try ScratchServers(
                keeping: .init(), environment: ["XDG_RUNTIME_DIR": place.path], run: Subprocess.run
            ).settings(ofMajorVersion: 15).parameters["host"])
        let server = try runProgram("head", "-n", "1", "\(host)/data/postmaster.pid")
        // The server sets a few of its own (PGDATA, PGLOCALEDIR, PG_OOM...), and a shell its folder.
        let unknown = try variables(ofProcess: server).filter { !BareServers.known.contains($0) }
        #expect(
            unknown.allSatisfy { $0.hasPrefix("PG") || ["OLDPWD", "PWD", "SHLVL", "_"].contains($0) }, "\(unknown)")
        #expect(!unknown.contains("PGPASSWORD"))
        for process in try Files.names(in: "/proc") where Int(process) != nil {
            let words = (try? Files.read("/proc/\(process)/cmdline")) ?? []
            guard String(decoding: words, as: UTF8.self).contains(host), process != server else { continue }
            let others = ((try? variables(ofProcess: process)) ?? []).filter { !BareServers.known.contains($0) }
            #expect(
                others.allSatisfy { ["OLDPWD", "PWD", "SHLVL", "_"].contains($0) || $0.hasPrefix("PG") }, "\(others)")
        }
    }

    @Test func nobodyGetsInAsTheSuperuser() throws {
        let servers = ScratchServers(environment: ["XDG_RUNTIME_DIR": place.path], run: Subprocess.run)
        let settings = try servers.settings(ofMajorVersion: 15)
        let limits = TimeLimits(statement: .seconds(5), overall: .seconds(10))
        let name = try #require(
            try tryOut(settings, [Question("SELECT rolname FROM pg_roles WHERE rolsuper")], limits).get().first?.rows
                .first?.first ?? nil)
        for (user, database) in [(name, "postgres"), (name, "scratch"), ("postgres", "postgres")] {
            var other = settings
            (other.parameters["user"], other.parameters["dbname"]) = (user, database)
            guard case .failure = tryOut(other, [Question("SELECT 1")], limits) else {
                Issue.record("\(user) got in")
                continue
            }
        }
    }

    /// Attacks that a compared definition may try: nothing of them happens.
    @Test(arguments: [
        "COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'", "COPY (SELECT 1) TO 'PLACE/file'",
        "SELECT pg_read_file('/etc/passwd')", "SELECT lo_import('/etc/passwd')", "LOAD '/etc/passwd'",
        "SELECT lo_export(lo_from_bytea(0, 'x'), 'PLACE/file')", "ALTER SYSTEM SET log_statement = 'all'",
        "CREATE EXTENSION dblink", "CREATE EXTENSION plpython3u", "CREATE EXTENSION file_fdw",
        "CREATE ROLE a", "ALTER ROLE scratch SUPERUSER", "GRANT pg_execute_server_program TO scratch",
        "DO $$ BEGIN EXECUTE format('SET ROLE %I', (SELECT rolname FROM pg_roles WHERE rolsuper)); END $$",
        "DO $$ BEGIN EXECUTE format('SET SESSION AUTHORIZATION %I', (SELECT rolname FROM pg_roles WHERE rolsuper)); END $$",
        "RESET SESSION AUTHORIZATION; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
    ]) func aScratchServerReachesNothing(attack: String) throws {
        try runProgram("chmod", "777", place.path)
        let servers = ScratchServers(environment: [:], run: Subprocess.run)
        let settings = try servers.settings(ofMajorVersion: 15)
        let sql = attack.replacing("PLACE", with: place.path)
        let statements = sql.hasPrefix("DO") ? [sql] : sql.split(separator: ";").map(String.init)
        let answer = tryOut(
            settings, statements.map { Question($0) }, TimeLimits(statement: .seconds(5), overall: .seconds(10)))
        guard case .failure = answer else {
            Issue.record("\(attack) ran")
            return
        }
        #expect(try Files.names(in: place.path) == [])
    }
}
