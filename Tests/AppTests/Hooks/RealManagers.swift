import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardSystem

/// The real lefthook and the real pre-commit, before and after us.
@Suite(.serialized) struct RealManagers {
    private struct Managed {
        let repository: HookedRepository
        let searchPath: String
        let remote: String

        init(_ files: [String: String]) throws {
            repository = try HookedRepository()
            searchPath =
                try PythonPackages.virtualEnvironment() + "/bin:"
                + (ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin")
            remote = repository.folder.path("remote.git")
            try runProgram("git", "init", "-q", "--bare", remote)
            for (name, text) in files { try repository.write(text, to: name, mode: 0o644) }
            try repository.git("add", "-A")
            try repository.git("commit", "-q", "-m", "configuration")
        }

        @discardableResult
        func manager(_ words: String...) throws -> String {
            try runProgram(
                "sh", "-c", words.map { ShellQuoted($0).description }.joined(separator: " ") + " 2>&1",
                in: repository.path, environment: HookedRepository.environment.merging(environment) { $1 })
        }

        func git(_ arguments: String...) -> CommandOutput {
            repository.attempt(arguments, environment)
        }

        /// Finds the managers, and gives pre-commit a place for what it keeps.
        private var environment: [String: String] {
            ["PATH": searchPath, "PRE_COMMIT_HOME": repository.folder.path("cache")]
        }

        /// A push is asked about, with its arguments and its lines, and our word counts.
        func expectPushIsGuarded() throws {
            _ = try repository.asked()
            try repository.answer(1)
            #expect(!git("push", remote, "main").succeeded)
            let asked = try repository.asked()
            #expect(asked.first == "pre-push \(remote) \(remote)")
            #expect(asked.last?.hasPrefix("refs/heads/main ") == true)
            try repository.answer(0)
        }
    }

    private static let lefthook = [
        "lefthook.yml": """
        pre-push:
          commands:
            lint:
              run: "true"
        pre-commit:
          jobs:
            - name: format
              run: "true"

        """
    ]

    @Test func lefthookRunsOursBesideItsOwn() throws {
        let managed = try Managed(RealManagers.lefthook)
        try managed.manager("lefthook", "install")
        let report = try managed.repository.install()
        #expect(report.advice == [])
        #expect(try managed.repository.open() == [:])
        #expect(try managed.repository.git("status", "--porcelain") == "")
        try managed.expectPushIsGuarded()
        // lefthook leaves pre-commit out where nothing is staged.
        try managed.repository.write("text\n", to: "second.txt")
        #expect(managed.git("add", "-A").succeeded)
        #expect(managed.git("commit", "-q", "-m", "second").succeeded)
        #expect(try managed.repository.asked().contains("pre-commit"))
    }

    @Test func lefthookThatLooksAtItsFileAnewDoesNotTakeOursAway() throws {
        let managed = try Managed(RealManagers.lefthook)
        try managed.manager("lefthook", "install")
        try managed.repository.install()
        try managed.repository.write(
            try managed.repository.text("lefthook.yml") + "post-checkout:\n  commands:\n    x:\n      run: 'true'\n",
            to: "lefthook.yml", mode: 0o644)
        try managed.manager("lefthook", "install", "--force")
        // What it took of ours is told, and taken back at the next install.
        #expect(try managed.repository.open() == [.postCheckout: "evicted"])
        try managed.repository.install()
        #expect(try managed.repository.open() == [:])
        try managed.expectPushIsGuarded()
    }

    @Test func afterUninstallLefthookIsAsItWas() throws {
        let managed = try Managed(RealManagers.lefthook)
        try managed.manager("lefthook", "install")
        let before = try managed.repository.everything()
        try managed.repository.install()
        try managed.repository.uninstall()
        #expect(try managed.repository.everything() == before)
    }

    @Test func aLocalFileOfOnesOwnIsNotTouched() throws {
        let managed = try Managed(RealManagers.lefthook)
        try managed.manager("lefthook", "install")
        let own = "pre-push:\n  commands:\n    mine:\n      run: 'true'\n"
        try managed.repository.write(own, to: "lefthook-local.yml", mode: 0o644)
        let report = try managed.repository.install()
        #expect(try managed.repository.text("lefthook-local.yml") == own)
        #expect(report.advice.map(\.hook) == [.prePush, .preCommit])
        #expect(report.advice.first?.lines.first == "pre-push:")
    }

    private static let preCommit = [
        ".pre-commit-config.yaml": """
        repos:
          - repo: local
            hooks:
              - id: nothing
                name: nothing
                entry: "true"
                language: system
                always_run: true
                stages: [pre-commit, pre-push]

        """
    ]

    @Test func preCommitThatCameFirstRunsOurs() throws {
        let managed = try Managed(RealManagers.preCommit)
        try managed.manager("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push")
        #expect(try managed.repository.install().advice == [])
        #expect(try managed.repository.open() == [:])
        try managed.expectPushIsGuarded()
        #expect(managed.git("commit", "--allow-empty", "-q", "-m", "second").succeeded)
        #expect(try managed.repository.asked().contains("pre-commit"))
    }

    @Test func preCommitThatComesLaterRunsOurs() throws {
        let managed = try Managed(RealManagers.preCommit)
        try managed.repository.write("#!/bin/sh\necho mine >>mine\n", to: ".git/hooks/pre-push")
        try managed.repository.install()
        try managed.manager("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push")
        #expect(try managed.repository.open() == [:])
        try managed.expectPushIsGuarded()
        #expect(try managed.repository.text("mine") == "mine\n")
        #expect(try managed.repository.install().written == [])
        try managed.manager("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push")
        try managed.expectPushIsGuarded()
    }

    @Test func afterUninstallPreCommitIsAsItWas() throws {
        let managed = try Managed(RealManagers.preCommit)
        try managed.manager("pre-commit", "install", "-t", "pre-push")
        let before = try managed.repository.everything()
        try managed.repository.install()
        try managed.repository.uninstall()
        #expect(try managed.repository.everything() == before)
    }
}
