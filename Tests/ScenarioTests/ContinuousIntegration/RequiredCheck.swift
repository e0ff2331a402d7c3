import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The jobs of docs/ci.md, step by step, in the clones that runners make: one commit, over the network's own protocol.
@Suite struct RequiredCheck {
    private static let jobs = Result { try WorkflowJob.all() }

    /// The steps that the page has for an event.
    static func steps(_ event: RunnerEvent) throws -> [WorkflowStep] {
        let jobs = try jobs.get()
        try #require(jobs.count == 3)
        return event == .pullRequestTarget ? jobs[2].steps : jobs[event.isGitHub ? 0 : 1].steps
    }

    private func run(_ event: RunnerEvent, _ branch: String, on stage: RunnerStage, secret: String?) throws
        -> CommandOutput
    {
        try Runner(event, of: branch, on: stage, secret: secret).run(Self.steps(event))
    }

    @Test func thePageRunsOnWhatLandsAndInTheQueue() throws {
        let jobs = try Self.jobs.get()
        #expect(
            jobs.map(\.events) == [["pull_request", "merge_group"], ["merge_request_event"], ["pull_request_target"]])
    }

    @Test(arguments: RunnerEvent.allCases)
    func itFailsUntilProductionHasTheMigration(event: RunnerEvent) throws {
        let stage = try RunnerStage()
        let before = try run(event, "feature", on: stage, secret: stage.secret)
        #expect(before.end == .exited(1), "\(before.outputText)\(before.errorText)")
        #expect(before.outputText.contains("✗ 009_widgets.sql") && before.outputText.contains("→ main"))
        // What others merged meanwhile is no part of the change.
        #expect(!before.outputText.contains("002_more"), "\(before.outputText)")
        #expect(!before.outputText.contains("shallow"), "\(before.outputText)")

        try stage.database.execute("CREATE TABLE widgets (id int)")
        let after = try run(event, "feature", on: stage, secret: stage.secret)
        #expect(after.end == .exited(0), "\(after.outputText)\(after.errorText)")
        #expect(after.outputText.contains("READY TO MERGE"))
    }

    /// Also for a fork, whose jobs get no secrets.
    @Test(arguments: RunnerEvent.allCases)
    func itPassesAtOnceWhereThereIsNothingToDo(event: RunnerEvent) throws {
        let output = try run(event, "docs", on: RunnerStage(), secret: nil)
        #expect(output.end == .exited(0), "\(output.outputText)\(output.errorText)")
        #expect(output.outputText.contains("Nothing to deploy"))
    }

    @Test(arguments: RunnerEvent.allCases)
    func itFailsWhereNobodyCanBeAsked(event: RunnerEvent) throws {
        let stage = try RunnerStage()
        let nobody = "postgresql://postgres@/nobody?host=\(stage.author.folder.path)&port=1"
        let unreachable = try run(event, "feature", on: stage, secret: nobody)
        #expect(unreachable.end == .exited(3), "\(unreachable.outputText)\(unreachable.errorText)")
        let unknown = try run(event, "feature", on: stage, secret: nil)
        #expect(unknown.end == .exited(2), "\(unknown.outputText)\(unknown.errorText)")
        #expect(unknown.outputText.contains("production is not configured"))
    }

    /// Neither by its own settings, nor by naming a database where all is well.
    @Test(arguments: [RunnerEvent.pullRequest, .mergeQueue, .mergeRequest])
    func aChangeDoesNotSwitchItsOwnCheckOff(event: RunnerEvent) throws {
        let stage = try RunnerStage()
        let elsewhere = try TemporaryDatabase()
        try elsewhere.execute("CREATE TABLE widgets (id int)")
        let host = elsewhere.server
        let address = "postgresql://postgres@/\(elsewhere.name)?host=\(host.folder)&port=\(host.port)"
        try stage.branch(
            "sly",
            [
                "sql/changes/009_widgets.sql": "CREATE TABLE widgets (id int);\n",
                ".treeguard": "[migrations \"sql/changes\"]\n\tframework = none\n",
                ".env.production": "DATABASE_URL=\(address)\n",
            ])
        let known = try run(event, "sly", on: stage, secret: stage.secret)
        #expect(known.end == .exited(1), "\(known.outputText)\(known.errorText)")
        let unknown = try run(event, "sly", on: stage, secret: nil)
        #expect(unknown.end == .exited(2), "\(unknown.outputText)\(unknown.errorText)")
        #expect(unknown.errorText.contains(".env.production comes with the change"))
    }

    /// GitHub checks the base branch out for it, unless it is told otherwise.
    @Test func theTargetItselfIsNotTakenForTheChange() throws {
        let stage = try RunnerStage()
        let output = try Runner(.pullRequestTarget, of: "feature", on: stage, secret: stage.secret).run(
            Self.steps(.pullRequest))
        #expect(output.end == .exited(2), "\(output.outputText)\(output.errorText)")
        #expect(output.errorText.contains("the change is not checked out"))
    }
}
