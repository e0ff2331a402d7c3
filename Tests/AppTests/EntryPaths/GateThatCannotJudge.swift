import EntryPaths
import Testing
import TreeGuardBase

/// A change that cannot be judged does not enter, and a hook in which something goes wrong stops git.
@Suite struct GateThatCannotJudge {
    struct Case: Sendable, CustomTestStringConvertible {
        let command: String
        let file: String
        var testDescription: String { "\(command), \(file)" }
    }

    private static let entering = [
        "git merge -q --no-edit feature", "git merge -q --no-ff --no-edit feature", "git merge -q --squash feature",
        "git pull -q --no-rebase --no-edit . feature", "git cherry-pick feature", "git rebase -q feature",
        "git reset -q --hard feature", "git checkout -q feature -- . && git commit -qm direct",
        "git push -q origin feature:main", "git push -q --no-verify . feature:release/1",
    ]
    /// A value that nobody knows, a key that nobody knows, a file that is not git's format.
    private static let mistakes = [
        "[guard]\\n\\tonPending = perhaps\\n", "[guard]\\n\\tonPendin = stop\\n", "[guard\\n\\tonPending = stop\\n",
    ]
    static let cases = entering.flatMap { command in mistakes.map { Case(command: command, file: $0) } }

    @Test(arguments: cases)
    func aMistakeInTheTeamsFileLetsNothingIn(_ one: Case) throws {
        let walk = try RoadWalk()
        try walk.prepare("printf '\(one.file)' >.treeguard; free commit -qam mistake")
        let branches = walk.branches()
        let output = walk.run(one.command, database: "deployed")
        #expect(!output.succeeded)
        #expect(output.errorText.contains("error: the configuration "), "\(output.errorText)")
        #expect(walk.branches() == branches)
        // Where a branch only goes, it holds nobody up.
        #expect(walk.run("git branch -q -D plain").succeeded)
    }

    private static let push =
        "echo \"refs/heads/feature $(git rev-parse feature) refs/heads/main $(git rev-parse main)\" | "

    @Test(arguments: ["\"$PROGRAMS\"/treeguard-hook", "\"$PROGRAMS\"/treeguard hook"])
    func aHookThatFailsStopsGit(program: String) throws {
        let walk = try RoadWalk()
        try walk.prepare("printf '[guard]\\n\\tonPending = perhaps\\n' >.treeguard; free commit -qam mistake")
        let output = walk.run("\(Self.push) \(program) pre-push origin ../remote.git", database: "deployed")
        #expect(output.end == .exited(1))
        #expect(output.errorText.contains(".treeguard (guard.onpending)"), "\(output.errorText)")
    }

    @Test func aHookWithoutTheWholeProgramBesideItStopsGit() throws {
        let walk = try RoadWalk()
        try walk.prepare("mkdir ../alone; cp \"$PROGRAMS\"/treeguard-hook ../alone")
        let hook = "../alone/treeguard-hook pre-push origin ../remote.git"
        let output = walk.run(Self.push + hook, database: "deployed")
        #expect(output.end == .exited(1))
        #expect(output.errorText.contains("alone/treeguard"), "\(output.errorText)")
        // Without a migration it needs none.
        #expect(walk.run("git push -q --no-verify . main:side").succeeded)
        #expect(walk.run(Self.push.replacing("feature", with: "plain") + hook, database: "unreachable").succeeded)
    }

    @Test func whereThereIsNoRepositoryNothingIsLetThrough() throws {
        let walk = try RoadWalk()
        let output = walk.run("\(Self.push) (cd / && \"$PROGRAMS\"/treeguard-hook pre-push origin x)")
        #expect(output.end == .exited(1))
        #expect(walk.run("\"$PROGRAMS\"/treeguard-hook gate main feature").end == .exited(2))
    }
}
