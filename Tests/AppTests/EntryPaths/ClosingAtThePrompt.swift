import EntryPaths
import TestSupport
import Testing
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

    /// The deployed migration is verified before anything is merged, and everything goes on from there by itself.
    @Test func yesDeploysMergesAndCloses() throws {
        let walk = try walk()
        let database = try production()
        let terminal = try deploying(walk, database)
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(try database.execute("SELECT to_regclass('b') IS NOT NULL") == "t")
        #expect(terminal.text.contains("READY TO MERGE") && terminal.text.contains("CLOSED"))
        #expect(terminal.text.contains("checked  1 migration, SAFE"), "\(terminal.text)")
        #expect(walk.hasLanded(.here))
        #expect(!walk.text(of: "git worktree list; git branch").contains("feature"))
    }

    @Test func aDeploymentThatFailsMergesNothing() throws {
        let walk = try walk()
        let database = try production()
        try database.execute(
            """
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                IF current_query() LIKE '%TABLE b %' THEN RAISE EXCEPTION 'not tonight'; END IF;
            END $$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION refuse()
            """)
        let branches = walk.branches()
        let terminal = try deploying(walk, database)
        #expect(terminal.exitCode(within: .seconds(60)) == 1)
        #expect(terminal.text.contains("not tonight"), "\(terminal.text)")
        #expect(terminal.text.contains("merge of feature into main stopped"))
        #expect(walk.branches() == branches)
        #expect(walk.text(of: "git worktree list").contains("[feature]"))
    }

    /// The migration is there, so that the check says SAFE; what came of it is not as it should be.
    @Test func aVerificationThatFailsMergesNothing() throws {
        let walk = try walk()
        try walk.prepare(
            "cd ../wt; echo 'SELECT false;' >db/migrations/0002_b.verify.sql; free add -A; free commit -qm verify")
        let database = try production()
        let branches = walk.branches()
        let terminal = try deploying(walk, database)
        #expect(terminal.exitCode(within: .seconds(60)) == 3)
        #expect(terminal.text.contains("finds something wrong"), "\(terminal.text)")
        #expect(terminal.text.contains("merge of feature stopped: it is deployed"), "\(terminal.text)")
        #expect(try database.execute("SELECT to_regclass('b') IS NOT NULL") == "t")
        #expect(walk.branches() == branches)
        #expect(walk.text(of: "git worktree list").contains("[feature]"))
    }

    private func production() throws -> TemporaryDatabase {
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (id int)")
        return database
    }

    /// Answers y, looks at the plan that is shown, and types the name.
    private func deploying(_ walk: RoadWalk, _ database: TemporaryDatabase) throws -> PseudoTerminal {
        let url = "postgresql://postgres@/\(database.name)?host=\(database.server.folder)&port=\(database.server.port)"
        let terminal = try walk.terminal(
            "\"$PROGRAMS\"/treeguard close feature", adding: ["TREEGUARD_PRODUCTION_URL": url])
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)), "\(terminal.text)")
        #expect(terminal.text.contains("1 generated statement: treeguard rollback --last"))
        #expect(try database.execute("SELECT to_regclass('b') IS NULL") == "t")
        terminal.type("production\n")
        return terminal
    }
}
