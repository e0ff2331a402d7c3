import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Ctrl-C, SIGTERM and a plain end all leave nothing behind. Each is tried in a process of its own.
@Suite struct Interruptions {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalRunsTheCleanUpsAndIsDiedOf(number: Int32) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("order")
        await #expect(processExitsWith: .signal(number)) { [path = path as String, number = number as Int32] in
            _ = CleanUps.register { appendLine("first registered, last run", to: path) }
            let done = CleanUps.register { appendLine("already run", to: path) }
            _ = CleanUps.register { appendLine("last registered, first run", to: path) }
            CleanUps.run(done)
            let kept = CleanUps.register { appendLine("forgotten", to: path) }
            CleanUps.forget(kept)
            kill(getpid(), number)
            while true { pause() }
        }
        #expect(try folder.read("order") == "already run\nlast registered, first run\nfirst registered, last run\n")
    }

    @Test func aSignalStopsTheProgramThatRuns() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("child")
        await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
            Interruption.endCleanly()
            let script = "echo $$ > '\(path)'; kill -TERM \(getpid()); exec sleep 60"
            _ = Subprocess.run(Command("sh", ["-c", script], deadline: .seconds(50)))
            while true { pause() }
        }
        let child = try #require(Int32(try folder.read("child").dropLast()))
        // It was told to end; when it has, is for the kernel to say.
        #expect(
            eventually {
                let state = (try? Files.read("/proc/\(child)/stat")).map { String(decoding: $0, as: UTF8.self) }
                return state == nil || state?.contains(") Z ") == true
            })
    }

    @Test func theProgramDoesNotLeaveWhileTheCleanUpsRun() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("order")
        await #expect(processExitsWith: .signal(SIGTERM)) { [path = path as String] in
            _ = CleanUps.register {
                _ = Subprocess.run(Command("sleep", ["0.2"]))
                appendLine("run to its end", to: path)
            }
            _ = Subprocess.run(Command("sh", ["-c", "kill -TERM \(getpid()); exec sleep 60"]))
            ProcessEnvironment.exit(0)
        }
        #expect(try folder.read("order") == "run to its end\n")
    }

    @Test func aPlainEndRunsTheCleanUpsAndKeepsTheCode() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("order")
        await #expect(processExitsWith: .exitCode(3)) { [path = path as String] in
            _ = CleanUps.register { appendLine("run", to: path) }
            ProcessEnvironment.exit(3)
        }
        #expect(try folder.read("order") == "run\n")
    }
}

private func appendLine(_ line: String, to path: String) {
    let before = (try? Files.read(path)) ?? []
    try? Files.write(before + Array("\(line)\n".utf8), to: path)
}
