import TestSupport
import Testing
import TreeGuardCore
import TreeGuardSystem

/// A person closes a worktree at a real terminal.
@Suite struct ClosingAtThePrompt {
    private let question = "⚠️  Production migrations pending. Deploy before merging? [y/N/p(lan)/d(iff)] "

    private func walk() throws -> RoadWalk {
        let walk = try RoadWalk()
        try walk.prepare("free worktree add -q ../wt feature")
        return walk
    }

    @Test(arguments: [
        ("n\n", "nothing was changed."), ("\u{03}", "nothing was changed."),
    ])
    func anyAnswerLeavesEverythingAsItWas(typed: String, said: String) throws {
        let walk = try walk()
        let branches = walk.branches()
        let terminal = try walk.terminal("\"$PROGRAMS\"/treeguard close feature")
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("p\n")
        #expect(terminal.shows("0002_b.sql  in one transaction", within: .seconds(60)))
        terminal.type("d\n")
        #expect(terminal.shows("0002_b.sql    pending", within: .seconds(60)), "\(terminal.text)")
        terminal.type(typed)
        #expect(terminal.exitCode(within: .seconds(60)) == 1)
        #expect(terminal.text.contains(said), "\(terminal.text)")
        #expect(terminal.hasSignals)
        #expect(walk.branches() == branches)
        #expect(walk.text(of: "git worktree list").contains("[feature]"))
    }

    /// The hooks that the merge runs do not ask again.
    @Test func theTargetTypedOutClosesItWithoutAnAnswer() throws {
        let walk = try walk()
        let terminal = try walk.terminal("\"$PROGRAMS\"/treeguard close feature", database: "unreachable")
        #expect(terminal.shows("Type main to go on: ", within: .seconds(60)), "\(terminal.text)")
        terminal.type("main\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(terminal.text.contains("CLOSED"))
        #expect(terminal.text.components(of: "Type main to go on") == 1)
        #expect(walk.hasLanded(.here))
        #expect(!walk.text(of: "git worktree list").contains("[feature]"))
    }

    @Test func nobodyIsAskedInContinuousIntegration() throws {
        let walk = try walk()
        let terminal = try walk.terminal(
            "CI=true \"$PROGRAMS\"/treeguard close feature; echo \"code $?\"")
        #expect(terminal.exitCode(within: .seconds(60)) == 0)
        #expect(terminal.text.contains("code 1"), "\(terminal.text)")
        #expect(terminal.text.components(of: "Deploy before merging?") == 0)
    }
}
