import EntryPaths
import TestSupport
import Testing
import TreeGuardSystem

/// A change brings a migration that production lacks, and one of which nobody can say: the first is never waved through
/// because of the second.
@Suite struct BesidesWhatIsPending {
    private let question = "Deploy before merging?"

    private func walk(besides sql: String) throws -> RoadWalk {
        let walk = try RoadWalk()
        try walk.prepare(
            """
            free checkout -q feature; echo "\(sql)" >db/migrations/0003_rows.sql; free add -A; free commit -qm rows
            free checkout -q main
            """)
        return walk
    }

    private func production() throws -> (database: TemporaryDatabase, url: [String: String]) {
        let database = try TemporaryDatabase()
        try database.execute("CREATE TABLE a (id int)")
        let url = "postgresql://postgres@/\(database.name)?host=\(database.server.folder)&port=\(database.server.port)"
        return (database, ["TREEGUARD_PRODUCTION_URL": url])
    }

    static let commands = ["git merge --no-ff --no-edit feature", "\"$PROGRAMS\"/treeguard close feature"]

    private func prepare(_ command: String, _ walk: RoadWalk) throws {
        if command.contains("close") { try walk.prepare("free worktree add -q ../wt feature") }
    }

    @Test(arguments: commands) func noLeavesEverythingAsItWas(command: String) throws {
        let walk = try walk(besides: "INSERT INTO a VALUES (1);")
        try prepare(command, walk)
        let (database, url) = try production()
        let branches = walk.branches()
        let terminal = try walk.terminal(command, adding: url)
        #expect(terminal.shows(question, within: .seconds(60)), "\(terminal.text)")
        #expect(terminal.text.contains("1 migration is not in production, and 1 could not be judged"))
        #expect(terminal.text.contains("0002_b.sql   pending") && terminal.text.contains("0003_rows.sql   unknown"))
        terminal.type("n\n")
        #expect(terminal.exitCode(within: .seconds(60)) != 0)
        #expect(!terminal.text.contains("without its answer") && !terminal.text.contains("all the same"))
        #expect(walk.branches() == branches)
        #expect(try database.execute("SELECT to_regclass('b') IS NULL") == "t")
    }

    /// The branch's name is no answer here.
    @Test(arguments: commands) func theWordThatGoesOnWithoutAnAnswerIsNotTaken(command: String) throws {
        let walk = try walk(besides: "INSERT INTO a VALUES (1);")
        try prepare(command, walk)
        let branches = walk.branches()
        let (database, url) = try production()
        let terminal = try walk.terminal(command, adding: url)
        #expect(terminal.shows(question, within: .seconds(60)), "\(terminal.text)")
        terminal.type("main\n")
        terminal.type("n\n")
        #expect(terminal.exitCode(within: .seconds(60)) != 0)
        #expect(walk.branches() == branches)
        #expect(try database.execute("SELECT to_regclass('b') IS NULL") == "t")
    }

    @Test(arguments: commands) func yesDeploysBothAndGoesOn(command: String) throws {
        let walk = try walk(besides: "INSERT INTO a VALUES (1);")
        try prepare(command, walk)
        let (database, url) = try production()
        let terminal = try walk.terminal(command, adding: url)
        #expect(terminal.shows(question, within: .seconds(60)), "\(terminal.text)")
        terminal.type("y\n")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)), "\(terminal.text)")
        terminal.type("production\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(try database.execute("SELECT to_regclass('b') IS NOT NULL AND (SELECT count(*) FROM a) = 1") == "t")
        #expect(walk.hasLanded(.here))
    }

    /// An unreadable file is not deployed, and then nothing goes on.
    @Test(arguments: commands) func yesIsRefusedWhereAFileCannotBeRead(command: String) throws {
        let walk = try walk(besides: "CREATE TABEL x (a int);")
        try prepare(command, walk)
        let (database, url) = try production()
        let branches = walk.branches()
        let terminal = try walk.terminal(command, adding: url)
        #expect(terminal.shows(question, within: .seconds(60)), "\(terminal.text)")
        terminal.type("y\n")
        #expect(terminal.exitCode(within: .seconds(60)) != 0, "\(terminal.text)")
        #expect(terminal.text.contains("0003_rows.sql"))
        #expect(walk.branches() == branches)
        #expect(try database.execute("SELECT to_regclass('b') IS NULL") == "t")
    }

    /// If nothing is known to be missing, the question is the other one.
    @Test func whatIsOnlyUnknownMayGoOn() throws {
        let walk = try walk(besides: "INSERT INTO a VALUES (1);")
        let (database, url) = try production()
        try database.execute("CREATE TABLE b (id int)")
        let terminal = try walk.terminal(Self.commands[at: 0], adding: url)
        #expect(terminal.shows("Type main to go on: ", within: .seconds(60)), "\(terminal.text)")
        #expect(terminal.text.contains("1 migration could not be judged."))
        terminal.type("main\n")
        #expect(terminal.exitCode(within: .seconds(60)) == 0, "\(terminal.text)")
        #expect(walk.hasLanded(.here))
    }
}
