import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

/// `treeguard install` and `treeguard doctor` on real repositories.
@Suite struct InstallingAndLooking {
    @Test func installedOnceEveryRoadIsGuarded() throws {
        let repository = try HookedRepository()
        #expect(try repository.open()[.prePush] == "missing")
        #expect(try repository.install().written.count == 5)
        #expect(try repository.open() == [:])
        #expect(try repository.installation().diagnose().exit == .success)
    }

    @Test func installedTwiceNothingChanges() throws {
        let repository = try HookedRepository()
        try repository.install()
        let before = try repository.everything()
        #expect(try repository.install().written == [])
        #expect(try repository.everything() == before)
    }

    @Test func otherBranchesAreBakedInAgain() throws {
        let repository = try HookedRepository()
        try repository.install(protecting: ["main"])
        #expect(try repository.installation(protecting: ["main", "release/*"]).diagnose().isGuarded == false)
        #expect(try repository.install(protecting: ["main", "release/*"]).written.count == 4)
        #expect(try repository.text(".git/hooks/reference-transaction").contains("refs/heads/release/*"))
    }

    @Test func aChangedHookIsNoticedAndNeverOverwrittenSilently() throws {
        let repository = try HookedRepository()
        try repository.install()
        let changed = try repository.text(".git/hooks/pre-push").replacing("exec", with: ": exec")
        try repository.write(changed, to: ".git/hooks/pre-push")
        #expect(try repository.open() == [.prePush: "tampered"])
        let report = try repository.install()
        #expect(report.tampered == [repository.path + "/.git/hooks/pre-push"])
        #expect(try repository.text(".git/hooks/pre-push") == changed)
        #expect(try repository.uninstall().left == report.tampered)
        #expect(try repository.installation(isForced: true).install().tampered == [])
        #expect(try repository.open() == [:])
    }

