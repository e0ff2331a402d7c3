import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
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
        ["update-ref", "refs/heads/main", "feature"],
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
            try asked.map { try $0.split(separator: " ")[at: 2] } == [
                "refs/heads/release/1.0", "refs/heads/it's|(odd)",
            ])
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

    /// The contents that a crash, a full disk, a download cut short or another version leave in the program's place.
    private static let damaged: [(name: String, bytes: [UInt8])] = [
        ("empty", []),
        ("a line end", Array("\n".utf8)),
        ("zeros", [UInt8](repeating: 0, count: 65536)),
        ("the beginning of a program", Array([0x7F] + "ELF".utf8)),
        ("a header alone", header),
        ("another machine's", header.enumerated().map { $0 == 18 ? 0xF3 : $1 } + [UInt8](repeating: 0, count: 4096)),
        ("a script that says nothing", Array("#!/bin/sh\n".utf8)),
        ("another program", Array("#!/bin/sh\nexit 0\n".utf8)),
        ("one that is killed", Array("#!/bin/sh\nkill -9 $$\n".utf8)),
        ("one of an earlier version", Array("#!/bin/sh\n[ \"$1\" != --answer ] || exit 2\nexit 0\n".utf8)),
        ("an interpreter that is not there", Array("#!/nowhere/sh\nexit 42\n".utf8)),
    ]
    private static let header: [UInt8] =
        ((try? Files.read("/bin/true")).map { Array($0.prefix(64)) }) ?? []

    @Test(arguments: damaged.indices) func aDamagedProgramClosesAProtectedBranch(number: Int) throws {
        let (name, bytes) = ShimsOnRealGit.damaged[number]
        let repository = try HookedRepository()
        try repository.branch("feature")
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.install()
        _ = try repository.installation(in: remote, isServer: true).install()
        try Files.write(bytes, to: repository.program, mode: 0o755)
        let before = try repository.git("rev-parse", "main")
        let roads = [
            ["merge", "-q", "feature"],
            ["update-ref", "refs/heads/main", "feature"],
            ["commit", "-q", "--allow-empty", "-m", "x"], ["push", "-q", remote, "main"],
            ["-c", "core.hooksPath=/dev/null", "push", "-q", remote, "main"],
        ]
        for road in roads {
            let output = repository.attempt(road)
            #expect(!output.succeeded, "\(name): \(road)")
            #expect(output.errorText.contains("then run `treeguard install`"), "\(name): \(output.errorText)")
            _ = repository.attempt(["reset", "-q", "--merge"])
        }
        #expect(try repository.git("rev-parse", "main") == before)
        #expect(try runProgram("git", "-C", remote, "branch", "--list") == "")
        #expect(try Set(repository.open().values) == ["program-missing"], "\(name)")
    }

    /// A hook that an earlier version wrote asks in the old way, and is answered in it.
    @Test(arguments: [(0, true), (1, false)]) func aHookOfAnEarlierVersionIsAnswered(code: Int, passes: Bool) throws {
        let repository = try HookedRepository()
        try repository.branch("feature")
        try repository.answer(code)
        let hook =
            "#!/bin/sh\n[ \"$1\" = prepared ] || exit 0\nexec '\(repository.program)' reference-transaction \"$@\"\n"
        try repository.write(hook, to: ".git/hooks/reference-transaction")
        #expect(repository.attempt(["branch", "-f", "topic", "feature"]).succeeded == passes)
    }

    @Test func theProgramIsFoundOnPathWhenItHasMoved() throws {
        let repository = try HookedRepository()
        _ = try repository.installation(program: "/nowhere/treeguard-hook").install()
        try repository.git("checkout", "-q", "-b", "topic")
        let path = (ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin")
        let output = repository.attempt(
            ["branch", "-f", "main", "main~0"], ["PATH": repository.folder.path("programs") + ":" + path])
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
