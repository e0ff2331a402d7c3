import EntryPaths
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// A person merges at a real terminal.
@Suite struct AtThePrompt {
    private let question = "⚠️  Production migrations pending. Deploy before merging? [y/N/p(lan)/d(iff)] "

    private func questions(_ terminal: PseudoTerminal) -> Int {
        terminal.text.components(of: "Deploy before merging?")
    }

    @Test(arguments: [
        ("n\n", "nothing was changed."), ("\n", "nothing was changed."),
        ("\u{03}", "nothing was changed."),
    ])
    func anyAnswerLeavesTheTreeAsItWas(typed: String, said: String) throws {
        let walk = try RoadWalk()
        let branches = walk.branches()
        let terminal = try walk.terminal("git merge --no-ff --no-edit feature")
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type(typed)
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
        #expect(terminal.text.contains(said), "\(terminal.text)")
        #expect(questions(terminal) == 1)
        #expect(walk.status() == "")
        #expect(walk.branches() == branches)
    }

    @Test func thePlanAndTheDifferenceAreShownAndTheQuestionComesAgain() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge feature")
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("p\n")
        #expect(terminal.shows("0002_b.sql  in one transaction", within: .seconds(60)))
        terminal.type("d\n")
        #expect(terminal.shows("+CREATE TABLE b (id int);", within: .seconds(60)))
        terminal.type("n\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
    }

    /// The deployed migration is there when the merge goes on, and the person is asked by name before anything runs.
    @Test func yesDeploysAndTheMergeGoesOn() throws {
        let walk = try RoadWalk()
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (id int)")
        let url = "postgresql://postgres@/\(database.name)?host=\(database.server.folder)&port=\(database.server.port)"
        let terminal = try walk.terminal(
            "git merge --no-ff --no-edit feature", adding: ["TREEGUARD_PRODUCTION_URL": url])
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)))
        #expect(terminal.text.contains("1 generated statement: treeguard rollback --last"))
        #expect(try database.execute("SELECT to_regclass('b') IS NULL") == "t")
        terminal.type("production\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(try database.execute("SELECT to_regclass('b') IS NOT NULL") == "t")
        #expect(walk.hasLanded(.here))
        #expect(walk.text(of: "git log -1 --notes=treeguard").contains("deployed by A Person"))
        #expect(questions(terminal) == 1)
    }

    @Test func whoDoesNotTypeTheNameDeploysNothing() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge --no-ff --no-edit feature")
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)))
        terminal.type("yes\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
        #expect(terminal.text.contains("it was not confirmed"), "\(terminal.text)")
        #expect(walk.status() == "")
    }

    @Test func silenceIsNo() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge feature", adding: ["TREEGUARD_PROMPT_SECONDS": "1"])
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
        #expect(terminal.text.contains("no answer: taken as No"))
    }

    @Test(arguments: [
        "set -m; git merge feature & wait $!", "setsid -w git merge feature", "CI=true git merge feature",
    ])
    func nobodyIsAskedWhereNobodyCouldAnswer(script: String) throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal(script)
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
        #expect(questions(terminal) == 0)
        #expect(terminal.text.contains("override:"), "\(terminal.text)")
    }

    /// Three hooks run within this merge.
    @Test func oneGitCommandAsksOnce() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge --no-ff --no-edit feature", database: "unreachable")
        #expect(terminal.shows("Type main to go on: ", within: .seconds(60)))
        terminal.type("main\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0)
        #expect(terminal.text.components(of: "Type main to go on") == 1)
        #expect(walk.hasLanded(.here))
        #expect(walk.text(of: "git log -1 --notes=treeguard").contains("at the prompt"))
    }

    /// Several protected branches in one push are one question, and one refusal.
    @Test func onePushAsksOnceHoweverManyBranchesItBrings() throws {
        let walk = try RoadWalk()
        try walk.prepare("free merge -q feature")
        let push = "git push -q origin main main:release/1 main:release/2 main:release/3"
        let terminal = try walk.terminal(push)
        #expect(terminal.shows("Deploy before pushing?", within: .seconds(60)))
        terminal.type("n\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 1, "\(terminal.text)")
        #expect(terminal.text.components(of: "Deploy before pushing?") == 1, "\(terminal.text)")
        let output = walk.run(push)
        #expect(output.errorText.components(of: "0002_b.sql") == 1, "\(output.errorText)")
        #expect(output.errorText.components(of: "override:") == 1)
        #expect(
            output.errorText.contains(
                "treeguard: push into release/1 and 2 more stopped as well, for the same migrations."))
        // What was stopped can be let through, branch by branch, all at once.
        let allowed = walk.treeguard("allow --reason 'by hand'").outputText
        for branch in ["main", "release/1", "release/2", "release/3"] {
            #expect(allowed.contains("into \(branch):"), "\(allowed)")
        }
        // Here, for on the server it does not count.
        let after = walk.run(push).errorText
        #expect(after.contains("goes into release/3: by hand"), "\(after)")
        #expect(after.contains("remote: treeguard: push into main stopped."), "\(after)")
    }
}

extension RoadWalk {
    /// A person's own terminal, in which a script runs.
    func terminal(
        _ script: String, database: String = "pending", adding: [String: String] = [:]
    ) throws -> PseudoTerminal {
        var environment = environment(database).compactMapValues(\.self)
        environment["TREEGUARD_TTY"] = nil
        environment["PATH"] = ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin"
        environment["LANG"] = "C.UTF-8"
        return try PseudoTerminal("cd '\(path)' && \(script)", environment: environment.merging(adding) { $1 })
    }
}

extension String {
    func components(of word: String) -> Int { ranges(of: word).count }
}
