import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// If there can be no copy of production, the reason is told, and nothing is left behind.
@Suite struct FailingCopies {
    private let story: DeployingRepository
    /// The folder of copies, in which the rehearsal notes its process.
    private let place: TemporaryFolder
    private let notes: TemporaryFolder

    init() throws {
        (place, notes) = (try TemporaryFolder(), try TemporaryFolder())
        // PostgreSQL's own user must get in, too.
        try runProgram("chmod", "755", place.path)
        story = try DeployingRepository(
            ["migrations/001_slow.sql": "SELECT pg_sleep(60);\n"],
            on: try TemporaryServer.start())
        try story.makeDatabase("production")
    }

    private func rehearse(through relay: MessageRelay? = nil) throws -> CommandOutput {
        try story.treeguard(
            "rehearse", database: "production", through: relay?.folder, environment: ["TMPDIR": place.path])
    }

    /// - Returns: what it said
    private func refusal(_ relay: MessageRelay, _ end: CommandOutput.End = .exited(3)) throws -> String {
        let output = try rehearse(through: relay)
        #expect(output.end == end, "\(output.outputText)\(output.errorText)")
        #expect(eventually { (try? Files.names(in: place.path)) == [] })
        return output.errorText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func aProductionNewerThanThisMachineIsNotCopied() throws {
        let relay = try MessageRelay(before: story.server, disguise: .init(majorVersion: "99"))
        let said = try refusal(relay, .exited(2))
        #expect(said.contains("it is PostgreSQL 99."))
        #expect(said.contains("next: apt-get install postgresql-99"))
    }

    @Test func aVersionThatIsNotHereIsStoodInForByANewerOne() throws {
        try story.repository.commit(["migrations/001_slow.sql": "CREATE TABLE quick (a int);\n"])
        let relay = try MessageRelay(before: story.server, disguise: .init(majorVersion: "14"))
        let output = try rehearse(through: relay)
        #expect(output.succeeded, "\(output.errorText)")
        let isHere = PostgresBinaries.ofMajorVersion(14, run: Subprocess.run) != nil
        #expect(output.outputText.contains("is PostgreSQL 14.") == !isHere, "\(output.outputText)")
        #expect(output.outputText.contains("stood in") == !isHere)
    }

    /// A folder may hold a server's programs of one version and client programs of another.
    @Test func aServerNewerThanPgDumpIsNamedWithBothVersions() throws {
        let relay = try MessageRelay(
            before: story.server,
            disguise: .init(majorVersion: "99", toWhoSays: "idle_in_transaction_session_timeout=600000"))
        let said = try refusal(relay)
        #expect(said.contains("server version mismatch"))
        #expect(said.contains("detail: server version: 99."))
        #expect(said.contains("next: install PostgreSQL's client programs of that server's version"))
    }

    @Test(arguments: [3, 25]) func aDumpThatIsCutHalfWayIsNotLoaded(place: Int) throws {
        let relay = try MessageRelay(before: story.server, .cutBefore, at: place)
        let said = try refusal(relay)
        #expect(relay.hasHappened)
        #expect(said.contains("server closed the connection unexpectedly"))
        #expect(said.contains("when the connection holds again, treeguard rehearse"))
    }

    @Test func aTableThatSomebodyHoldsLockedIsWaitedForInVain() throws {
        let server = story.server
        Thread.detachNewThread {
            _ = try? server.execute("BEGIN; LOCK TABLE jobs; SELECT pg_sleep(60)", database: "production")
        }
        let isHeld = "SELECT count(*) FROM pg_locks WHERE relation = 'jobs'::regclass AND granted"
        try #require(eventually { try story.server.execute(isHeld, database: "production") == "1" })
        let said = try refusal(MessageRelay(before: story.server))
        #expect(said.contains("somebody holds a table locked"))
    }

    /// Ctrl-C, and an end that leaves no time to clean up: each while a migration runs on the copy.
    @Test(arguments: [SIGINT, SIGKILL]) func whoStopsARehearsalLeavesNothing(signal: Int32) throws {
        let script = "echo $$ > \(notes.path("process")); exec \(try ProjectFolder.builtPrograms())/treeguard rehearse"
        var environment: [String: String?] = story.repository.environment.mapValues { $0 }
        environment["TREEGUARD_PRODUCTION_URL"] =
            "postgresql://postgres@/production?host=\(story.server.folder)&port=\(story.server.port)"
        environment["TMPDIR"] = place.path
        let command = Command(
            "sh", ["-c", script], in: story.repository.path, environment: environment, deadline: .seconds(60))
        let rehearsal = BackgroundTask { Subprocess.run(command) }
        try #require(eventually { isSleeping(inCopy: try? Files.names(in: place.path).first) })
        let copy = try #require(Files.names(in: place.path).first)
        let server = try Int32(#require(postmaster(of: place.path(copy))))
        let process = try #require(Int32(notes.read("process").dropLast()))
        kill(process, signal)
        #expect(rehearsal.result().end == .signalled(signal))
        #expect(eventually { (try? Files.names(in: place.path)) == [] })
        #expect(eventually { server.map { kill($0, 0) != 0 } ?? false })
    }

    /// True if the migration runs on the copy, as its own role is told there.
    private func isSleeping(inCopy folder: String?) -> Bool {
        guard let folder else { return false }
        let question = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'"
        let output = Subprocess.run(
            Command(
                "psql",
                ["-X", "-A", "-t", "-h", place.path(folder), "-U", "postgres", "-d", "rehearsal", "-c", question]))
        return output.outputText == "1\n"
    }

    private func postmaster(of copy: String) -> String? {
        let lines = (try? Files.read("\(copy)/data/postmaster.pid")).map { String(decoding: $0, as: UTF8.self) }
        return lines?.split(separator: "\n").first.map(String.init)
    }
}
