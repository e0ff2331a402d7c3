import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Scratch servers that outlive the check that started them.
@Suite struct KeptServers {
    private let place: TemporaryFolder

    init() throws { place = try TemporaryFolder() }

    /// The server as one check has it: gone when the check is over.
    private func check(_ retryLimits: WarmServers.Patience = .init(idleMinutes: 10, seconds: 1)) throws
        -> ConnectionSettings
    {
        try ScratchServers(keeping: retryLimits, environment: ["XDG_RUNTIME_DIR": place.path], run: Subprocess.run)
            .settings(ofMajorVersion: 15)
    }

    private func answers(_ settings: ConnectionSettings) -> Bool {
        if case .success = tryOut(settings, [Question("SELECT 1")], retryLimits) { true } else { false }
    }

    private func mode(_ path: String) throws -> String {
        try runProgram("stat", "-c", "%a %F", path)
    }

    @Test func theNextCheckFindsItRunning() throws {
        let first = try check()
        #expect(answers(first))
        #expect(try check().parameters["host"] == first.parameters["host"])
        #expect(try mode(place.path("treeguard")) == "700 directory")
        #expect(try mode(#require(first.parameters["host"])) == "700 directory")
        let configuration = try Files.read("\(try #require(first.parameters["host"]))/data/postgresql.auto.conf")
        #expect(String(decoding: configuration, as: UTF8.self).contains("listen_addresses = ''\n"))
    }

    @Test func twoChecksAtOnceStartOne() throws {
        let hosts = simultaneously([1, 2, 3]) { _ in try? check().parameters["host"] }
        #expect(try Set(hosts).count == 1 && hosts[at: 0] != nil)
    }

    @Test func itEndsWhenNobodyLooksForIt() throws {
        let settings = try check()
        #expect(answers(settings))
        try runProgram("touch", "-d", "1 hour ago", place.path("treeguard/scratch-2-15"))
        let host = try #require(settings.parameters["host"])
        #expect(eventually { !Files.exists(host) })
        let next = try check()
        #expect(answers(next) && next.parameters["host"] != host)
    }

    @Test func itEndsWithItsPlace() throws {
        let host = try #require(try check().parameters["host"])
        try Files.remove(place.path("treeguard"))
        #expect(eventually { !Files.exists(host) })
    }

    @Test func oneThatDiedIsReplaced() throws {
        let host = try #require(try check().parameters["host"])
        let process = try runProgram("head", "-n", "1", "\(host)/data/postmaster.pid")
        try runProgram("kill", "-QUIT", process)
        #expect(eventually { !Files.exists("\(host)/.s.PGSQL.5432") })
        #expect(answers(try check()))
    }

    /// Whoever may write there could have us talk to a server of theirs.
    @Test func aPlaceThatOthersMayEnterIsNotUsed() throws {
        try runProgram("mkdir", "-m", "755", place.path("treeguard"))
        let servers = ScratchServers(
            keeping: .init(), environment: ["XDG_RUNTIME_DIR": place.path], run: Subprocess.run)
        let settings = try servers.settings(ofMajorVersion: 15)
        #expect(answers(settings))
        #expect(try Files.names(in: place.path("treeguard")) == [])
    }

    @Test func aNoteThatLeadsElsewhereIsNotBelieved() throws {
        let stranger = try TemporaryFolder()
        try runProgram("mkdir", "-m", "700", place.path("treeguard"))
        try place.write(stranger.path, to: "treeguard/scratch-2-15")
        #expect(try check().parameters["host"] != stranger.path)
    }

    @Test func onceMeansOnce() throws {
        var servers: ScratchServers? = ScratchServers(environment: ["XDG_RUNTIME_DIR": place.path], run: Subprocess.run)
        let host = try #require(try servers?.settings(ofMajorVersion: 15).parameters["host"])
        servers = nil
        #expect(eventually { !Files.exists(host) })
        #expect(!Files.exists(place.path("treeguard")))
    }
}
