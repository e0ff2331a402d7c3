import Glibc
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Programs are run by `Subprocess.run`: what they say, how they end, and what is left of them.
@Suite struct RunningPrograms {
    private func shell(
        _ script: String, in directory: String? = nil, environment: [String: String?] = [:], input: [UInt8] = [],
        deadline: Duration = .seconds(30)
    ) -> CommandOutput {
        Subprocess.run(
            Command(
                "sh", ["-c", script], in: directory, environment: environment, standardInput: input,
                deadline: deadline))
    }

    @Test func bothOutputsAndTheExitCodeArrive() {
        let result = shell("echo out; echo err >&2; exit 7")
        #expect(
            result
                == CommandOutput(
                    end: .exited(7), standardOutput: Array("out\n".utf8), standardError: Array("err\n".utf8)))
    }

    @Test func muchOutputOnBothStreamsDoesNotBlock() {
        let result = shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2")
        #expect(result.succeeded)
        #expect(result.standardOutput.count == 3_000_000)
        #expect(result.standardError.count == 3_000_000)
    }

    @Test func aLargeInputIsEchoedWhole() {
        let input = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(Subprocess.run(Command("cat", [], standardInput: input)).standardOutput == input)
    }

    @Test func aProgramThatDoesNotReadItsInputDoesNotKillUs() {
        let result = shell("exec 0<&-; echo done", input: [UInt8](repeating: 65, count: 1_000_000))
        #expect(result.outputText == "done\n")
    }

    @Test func withoutInputStandardInputIsEmpty() {
        #expect(shell("wc -c").outputText == "0\n")
    }

    @Test func aProgramThatIsNotThereIsToldFromOneThatFails() throws {
        let file = try TemporaryFolder()
        #expect(Subprocess.run(Command("no-such-program-here", [])).end == .notStarted(ENOENT))
        #expect(Subprocess.run(Command(try file.write("plain", to: "text"), [])).end == .notStarted(EACCES))
    }

    @Test func aFolderThatIsNotThereIsAFailureToStart() {
        #expect(shell("true", in: "/nowhere/at/all").end == .notStarted(ENOENT))
    }

    @Test func itRunsWhereItIsToldTo() throws {
        let folder = try TemporaryFolder()
        #expect(shell("pwd -P", in: folder.path).outputText == folder.path + "\n")
    }

    @Test func theEnvironmentIsInheritedAddedToAndTakenFrom() {
        let result = shell("echo ${ADDED-none} ${HOME-none} ${PATH:+path}", environment: ["ADDED": "yes", "HOME": nil])
        #expect(result.outputText == "yes none path\n")
    }

    @Test func theProgramIsFoundByThePathItWillSee() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("#!/bin/sh\necho mine\n", to: "bin/git")
        try runProgram("chmod", "755", path)
        let result = Subprocess.run(Command("git", [], environment: ["PATH": folder.path("bin")]))
        #expect(result.outputText == "mine\n")
    }

    @Test func aSignalIsReported() {
        #expect(shell("kill -9 $$").end == .signalled(SIGKILL))
    }

    @Test func theDeadlineEndsTheProgramAndWhatItStarted() throws {
        let folder = try TemporaryFolder()
        let script = "sleep 60 & echo $! > child; echo started; trap '' TERM; sleep 60; sleep 60"
        let result = shell(script, in: folder.path, deadline: .milliseconds(300))
        #expect(result.end == .deadlineExceeded)
        #expect(result.outputText == "started\n")
        let child = try #require(Int32(try folder.read("child").dropLast()))
        // Gone, or a zombie that whoever adopted it has not reaped yet.
        let state = (try? Files.read("/proc/\(child)/stat")).map { String(decoding: $0, as: UTF8.self) }
        #expect(state == nil || state?.contains(") Z ") == true)
    }

    @Test func aServerThatKeepsThePipesDoesNotKeepUs() throws {
        let result = shell("sleep 5 & echo $!")
        #expect(result.succeeded)
        kill(try #require(Int32(result.outputText.dropLast())), SIGKILL)
    }

    @Test func noZombieAndNoDescriptorIsLeft() throws {
        for _ in 0..<20 { _ = shell("exit 0") }
        #expect(shell("ls /proc/self/fd | wc -l").outputText == "4\n")
    }

    @Test func manyAtOnceDoNotDisturbEachOther() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<24 {
                group.addTask {
                    let input = [UInt8](repeating: UInt8(number), count: 200_000)
                    return Subprocess.run(Command("cat", [], standardInput: input)).standardOutput == input
                }
            }
            for await isWhole in group { #expect(isWhole) }
        }
    }
}