    @Test func aLinkedWorktreeIsInstalledFromAndSharesTheHooks() throws {
        let repository = try HookedRepository()
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "-q", "-b", "topic", linked)
        _ = try repository.installation(in: linked).install()
        #expect(try repository.open() == [:])
        #expect(try repository.open(in: linked) == [:])
    }

    @Test func aBareRepositoryWithWorktreesIsGuarded() throws {
        let repository = try HookedRepository()
        let bare = repository.folder.path("bare.git")
        try runProgram("git", "clone", "-q", "--bare", repository.path, bare)
        try runProgram("git", "-C", bare, "worktree", "add", "-q", repository.folder.path("linked"), "main")
        let installation = repository.installation(in: repository.folder.path("linked"))
        _ = try installation.install()
        #expect(try installation.diagnose().isGuarded)
        #expect(Files.isExecutable(bare + "/hooks/reference-transaction"))
    }

    @Test func aHookThatIsNotExecutableGuardsNothing() throws {
        let repository = try HookedRepository()
        try repository.install()
        try runProgram("chmod", "644", repository.path + "/.git/hooks/pre-commit")
        #expect(try repository.open() == [.preCommit: "not-executable"])
        try repository.install()
        #expect(try repository.open() == [:])
    }

    @Test func aMissingProgramOpensEveryRoad() throws {
        let repository = try HookedRepository()
        _ = try repository.installation(program: "/nowhere/treeguard-hook").install()
        #expect(Set(try repository.open(program: "/nowhere/treeguard-hook").values) == ["program-missing"])
    }

    @Test func aRelativeHooksPathThatAWorktreeLacksIsTold() throws {
        let repository = try HookedRepository()
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "-q", "-b", "topic", linked)
        try repository.git("config", "core.hooksPath", ".githooks")
        try repository.write("#!/bin/sh\n", to: ".githooks/unrelated")
        #expect(try repository.open(in: linked)[.prePush] == "folder-absent")
        try repository.install()
        #expect(try repository.open() == [:])
        #expect(try repository.open(in: linked) == [:])
        let fresh = repository.folder.path("fresh")
        try repository.git("worktree", "add", "-q", "-b", "fresh", fresh)
        #expect(Set(try repository.open(in: fresh).values) == ["folder-absent"])
    }

    @Test func aFolderThatDoesNotExistIsMadeAndTakenAwayAgain() throws {
        let repository = try HookedRepository()
        let hooks = repository.folder.path("elsewhere/hooks")
        try repository.git("config", "core.hooksPath", hooks)
        try repository.install()
        #expect(try repository.open() == [:])
        try repository.uninstall()
        #expect(!Files.exists(repository.folder.path("elsewhere")))
    }

    @Test func hooksThatAreSwitchedOffAreTold() throws {
        let repository = try HookedRepository()
        try repository.install()
        try repository.git("config", "core.hooksPath", "/dev/null")
        #expect(Set(try repository.open().values) == ["switched-off"])
        let advice = try repository.install().advice
        #expect(advice.first?.lines == ["git config --local --unset core.hooksPath"])
    }

    @Test func aWorktreesOwnSettingIsSeen() throws {
        let repository = try HookedRepository()
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "-q", "-b", "topic", linked)
        try repository.install()
        try repository.git("config", "extensions.worktreeConfig", "true")
        try repository.git("config", "--worktree", "core.hooksPath", "/nowhere/at/all", in: linked)
        #expect(try repository.open() == [:])
        #expect(Set(try repository.open(in: linked).values) == ["folder-absent"])
    }

    @Test func aHookThatTheTeamTracksIsNotTouched() throws {
        let repository = try HookedRepository()
        try repository.git("config", "core.hooksPath", ".githooks")
        try repository.write("#!/bin/sh\nexit 0\n", to: ".githooks/pre-push")
        try repository.git("add", "-A")
        let report = try repository.install()
        #expect(report.advice.map(\.hook) == [.prePush])
        #expect(try repository.text(".githooks/pre-push") == "#!/bin/sh\nexit 0\n")
        #expect(try repository.open() == [.prePush: "not-joined"])
        let lines = try #require(report.advice.first?.lines)
        try repository.write("#!/bin/sh\n" + lines.joined(separator: "\n") + "\n", to: ".githooks/pre-push")
        #expect(try repository.open() == [:])
        #expect(try repository.install().advice == [])
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.git("push", "-q", remote, "main")
        #expect(try repository.asked().first == "pre-push \(remote) \(remote)")
        try repository.answer(1)
        #expect(!repository.attempt(["push", "-q", remote, "main:other"]).succeeded)
    }

    @Test func aPersonsSharedFolderIsLeftAlone() throws {
        let repository = try HookedRepository()
        let shared = try repository.folder.write("#!/bin/sh\n", to: "shared/pre-commit")
        let settings = try repository.folder.write(
            "[core]\n\thooksPath = \(repository.folder.path("shared"))\n", to: "gitconfig")
        var installation = repository.installation()
        installation.run = { command in
            var command = command
            command.environment.merge(HookedRepository.environment) { $1 }
            command.environment["GIT_CONFIG_GLOBAL"] = settings
            return Subprocess.run(command)
        }
        let report = try installation.install()
        #expect(report.advice.count == 5)
        #expect(report.advice.first?.reason == .sharedFolder)
        #expect(try Files.names(in: repository.folder.path("shared")) == ["pre-commit"])
        #expect(try Files.read(shared) == Array("#!/bin/sh\n".utf8))
        #expect(try installation.diagnose().exit == .migrationsPending)
    }

    @Test func whatIsNoRepositoryIsAFailure() throws {
        let folder = try TemporaryFolder()
        let repository = try HookedRepository()
        let failure = #expect(throws: Failure.self) { try repository.installation(in: folder.path).install() }
        #expect(failure?.code == .notARepository)
    }

    @Test func aBranchThatCannotBeIsRefused() throws {
        let repository = try HookedRepository()
        let failure = #expect(throws: Failure.self) { try repository.install(protecting: ["a b"]) }
        #expect(failure?.code == .configurationInvalid)
    }
}
