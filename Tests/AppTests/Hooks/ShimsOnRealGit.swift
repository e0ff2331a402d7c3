import TestSupport
import Testing
import TreeGuardApp
import TreeGuardCore
import TreeGuardSystem

/// The scripts that git runs: whom they ask, when they stay silent, and what they do without their program.
@Suite struct ShimsOnRealGit {
    @Test func aMergeIntoAProtectedBranchIsAskedAboutBeforeAnythingIsTouched() throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.install()
        try repository.answer(1)
        let merge = repository.attempt(["merge", "-q", "feature"])
        #expect(!merge.succeeded)
        let asked = try repository.asked()
        #expect(asked.first == "reference-transaction prepared")
        #expect(asked.dropFirst().first?.hasSuffix(" ORIG_HEAD") == true)
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test func theBranchItselfIsTheBackstop() throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.install()
        try repository.git("merge", "-q", "feature")
        let asked = try repository.asked()
        #expect(asked.contains { $0.hasSuffix(" refs/heads/main") })
        // HEAD moves too, and is nobody's business.
        #expect(!asked.contains { $0.hasSuffix(" HEAD") })
    }

    @Test func whatTouchesNoProtectedBranchAsksNobody() throws {
        let repository = try HookedRepository()
        try repository.install()
        try repository.git("checkout", "-q", "-b", "feature")
        try repository.commit("second")
        try repository.git("tag", "v1")
        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
        #expect(try repository.asked() == [])
    }

    @Test func deletingAnyBranchIsAskedAbout() throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.install()
        try repository.answer(1)
        #expect(!repository.attempt(["branch", "-D", "feature"]).succeeded)
        #expect(try repository.git("branch", "--list", "feature") == "  feature\n")
    }

    @Test(arguments: [
        ["branch", "-f", "main", "feature"], ["update-ref", "refs/heads/main", "feature"],
        ["fetch", "-q", ".", "feature:main"], ["push", "-q", ".", "feature:main"],
    ])
    func everyRoadIsStopped(arguments: [String]) throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.git("checkout", "-q", "feature")
        try repository.install()
        try repository.answer(1)
        let before = try repository.git("rev-parse", "main")
        #expect(!repository.attempt(arguments).succeeded)
        #expect(try repository.git("rev-parse", "main") == before)
    }

    @Test func aCommitOnAProtectedBranchIsAskedAboutFirst() throws {
        let repository = try HookedRepository()
        try repository.install()
        try repository.commit("second")
        #expect(try repository.asked().first == "pre-commit")
    }

    @Test func aMergeCommitIsAskedAboutFromALinkedWorktreeToo() throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.commit("diverged")
        try repository.git("checkout", "-q", "-b", "other")
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "-q", linked, "main")
        try repository.install()
        try repository.git("merge", "-q", "--no-edit", "feature", in: linked)
        let asked = try repository.asked()
        #expect(asked.contains("pre-merge-commit"))
        #expect(asked.first == "reference-transaction prepared")
    }

    @Test func theBirthOfAWorktreeIsTold() throws {
        let repository = try HookedRepository()
        try repository.install()
        try repository.git("worktree", "add", "-q", "-b", "topic", repository.folder.path("linked"))
        try #require(try repository.asked().contains { $0.hasPrefix("post-checkout 0000") })
        try repository.git("checkout", "-q", "-b", "elsewhere")
        #expect(try repository.asked() == [])
    }

    @Test func aPushHandsItsLinesOver() throws {
        let repository = try HookedRepository()
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.install()
        try repository.git("push", "-q", remote, "HEAD:main")
        let asked = try repository.asked()
        #expect(asked.first == "pre-push \(remote) \(remote)")
        #expect(asked.last?.hasPrefix("HEAD ") == true)
        try repository.answer(1)
        #expect(!repository.attempt(["push", "-q", remote, "HEAD:other"]).succeeded)
    }

    @Test func aServerRefusesWhatItIsSent() throws {
        let repository = try HookedRepository()
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        _ = try repository.installation(in: remote, isServer: true).install()
        try repository.answer(1)
        #expect(!repository.attempt(["push", "-q", remote, "main"]).succeeded)
        let asked = try repository.asked()
        #expect(asked.first == "pre-receive")
        #expect(asked.last?.hasSuffix(" refs/heads/main") == true)
        try repository.answer(0)
        try repository.git("push", "-q", remote, "main")
    }

    @Test func aPatternGuardsEveryBranchThatItMeans() throws {
        let repository = try HookedRepository()
        try repository.install(protecting: ["release/*", "it's|(odd)"])
        try repository.git("branch", "release/1.0")
        try repository.git("branch", "it's|(odd)")
        try repository.git("branch", "releases")
        let asked = try repository.asked().filter { $0.contains("refs/") }
        #expect(
            try asked.map { try $0.split(separator: " ")[at: 2] } == ["refs/heads/release/1.0", "refs/heads/it's|(odd)"])
    }

    @Test func withoutItsProgramAProtectedBranchIsClosedAndTheOthersAreOpen() throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.install()
        try Files.remove(repository.program)
        let merge = repository.attempt(["merge", "-q", "feature"])
        #expect(!merge.succeeded)
        #expect(merge.errorText.contains("only this once:  git -c core.hooksPath=/dev/null"))
        try repository.git("reset", "-q", "--merge")
        #expect(!repository.attempt(["push", "-q", remote, "main"]).succeeded)
        #expect(repository.attempt(["push", "-q", remote, "main:topic"]).succeeded)
        #expect(repository.attempt(["checkout", "-q", "-b", "topic"]).succeeded)
        try repository.commit("second")
        #expect(repository.attempt(["branch", "-D", "feature"]).succeeded)
    }

    @Test func theProgramIsFoundOnPathWhenItHasMoved() throws {
        let repository = try HookedRepository()
        _ = try repository.installation(program: "/nowhere/treeguard-hook").install()
        try repository.git("checkout", "-q", "-b", "topic")
        let path = (ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin")
        let output = repository.attempt(
            ["branch", "-f", "main", "main~0"], path: repository.folder.path("programs") + ":" + path)
        #expect(output.succeeded)
        #expect(try repository.asked().first == "reference-transaction prepared")
    }

    @Test func fourThousandReferencesAreReadWhole() throws {
        let repository = try HookedRepository()
        try repository.install()
        let lines = (0..<4000).map { "create refs/heads/topic/\($0) HEAD\n" }.joined()
        let output = Subprocess.run(
            Command(
                "git", ["update-ref", "--stdin"], in: repository.path, environment: HookedRepository.environment,
                standardInput: Array((lines + "update refs/heads/main HEAD\n").utf8)))
        #expect(output.succeeded)
        #expect(try repository.asked().filter { $0.contains("refs/") }.count == 1)
    }
}
