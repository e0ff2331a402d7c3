import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

@Suite(.timeLimit(.minutes(2))) struct ThrowawayServers {
    @Test func aServerIsMadeUsedAndRemoved() throws {
        let server = try ThrowawayServer(run: Subprocess.run)
        try server.createDatabase("two \"words\"")
        #expect(try server.execute("SELECT current_database()", database: "two \"words\"") == "two \"words\"")
        #expect(Files.exists(server.folder))
        server.stop()
        server.stop()
        #expect(!Files.exists(server.folder))
        #expect(throws: Failure.self) { try server.execute("SELECT 1") }
    }

    @Test func aServerGoesWithItsOwner() throws {
        var server: ThrowawayServer? = try TemporaryServer.start()
        let folder = try #require(server?.folder)
        server = nil
        #expect(!Files.exists(folder))
    }

    @Test func aServerDoesNotOutliveAProcessThatCrashes() async throws {
        let folder = try TemporaryFolder()
        let note: String = folder.path("note")
        await #expect(processExitsWith: .signal(SIGKILL)) { [note = note as String] in
            let server = try TemporaryServer.start()
            try Files.write(server.folder, to: note)
            kill(getpid(), SIGKILL)
        }
        let left = try folder.read("note")
        #expect(eventually { !Files.exists(left) })
    }

    @Test func aServerThatIsLeftRunningOutlivesItsOwner() throws {
        var server: ThrowawayServer? = try TemporaryServer.start()
        server?.leaveRunning()
        let (folder, data) = try (#require(server?.folder), #require(server?.dataFolder))
        server = nil
        #expect(Files.exists("\(data)/postmaster.pid"))
        let stopped = try TemporaryServer.shared().runAsOwner("pg_ctl", ["stop", "-s", "-m", "immediate", "-D", data])
        #expect(stopped.succeeded)
        try Files.remove(folder)
    }

    @Test func aServerThatCannotStartSaysWhy() throws {
        let plan = ThrowawayPlan(settings: ["shared_buffers": "nonsense"])
        let failure = try #require(throws: Failure.self) { try TemporaryServer.start(plan) }
        #expect(failure.code == .throwawayServerFailed)
        #expect(failure.why.contains("shared_buffers"))
    }

    @Test func anSQLErrorIsAFailure() throws {
        let failure = try #require(throws: Failure.self) { try TemporaryServer.shared().execute("SELECT 1/0") }
        #expect(failure.why.contains("division by zero"))
    }

    @Test func aSettingWithAQuoteIsWrittenAsItIs() throws {
        let server = try TemporaryServer.start(ThrowawayPlan(settings: ["cluster_name": "o'clock"]))
        #expect(try server.execute("SHOW cluster_name") == "o'clock")
    }
}
