import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// Users count on the migrations of a protected branch: a person types the environment's name.
@Suite struct FilesOfProtectedBranches {
    private static let files = ["migrations/001_widgets.sql": "CREATE TABLE widgets (id int);\n"]

    private func deployed() throws -> DeployingTeam {
        let team = try DeployingTeam("retries = 0", FilesOfProtectedBranches.files)
        try team.deploy()
        return team
    }

    private func expectRefusal(_ team: DeployingTeam, _ keeper: String, _ options: [String] = ["--last"]) throws {
        let output = try team.treeguard(["rollback"] + options + ["--yes"])
        let said = DeployingTeam.said(output)
        #expect(output.end == .exited(2), "\(said)")
        #expect(said.contains("--yes does not cover 001_widgets.sql: \(keeper) has it"), "\(said)")
        #expect(said.contains("a person runs it at a terminal: treeguard rollback --env production"), "\(said)")
        #expect(try team.tables() == "deployment jobs widgets")
    }

    @Test func aFileOfTheFeatureAloneIsCoveredByYes() throws {
        let team = try deployed()
        #expect(try team.treeguard("rollback", "--last", "--yes").succeeded)
        #expect(try team.tables() == "deployment jobs")
    }

    @Test func aFileThatMainHasIsNot() throws {
        let team = try deployed()
        try team.land()
        try expectRefusal(team, "main")
        try expectRefusal(team, "main", ["--to", "000"])
        try expectRefusal(team, "main", ["--deployment", try team.deployments()[at: 0]])
        try team.repository.git("switch", "--quiet", "main")
        try expectRefusal(team, "main")
        try team.repository.git("switch", "--quiet", "--create", "another")
        try team.repository.commit(["migrations/002_other.sql": "CREATE TABLE other (id int);\n"])
        try expectRefusal(team, "main")
    }

    @Test func aPersonTypesTheName() throws {
        let team = try deployed()
        try team.land()
        for (typed, code, tables) in [
            ("yes", 2, "deployment jobs widgets"), ("", 2, "deployment jobs widgets"),
            ("production", 0, "deployment jobs"),
        ] {
            let terminal = try team.terminal("treeguard rollback --last --yes")
            #expect(terminal.shows("Type production to go on: ", within: .seconds(60)), "\(terminal.text)")
            terminal.type(typed + "\n")
            #expect(terminal.shows("code \(code)", within: .seconds(60)), "\(terminal.text)")
            #expect(try team.tables() == tables)
        }
    }

    @Test func anEnvironmentThatIsNotRequiredAsksForItsNameToo() throws {
        let team = try DeployingTeam("retries = 0", FilesOfProtectedBranches.files)
        try team.repository.git("switch", "--quiet", "main")
        try team.repository.commit([
            ".treeguard": "[environment \"toy\"]\n\turl = env:TREEGUARD_PRODUCTION_URL\n\trequired = false\n"
        ])
        try team.repository.git("switch", "--quiet", "feature")
        #expect(try team.treeguard("deploy", "--env", "toy", "--yes", "--quiet").succeeded)
        try team.repository.git("merge", "--quiet", "main")
        try team.land()
        #expect(try team.treeguard("rollback", "--env", "toy", "--last", "--yes").end == .exited(2))
        let terminal = try team.terminal("treeguard rollback --env toy --last --yes")
        #expect(terminal.shows("Type toy to go on: ", within: .seconds(60)), "\(terminal.text)")
        terminal.type("toy\n")
        #expect(terminal.shows("code 0", within: .seconds(60)), "\(terminal.text)")
    }

    @Test func anyProtectedBranchCounts() throws {
        let team = try deployed()
        let file = try team.repository.id("HEAD").hex
        try team.repository.git("switch", "--quiet", "main")
        try team.repository.commit([".treeguard": "[guard]\n\tprotect = main\n\tprotect = release/*\n"])
        try team.repository.git("switch", "--quiet", "feature")
        try team.repository.git("branch", "release/9", file)
        try expectRefusal(team, "release/9")
        try team.repository.git("branch", "--move", "release/9", "topic")
        // One that was only fetched.
        try team.repository.git("update-ref", "refs/remotes/upstream/release/9", file)
        try expectRefusal(team, "upstream/release/9")
        try team.repository.git("update-ref", "-d", "refs/remotes/upstream/release/9")
        #expect(try team.treeguard("rollback", "--last", "--yes").succeeded)
    }

    /// main has the same migration in another folder, or under another name.
    @Test(arguments: ["db/migrations/001_widgets.sql", "migrations/009_renamed.sql"])
    func aFileThatMovedIsStillMains(_ place: String) throws {
        let team = try deployed()
        try team.repository.git("switch", "--quiet", "main")
        try team.repository.commit([place: FilesOfProtectedBranches.files["migrations/001_widgets.sql"]])
        try team.repository.git("switch", "--quiet", "feature")
        try expectRefusal(team, "main")
    }

    /// A file that main removed again belongs to no branch.
    @Test func aFileThatMainTookOutIsCoveredByYes() throws {
        let team = try deployed()
        try team.land()
        try team.repository.git("switch", "--quiet", "main")
        try team.repository.commit(["migrations/001_widgets.sql": nil])
        try team.repository.git("switch", "--quiet", "feature")
        #expect(try team.treeguard("rollback", "--last", "--yes").succeeded)
    }

    /// Whatever else is agreed to.
    @Test func anAcceptedLossIsNoYes() throws {
        let team = try deployed()
        try team.land()
        try team.database.execute("INSERT INTO widgets VALUES (1)")
        let unaccepted = try team.terminal("treeguard rollback --last --yes")
        #expect(unaccepted.shows("code 3", within: .seconds(60)), "\(unaccepted.text)")
        #expect(!unaccepted.text.contains("to go on"), "\(unaccepted.text)")
        try expectRefusal(team, "main", ["--last", "--accept-loss", "widgets"])
    }
}
