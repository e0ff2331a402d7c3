import Testing
import TreeGuardBase
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardReports

/// The plans of install and the findings of doctor, for places that no git of this machine has.
@Suite struct PlansAndDiagnoses {
    private let program = "/usr/local/bin/treeguard-hook"

    private func surroundings(
        _ version: GitVersion = GitVersion(2, 39), configured: [String: [String]] = [:], site: HookSite? = nil,
        parked: [String: SeenFile] = [:], hasProgram: Bool = true
    ) -> HookSurroundings {
        HookSurroundings(
            gitVersion: version, commonDirectory: "/r/.git",
            sites: [site ?? HookSite(worktree: "/r", folder: "/r/.git/hooks")], parked: parked, configured: configured,
            hasProgram: hasProgram)
    }

    private func plan(_ surroundings: HookSurroundings, _ hooks: [HookName] = [.prePush]) throws -> InstallPlan {
        try InstallPlan(surroundings, hooks: hooks, protecting: ["main"], program: program)
    }

    private func cause(_ surroundings: HookSurroundings, _ hook: HookName = .prePush) throws -> String? {
        let diagnosis = try HookDiagnosis(
            surroundings, manifest: nil, hooks: [hook], protecting: ["main"], program: program)
        guard case .open(let cause) = diagnosis.sites[0].roads[0].guarding else { return nil }
        return cause.code
    }

    private func ours(_ hook: HookName = .prePush) throws -> SeenFile {
        SeenFile(try Shim(hook, protecting: ["main"], program: program).text)
    }

    @Test func anOldGitHasNoTransactionsToGuard() throws {
        #expect(try cause(surroundings(GitVersion(2, 27)), .referenceTransaction) == "git-too-old")
    }

    @Test func aHookOfGitsOwnConfigurationGuards() throws {
        let configured = ["pre-push": ["/r/.git/treeguard/hooks/pre-push"]]
        let parked = ["pre-push": try ours()]
        let off = HookSite(worktree: "/r", folder: "/dev/null", folderState: .notAFolder)
        let new = surroundings(GitVersion(2, 54), configured: configured, site: off, parked: parked)
        #expect(try cause(new) == nil)
        #expect(try plan(new).steps == [])
        // An older git passes over it without a word.
        let old = surroundings(GitVersion(2, 53), configured: configured, site: off, parked: parked)
        #expect(try cause(old) == "switched-off")
    }

    @Test func aNewGitIsAdvisedToRunOursFromItsConfiguration() throws {
        let off = HookSite(worktree: "/r", folder: "/dev/null", folderState: .notAFolder)
        let plan = try plan(surroundings(GitVersion(2, 54), site: off))
        #expect(
            plan.advice.first?.lines == [
                "git config hook.treeguard-pre-push.command /r/.git/treeguard/hooks/pre-push",
                "git config hook.treeguard-pre-push.event pre-push",
            ])
        #expect(plan.steps.map(\.path) == ["/r/.git/treeguard/hooks/pre-push"])
    }

    @Test func worktreesThatShareAFolderAreWrittenOnce() throws {
        var seen = surroundings()
        seen.sites.append(HookSite(worktree: "/linked", folder: "/r/.git/hooks"))
        #expect(try plan(seen, HookName.local).steps.count == 5)
    }

    @Test func withoutTheProgramNothingIsGuarded() throws {
        let site = HookSite(worktree: "/r", folder: "/h", files: ["pre-push": try ours()])
        #expect(try cause(surroundings(site: site)) == nil)
        #expect(try cause(surroundings(site: site, hasProgram: false)) == "program-missing")
    }

    @Test func aJoinedHookNeedsTheScriptThatItCalls() throws {
        let foreign = SeenFile("#!/bin/sh\n" + JoiningLine.script(.prePush) + "\n", isTracked: true)
        let site = HookSite(worktree: "/r", folder: "/r/.githooks", files: ["pre-push": foreign])
        #expect(try cause(surroundings(site: site)) == "missing")
        #expect(try cause(surroundings(site: site, parked: ["pre-push": try ours()])) == nil)
        #expect(try plan(surroundings(site: site)).advice == [])
    }

    @Test(arguments: [
        "pre-push:\n  jobs: []\n", "[pre-push.commands.lint]\nrun = \"x\"\n", "{\n  \"pre-push\": {}\n}\n",
    ])
    func aHookThatLefthookConfiguresIsLefthooks(text: String) throws {
        for name in ["lefthook.yml", "lefthook.toml", ".config/lefthook.yaml", "lefthook.json"] {
            let site = HookSite(worktree: "/r", folder: "/h", configurations: [name: text])
            #expect(Placement(.prePush, at: site) == .lefthookLocal(path: "/r/lefthook-local.yml"))
            #expect(Placement(.referenceTransaction, at: site) == .file)
        }
    }

    @Test func lefthookGivesInputToOneJobOnly() {
        let text = "pre-push:\n  commands:\n    a:\n      run: cat\n      use_stdin: true\n"
        let site = HookSite(worktree: "/r", folder: "/h", configurations: ["lefthook.yml": text])
        #expect(Placement(.prePush, at: site) == .advice(.tool(.lefthook)))
    }

    @Test func theTextNamesEveryRoadAndTheWayOut() throws {
        let site = HookSite(worktree: "/r", folder: "/h", files: ["pre-push": try ours()])
        let diagnosis = try HookDiagnosis(
            surroundings(site: site), manifest: nil, hooks: [.prePush, .preCommit], protecting: ["main"],
            program: program)
        #expect(
            diagnosis.text(style: .plain) == """
                /r
                  ok pre-push    /h/pre-push
                  -- pre-commit  TreeGuard's hook is not installed
                      open: commit (the question before the commit)
                      next: treeguard install

                1 road is open

                """)
        #expect(diagnosis.exit == .migrationsPending)
        #expect(
            diagnosis.json.line == """
                {"guarded":false,"exit":1,"worktrees":[{"path":"/r","hooks":"/h","roads":[{"hook":"pre-push",\
                "guarded":true,"through":"/h/pre-push"},{"hook":"pre-commit","guarded":false,"cause":"missing",\
                "reason":"TreeGuard's hook is not installed","road":"commit (the question before the commit)",\
                "next":"treeguard install"}]}]}
                """)
    }
}
