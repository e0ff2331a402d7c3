import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardSystem

/// A hook that was there before is run first, with the same arguments and input, and its word counts.
@Suite struct HooksThatWereThere {
    private let copying = "#!/bin/sh\n{ echo \"before: $*\"; cat; } >>asked-before\nexit \"$(cat answer-before)\"\n"

    @Test func itRunsFirstWithTheSameArgumentsAndInput() throws {
        let repository = try HookedRepository()
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.write(copying, to: ".git/hooks/pre-push")
        try repository.write("0\n", to: "answer-before")
        try repository.install()
        try repository.git("push", "-q", remote, "main:a", "main:b")
        let lines = try repository.text("asked-before").split(separator: "\n").map(String.init)
        #expect(lines.first == "before: \(remote) \(remote)")
        #expect(lines.count == 3)
        let asked = try repository.asked()
        #expect(asked[1...] == lines[1...])
    }

    @Test func itsRefusalCountsAndOursIsNotAsked() throws {
        let repository = try HookedRepository()
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.write(copying, to: ".git/hooks/pre-push")
        try repository.write("7\n", to: "answer-before")
        try repository.install()
        #expect(!repository.attempt(["push", "-q", remote, "main"]).succeeded)
        #expect(try repository.asked() == [])
    }

    @Test func oneThatDoesNotReadItsInputDisturbsNothing() throws {
        let repository = try HookedRepository()
        try repository.write("#!/bin/sh\nexit 0\n", to: ".git/hooks/reference-transaction")
        try repository.install()
        try repository.commit("second")
        #expect(try repository.asked().contains { $0.hasSuffix(" refs/heads/main") })
    }

    @Test func itSeesEveryStateOfATransaction() throws {
        let repository = try HookedRepository()
        try repository.write(
            "#!/bin/sh\necho \"$1\" >>states\n", to: ".git/hooks/reference-transaction")
        try repository.install()
        try repository.git("branch", "topic")
        #expect(try repository.text("states") == "prepared\ncommitted\n")
    }

    @Test func anEmptyPushReachesItWithoutALine() throws {
        let repository = try HookedRepository()
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.git("push", "-q", remote, "main")
        try repository.write("#!/bin/sh\nwc -c >counted\n", to: ".git/hooks/pre-push")
        try repository.install()
        try repository.git("push", "-q", remote, "main")
        #expect(try repository.text("counted") == "0\n")
    }

    @Test func oneThatGitIgnoredStaysIgnored() throws {
        let repository = try HookedRepository()
        try repository.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/pre-commit", mode: 0o644)
        try repository.install()
        try repository.commit("second")
    }

    @Test func everythingIsRestoredByteForByteAndModeForMode() throws {
        let repository = try HookedRepository()
        try repository.write("#!/bin/sh\n: odd \\0 bytes \u{E9}\nexit 0", to: ".git/hooks/pre-push", mode: 0o750)
        try repository.write("#!/bin/sh\n", to: ".git/hooks/pre-commit", mode: 0o644)
        try runProgram("ln", "-s", "../../hook.sh", repository.path + "/.git/hooks/post-checkout")
        try repository.write("#!/bin/sh\n", to: "hook.sh")
        let before = try repository.everything()
        try repository.install()
        #expect(try repository.everything() != before)
        try repository.install(protecting: ["main", "release/*"])
        let report = try repository.uninstall()
        #expect(report.left == [])
        #expect(try repository.everything() == before)
    }
}
