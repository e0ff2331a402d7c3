import Glibc
import TestSupport
import Testing
import TreeGuardSystem

/// No test may depend on whose machine it runs on, where, when, or with whom at the terminal.
@Suite struct SameEverywhere {
    /// A variable that is here and in no list was the caller's: Tests/FixedEnvironment decides what tests inherit.
    @Test func theEnvironmentIsFixed() {
        let kept = ["RECORD", "LD_", "SWT_", "SWIFT_", "XCT", "LLVM_", "ASAN_", "TSAN_", "UBSAN_"]
        var environment = ProcessEnvironment.inherited.filter { variable in
            !kept.contains { variable.key.hasPrefix($0) }
        }
        environment["PATH"] = nil
        #expect(
            environment == [
                "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "HOME": "/dev/null/home", "GIT_CONFIG_NOSYSTEM": "1",
            ])
    }

    @Test func aProgramThatATestStartsInheritsNothingElse() throws {
        let names = try runProgram("env").split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(
            Set(names.map(String.init)).subtracting(["_", "PWD", "SHLVL"]) == Set(ProcessEnvironment.inherited.keys))
    }

    @Test func nobodyIsAtATerminal() {
        let terminal = open("/dev/tty", O_RDWR | O_NOCTTY)
        #expect(terminal < 0)
        if terminal >= 0 { close(terminal) }
    }

    @Test func whatATestWritesCanBeReadAsEverywhere() {
        let mask = umask(0o022)
        #expect(mask == 0o022)
    }

    /// Text that differs from one machine or day to another has a name in a scenario's output (ScenarioRun). A command
    /// that cuts it away by itself cuts too much somewhere, or asks what only this machine answers.
    @Test func noScenarioAsksTheMachine() throws {
        let asking =
            /\bdate\b *["'`+)-]|\bhostname\b|\bwhoami\b|\bid -|\$USER\b|\blogname\b|\blocale\b|20\[0-9|\[0-9\]\{4\}/
        for path in try ProjectFolder.files(below: "Tests/ScenarioTests/Scenarios", endingIn: ".scenario") {
            let lines = try ProjectFolder.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where ["$ ", "! ", "> "].contains(where: line.hasPrefix) {
                #expect(line.firstMatch(of: asking) == nil, "\(path):\(index + 1)")
            }
        }
    }
}
