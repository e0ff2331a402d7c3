import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

/// Hook managers that are in nobody's package registry here: their files, as they write them.
@Suite struct ManagersOfHooks {
    /// husky 9: `core.hooksPath=.husky/_`, scripts there that run those of `.husky`.
    private func husky() throws -> HookedRepository {
        let repository = try HookedRepository()
        try repository.git("config", "core.hooksPath", ".husky/_")
        try repository.write("*", to: ".husky/_/.gitignore", mode: 0o644)
        try repository.write(
            """
            #!/usr/bin/env sh
            n=$(basename "$0")
            s=$(dirname "$(dirname "$0")")/$n
            [ ! -f "$s" ] && exit 0
            sh -e "$s" "$@"
            exit $?

            """, to: ".husky/_/h", mode: 0o644)
        for name in ["pre-push", "pre-commit", "pre-merge-commit", "post-checkout", "commit-msg"] {
            try repository.write("#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/h\"", to: ".husky/_/\(name)")
        }
        try repository.write("echo pushing\n", to: ".husky/pre-push", mode: 0o644)
        try repository.git("add", "-A")
        try repository.git("commit", "-q", "-m", "husky")
        return repository
    }

    @Test func huskyRunsOursThroughItsOwnScripts() throws {
        let repository = try husky()
        #expect(try repository.open()[.prePush] == "not-joined")
        let before = try repository.everything()
        let report = try repository.install()
        #expect(report.advice == [])
        #expect(try repository.text(".husky/pre-push").hasSuffix("|| exit\necho pushing\n"))
        #expect(try repository.open() == [:])
        #expect(try repository.install().written == [])

        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        try repository.answer(1)
        #expect(!repository.attempt(["push", "-q", remote, "main:other"]).succeeded)
        #expect(try repository.asked().first == "pre-push \(remote) \(remote)")
        try repository.answer(0)
        try repository.commit("second")
        #expect(try repository.asked().contains { $0.hasSuffix(" refs/heads/main") })

        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.uninstall()
        #expect(
            try repository.everything().filter { !$0.key.hasSuffix("ORIG_HEAD") && !$0.key.hasSuffix("_EDITMSG") }
                == before.filter { !$0.key.hasSuffix("_EDITMSG") })
    }

    @Test func whatAPersonAddedSinceStaysWhenOurLineGoes() throws {
        let repository = try husky()
        try repository.install()
        let text = try repository.text(".husky/pre-push") + "echo more\n"
        try repository.write(text, to: ".husky/pre-push", mode: 0o644)
        #expect(try repository.uninstall().edited == [repository.path + "/.husky/pre-push"])
        #expect(try repository.text(".husky/pre-push") == "echo pushing\necho more\n")
    }

    @Test func aScriptOfHuskysIsHarmlessToWhoeverHasNoTreeGuard() throws {
        let repository = try husky()
        try repository.install()
        try Files.remove(repository.path + "/.git/treeguard")
        let remote = repository.folder.path("remote.git")
        try runProgram("git", "init", "-q", "--bare", remote)
        #expect(repository.attempt(["push", "-q", remote, "main"]).succeeded)
    }

    @Test(arguments: [
        (".git/hooks/pre-push", "#!/bin/sh\n# husky\n. \"$(dirname \"$0\")/husky.sh\"\n", HookTool.husky4),
        (".git/hooks/pre-push", "#!/usr/bin/env ruby\n# Entrypoint for Overcommit hook integration.\n", .overcommit),
        (
            ".git/hooks/pre-push",
            "#!/bin/sh\nif [ \"$SKIP_SIMPLE_GIT_HOOKS\" = \"1\" ]; then exit 0; fi\nnpx lint\n", .simpleGitHooks
        ),
    ])
    func aManagersScriptIsLeftAloneAndTheLinesAreShown(path: String, script: String, manager: HookTool) throws {
        let repository = try HookedRepository()
        try repository.write(script, to: path)
        let report = try repository.install()
        #expect(try repository.text(path) == script)
        #expect(report.advice.map(\.reason) == [.tool(manager)])
        #expect(report.advice.first?.lines.contains { $0.contains("treeguard/hooks/pre-push") } == true)
        #expect(try repository.open() == [.prePush: "not-joined"])
    }

    @Test func gitButlerRunsOursUnderTheNameThatItKeepsForPeople() throws {
        let repository = try HookedRepository()
        let script = """
            #!/bin/sh
            # GITBUTLER_MANAGED_HOOK_V1
            d=$(dirname "$0")
            [ ! -x "$d/pre-commit-user" ] || "$d/pre-commit-user" "$@" || exit

            """
        try repository.write(script, to: ".git/hooks/pre-commit")
        try repository.install()
        #expect(try repository.text(".git/hooks/pre-commit") == script)
        #expect(try repository.open() == [:])
        try repository.answer(1)
        #expect(!repository.attempt(["commit", "--allow-empty", "-q", "-m", "second"]).succeeded)
        #expect(try repository.asked().first == "pre-commit")
    }

    @Test func oursIsFoundWhereLefthookPutItAside() throws {
        let repository = try HookedRepository()
        try repository.install()
        try Files.move(
            repository.path + "/.git/hooks/pre-push", to: repository.path + "/.git/hooks/pre-push.old")
        try repository.write("#!/bin/sh\ncall_lefthook run \"pre-push\" \"$@\"\n", to: ".git/hooks/pre-push")
        #expect(try repository.open() == [.prePush: "evicted"])
    }
}
