import EntryPaths
import TestSupport
import Testing
import TreeGuardSystem

/// One git command that brings several branches, or that somebody else gets ahead of.
@Suite struct OneQuestion {
    private let database: TemporaryDatabase
    private let url: [String: String]

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (id int)")
        let (server, name) = (database.server, database.name)
        url = ["TREEGUARD_PRODUCTION_URL": "postgresql://postgres@/\(name)?host=\(server.folder)&port=\(server.port)"]
    }

    @Test func whatWasDeployedAtThePromptCountsForEveryBranchOfThePush() throws {
        let walk = try RoadWalk()
        try walk.prepare("free merge -q feature")
        let terminal = try walk.terminal("git push -q origin main main:release/1 main:release/2", adding: url)
        #expect(terminal.shows("Deploy before pushing?", within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)))
        terminal.type("production\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(terminal.text.components(of: "Deploy before pushing?") == 1, "\(terminal.text)")
        for branch in ["main", "release/1", "release/2"] { #expect(walk.hasLanded(.remote(branch: branch))) }
    }

    /// Different migrations into different branches are different questions; a person hears one of them, whatever the
    /// answer, and is told how the next comes.
    @Test(arguments: [("pending", "Deploy before pushing?"), ("unreachable", "to go on: ")])
    func aPushOfSeveralSetsAsksOnce(database: String, question: String) throws {
        let walk = try RoadWalk()
        try walk.prepare(
            """
            free checkout -q -b third main; echo 'CREATE TABLE c (id int);' >db/migrations/0003_c.sql
            free add -A; free commit -qm third; free checkout -q main; free merge -q feature
            """)
        let terminal = try walk.terminal("git push -q origin main third:release/3", database: database)
        #expect(terminal.shows(question, within: .seconds(60)))
        terminal.type("n\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 1, "\(terminal.text)")
        #expect(terminal.text.components(of: question) == 1, "\(terminal.text)")
        #expect(terminal.text.contains("one git command asks once: run it again"), "\(terminal.text)")
        for branch in ["main", "release/3"] { #expect(!walk.hasLanded(.remote(branch: branch))) }
    }

    @Test func whatSomebodyElseDidWhileThePersonReadStopsTheDeployment() throws {
        let walk = try RoadWalk()
        let terminal = try walk.terminal("git merge --no-ff --no-edit feature", adding: url)
        #expect(terminal.shows("Deploy before merging?", within: .seconds(60)))
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)))
        try database.execute("CREATE TABLE b (id int)")
        terminal.type("production\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 128)
        #expect(terminal.text.contains("somebody changed it since the plan was made"), "\(terminal.text)")
        #expect(try database.execute("SELECT to_regnamespace('treeguard') IS NULL") == "t")
        #expect(!walk.hasLanded(.here))
    }
}
