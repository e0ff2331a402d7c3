import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The parts that a job's clone lacks are fetched, as far as they are needed, or the command that fetches them is
/// named.
@Suite struct ClonesOfRunners {
    private func prepared(_ event: RunnerEvent, on stage: RunnerStage) throws -> Runner {
        let runner = try Runner(event, of: "feature", on: stage)
        try runner.run(Array(RequiredCheck.steps(event).prefix(1)))
        return runner
    }

    private func commandToRun(_ output: CommandOutput) throws -> String {
        let words = output.errorText.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
        let start = try #require(words.firstRange(of: "git fetch "), "\(output.errorText)")
        let end = words.firstRange(of: " more: ")?.lowerBound ?? words.endIndex
        return String(words[start.lowerBound..<end])
    }

    /// The merge that a runner tries may be older than the target is now, by few commits or by many.
    @Test(arguments: [RunnerEvent.pullRequest, .mergeRequest], [1, 3, 60])
    func aTargetThatHasMovedOnIsComparedAsAMergeWouldBe(event: RunnerEvent, commits: Int) throws {
        let stage = try RunnerStage()
        let runner = try prepared(event, on: stage)
        try stage.author.commit(["sql/changes/003_late.sql": "CREATE TABLE late (id int);\n"])
        for _ in 1..<commits { try stage.author.commit() }
        try stage.author.git("push", "--quiet", "origin", "main")
        let output = runner.shell("treeguard migrations")
        #expect(output.succeeded, "\(output.errorText)")
        #expect(output.outputText.contains("009_widgets.sql") && output.outputText.contains("1 new"))
        #expect(!output.outputText.contains("003_late"), "\(output.outputText)")
    }

    @Test func theRemoteSaysWhatItsDefaultBranchIs() throws {
        let runner = try prepared(.push, on: RunnerStage(main: "trunk"))
        let output = runner.shell("treeguard migrations")
        #expect(output.outputText.contains("→ trunk") && output.outputText.contains("009_widgets.sql"))
    }

    /// Whoever fetches everything keeps everything.
    @Test func aWholeCloneStaysWhole() throws {
        let stage = try RunnerStage()
        let runner = try prepared(.pullRequest, on: stage)
        try runner.git("fetch", "--quiet", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*")
        #expect(runner.shell("treeguard migrations").outputText.contains("1 new"))
        #expect(runner.shell("git rev-parse --is-shallow-repository").outputText == "false\n")
    }

    /// A runner that keeps its clones has an older target, and an older local branch of that name.
    @Test func anOlderTargetIsFetchedAnew() throws {
        let stage = try RunnerStage()
        let runner = try prepared(.mergedResult, on: stage)
        try runner.git(
            "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main", "main:refs/heads/main")
        try stage.author.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
        try stage.author.git("push", "--quiet", "origin", "main")
        let output = runner.shell("treeguard migrations")
        #expect(output.outputText.contains("No migrations"), "\(output.outputText)\(output.errorText)")
    }

    /// A job that keeps no credentials cannot fetch. The command that is named is the one that helps.
    @Test(arguments: [RunnerEvent.pullRequest, .mergeQueue, .mergeTrain])
    func whereNothingCanBeFetchedTheCommandIsNamed(event: RunnerEvent) throws {
        let stage = try RunnerStage()
        let runner = try prepared(event, on: stage)
        try runner.git("remote", "set-url", "origin", "file:///nonexistent")
        let refused = runner.shell("treeguard migrations")
        #expect(refused.end == .exited(2), "\(refused.outputText)\(refused.errorText)")
        #expect(refused.errorText.contains("the target branch main is not in this clone"))
        let command = try commandToRun(refused)
        try runner.git("remote", "set-url", "origin", "file://\(stage.server)")
        #expect(runner.shell(command).succeeded, "\(command)")
        try runner.git("remote", "set-url", "origin", "file:///nonexistent")
        let output = runner.shell("treeguard migrations")
        #expect(output.succeeded && output.outputText.contains("009_widgets.sql"), "\(output.errorText)")
        #expect(output.outputText.contains("main could not be fetched"), "\(output.outputText)")
        let offline = runner.shell("treeguard check --offline")
        #expect(!offline.outputText.contains("could not be fetched"), "\(offline.outputText)")
        #expect(offline.outputText.contains("009_widgets.sql"), "\(offline.outputText)")
    }

    /// The only branch of such a clone is the one that it is of.
    @Test func aBranchIsNotComparedWithItself() throws {
        let stage = try RunnerStage()
        let runner = try prepared(.push, on: stage)
        try runner.git("remote", "set-url", "origin", "file:///nonexistent")
        #expect(runner.shell("treeguard migrations").end == .exited(2))

        runner.forgetTheRunner()
        let clone = "git clone -q --depth=1 --branch feature file://\(stage.server) ../alone && cd ../alone"
        let output = runner.shell("\(clone) && treeguard migrations")
        #expect(output.end == .exited(2), "\(output.outputText)\(output.errorText)")
    }

    /// A person's own clone is never fetched into; the way out is a command, and leads out.
    @Test func aPersonIsToldTheCommand() throws {
        let stage = try RunnerStage()
        let runner = try prepared(.pullRequest, on: stage)
        runner.forgetTheRunner()
        #expect(runner.shell("treeguard migrations").errorText.contains("git fetch --depth=1 origin"))
        let command = try commandToRun(runner.shell("treeguard migrations --target main"))
        #expect(command == "git fetch --depth=1 origin refs/heads/main:refs/remotes/origin/main")
        let output = runner.shell("\(command) && treeguard migrations")
        #expect(output.succeeded && output.outputText.contains("009_widgets.sql"), "\(output.errorText)")
    }
}
