import TestSupport
import Testing
import TreeGuardApp
import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// `treeguard allow`, and what install and uninstall tell a person.
@Suite struct AllowingASet {
    @Test func aWordIsRecordedWithWhoWhenAndWhyAndFoundFromAnyWorktree() throws {
        let repository = try HookedRepository()
        let linked = repository.folder.path("linked")
        try repository.git("worktree", "add", "-q", "-b", "topic", linked)
        let now = Timestamp(secondsSinceEpoch: 1_000_000)
        let set = MigrationSet(into: "main", [])
        let allowing = Allowing(in: linked, run: HookedRepository.run, now: { now })
        let request = try AllowRequest(reason: "hotfix", lifetime: "5m", isAllowed: true)
        let override = try allowing.allow(set, request, landing: "0123456")
        #expect(override.who == "A Person <person@example.com>")
        let records = DecisionRecords(commonDirectory: repository.path + "/.git")
        #expect(try records.override(for: set, at: now) == override)
        #expect(
            try repository.text(".git/treeguard/audit.jsonl") == """
                {"time":"1970-01-12T13:46:40Z","event":"allowed","target":"main","migrations":"\(set.digest)",\
                "commit":"0123456","who":"A Person <person@example.com>","reason":"hotfix"}

                """)
    }

    @Test func uninstallLeavesTheRecordOfDecisions() throws {
        let repository = try HookedRepository()
        try repository.install()
        let request = try AllowRequest(reason: "hotfix", lifetime: nil, isAllowed: true)
        _ = try Allowing(in: repository.path, run: HookedRepository.run)
            .allow(MigrationSet(into: "main", []), request, landing: nil)
        try repository.uninstall()
        #expect(Files.exists(repository.path + "/.git/treeguard/audit.jsonl"))
    }

    @Test func aPersonIsToldWhatWasWrittenAndWhatIsLeftToDo() throws {
        let repository = try HookedRepository()
        try repository.git("config", "core.hooksPath", "/dev/null")
        let report = try repository.installation(protecting: ["main"]).install()
        let text = report.text(style: .plain)
        #expect(text.contains("pre-push: core.hooksPath leads to no folder, so git runs no hooks."))
        #expect(text.contains("    git config --local --unset core.hooksPath\n"))
        #expect(report.exit == .migrationsPending)
        try repository.git("config", "--unset", "core.hooksPath")
        #expect(try repository.install().text(style: .plain).hasSuffix("treeguard doctor looks again\n"))
        #expect(try repository.install().text(style: .plain) == "everything is in place\n")
        #expect(try repository.uninstall().text(style: .plain).contains("restored  \(repository.path)/.git/hooks/"))
        #expect(try repository.uninstall().text(style: .plain) == "nothing was installed\n")
    }
}
