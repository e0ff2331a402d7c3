import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// A rollback undoes what the person named, and nothing else.
@Suite struct HowFarItGoes {
    private static let two = [
        "migrations/001_widgets.sql": "CREATE TABLE widgets (id int);\n",
        "migrations/002_parts.sql": "CREATE TABLE parts (id int);\n",
    ]

    private func team(_ settings: String = "retries = 0", _ files: [String: String] = two) throws -> DeployingTeam {
        try DeployingTeam(settings, files)
    }

    @Test(arguments: [[], ["--yes"], ["--dry-run"], ["--accept-loss", "widgets", "--yes"]])
    func whoDoesNotSayHowFarIsRefused(_ options: [String]) throws {
        let team = try team()
        try team.deploy()
        let output = try team.treeguard(["rollback"] + options)
        #expect(output.end == .exited(2))
        let said = DeployingTeam.said(output)
        for option in ["--last", "--to VERSION", "--deployment ID"] { #expect(said.contains(option), "\(said)") }
        #expect(try team.tables() == "deployment jobs parts widgets")
    }

    @Test(arguments: [
        ["--last", "--to", "000"], ["--last", "--deployment", "x"], ["--to", "000", "--deployment", "x"],
        ["--last", "--deployment", "x", "--to", "000"],
    ])
    func theyExcludeEachOther(_ options: [String]) throws {
        let output = try team().treeguard(["rollback"] + options)
        #expect(output.end == .exited(2))
        #expect(output.errorText.contains("exclude each other"), "\(output.errorText)")
    }

    @Test func theLastDeploymentGoesWithAllOfItsFiles() throws {
        let team = try team()
        try team.deploy()
        let shown = try team.treeguard("rollback", "--last", "--dry-run")
        let said = DeployingTeam.said(shown)
        let id = try team.deployments()[at: 0]
        #expect(said.contains("deployment \(id) of"), "\(said)")
        #expect(said.contains("by Ada <ada@example.com>: 2 files"), "\(said)")
        #expect(said.contains("the branch (feature) plays no part"), "\(said)")
        #expect(said.contains("table public.parts: 0 rows"), "\(said)")
        #expect(try team.tables() == "deployment jobs parts widgets")
        let output = try team.treeguard("rollback", "--last", "--yes")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
    }

    /// Whatever the branch at hand brings itself.
    @Test func theBranchPlaysNoPart() throws {
        let team = try team()
        try team.deploy()
        try team.repository.git("switch", "--quiet", "--create", "other")
        try team.repository.commit(["migrations/003_more.sql": "CREATE TABLE more (id int);\n"])
        let said = DeployingTeam.said(try team.treeguard("rollback", "--last", "--dry-run"))
        #expect(said.contains("002_parts.sql DROP TABLE parts"), "\(said)")
        #expect(said.contains("001_widgets.sql DROP TABLE widgets"), "\(said)")
        #expect(!said.contains("003_more.sql"), "\(said)")
        #expect(said.contains("the branch (other) plays no part"), "\(said)")
    }

    @Test func ofTwoDeploymentsEachGoesByItsNumber() throws {
        let team = try team()
        try team.deploy()
        try team.deploy(["migrations/003_more.sql": "CREATE TABLE more (id int);\n"])
        let ids = try team.deployments()
        #expect(ids.count == 2)
        // Its beginning is enough, where it is clear.
        let first = try team.treeguard("rollback", "--deployment", String(ids[at: 0].prefix(12)), "--yes")
        #expect(first.succeeded, "\(DeployingTeam.said(first))")
        #expect(try team.tables() == "deployment jobs more")
        let again = try team.treeguard("rollback", "--deployment", ids[at: 0], "--yes")
        #expect(again.end == .exited(2))
        #expect(DeployingTeam.said(again).contains("nothing of deployment \(ids[0]) is left"))
        let unknown = try team.treeguard("rollback", "--deployment", "0000000000000000", "--yes")
        #expect(unknown.end == .exited(2))
        #expect(try DeployingTeam.said(unknown).contains(ids[at: 1]), "\(DeployingTeam.said(unknown))")
        #expect(try team.tables() == "deployment jobs more")
    }

    @Test func theLastButOneComesAfterTheLastAndThePageSaysSo() throws {
        let team = try team()
        try team.deploy()
        try team.deploy(["migrations/003_more.sql": "CREATE TABLE more (id int);\n"])
        let ids = try team.deployments()
        #expect(try team.treeguard("rollback", "--last", "--yes").succeeded)
        #expect(try team.tables() == "deployment jobs parts widgets")
        let said = DeployingTeam.said(try team.treeguard("rollback", "--last", "--dry-run"))
        #expect(said.contains("of the later deployment \(ids[1])"), "\(said)")
        #expect(said.contains("deployment \(ids[0]) of"), "\(said)")
        #expect(try team.treeguard("rollback", "--last", "--yes").succeeded)
        let over = try team.treeguard("rollback", "--last", "--yes")
        #expect(over.end == .exited(2))
        #expect(DeployingTeam.said(over).contains("nothing of any recorded deployment is left"))
        #expect(try team.tables() == "deployment jobs")
    }

    /// An older deployment must not be taken for the last, only because this tree knows its files.
    @Test func aDeploymentOfFilesThatAreNotHereIsRefused() throws {
        let team = try team()
        try team.deploy()
        try team.repository.git("switch", "--quiet", "--create", "other")
        try team.deploy(["migrations/003_more.sql": "CREATE TABLE more (id int);\n"])
        let commit = try team.repository.id("HEAD").hex
        try team.repository.git("switch", "--quiet", "feature")
        let output = try team.treeguard("rollback", "--last", "--yes")
        #expect(output.end == .exited(3))
        let said = DeployingTeam.said(output)
        #expect(said.contains("migrations/003_more.sql, which feature does not have"), "\(said)")
        #expect(said.contains(commit), "\(said)")
        #expect(try team.tables() == "deployment jobs more parts widgets")
    }

    @Test func whatFailedHalfWayGoesAsFarAsItCame() throws {
        let files = HowFarItGoes.two.merging(
            [
                "migrations/003_bad.sql": "CREATE TABLE bad (id int);\nSELECT 1/0;\n",
                "migrations/004_never.sql": "CREATE TABLE never (id int);\n",
            ]
        ) { $1 }
        let team = try team("retries = 0", files)
        #expect(try !team.treeguard("deploy", "--yes", "--quiet").succeeded)
        #expect(try team.tables() == "deployment jobs parts widgets")
        let output = try team.treeguard("rollback", "--last", "--yes")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
    }

    /// Steps that were done of a file are undone, those that were not are not.
    @Test func aFileThatEndedBetweenItsStepsGoesAsFarAsItCame() throws {
        let team = try team(
            "retries = 0",
            [
                "migrations/001_steps.sql":
                    "CREATE TABLE widgets (a int);\nINSERT INTO widgets VALUES (1), (1);\nCREATE UNIQUE INDEX CONCURRENTLY u ON widgets (a);\nCREATE TABLE parts (id int);\n"
            ])
        #expect(try !team.treeguard("deploy", "--yes", "--quiet").succeeded)
        #expect(try team.tables() == "deployment jobs widgets")
        let refused = try team.treeguard("rollback", "--last", "--yes")
        #expect(refused.end == .exited(3), "\(DeployingTeam.said(refused))")
        let output = try team.treeguard("rollback", "--last", "--yes", "--accept-loss", "public.widgets")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
    }

    @Test func withoutARecordTheLastIsNotKnown() throws {
        let team = try team("record = false")
        try team.deploy()
        #expect(try team.tables() == "jobs parts widgets")
        let output = try team.treeguard("rollback", "--last", "--yes")
        #expect(output.end == .exited(2))
        let said = DeployingTeam.said(output)
        #expect(said.contains("treeguard rollback --env production --to 001_widgets.sql --dry-run"), "\(said)")
        #expect(try team.tables() == "jobs parts widgets")
        #expect(try team.treeguard("rollback", "--to", "000", "--yes").succeeded)
        #expect(try team.tables() == "jobs")
    }

    /// The database remembers, whatever it is called.
    @Test func anEnvironmentOfAnotherNameIsTheSameDatabase() throws {
        let team = try team()
        try team.deploy()
        try team.repository.git("switch", "--quiet", "main")
        try team.repository.commit([
            ".treeguard": "[environment \"live\"]\n\turl = env:TREEGUARD_PRODUCTION_URL\n\trequired = true\n"
        ])
        try team.repository.git("switch", "--quiet", "feature")
        let terminal = try team.terminal("treeguard rollback --last --env live")
        #expect(terminal.shows("Type live to go on: ", within: .seconds(60)), "\(terminal.text)")
        #expect(terminal.text.contains("it was deployed as production"), "\(terminal.text)")
        terminal.type("production\n")
        #expect(terminal.shows("code 2", within: .seconds(60)), "\(terminal.text)")
        #expect(try team.tables() == "deployment jobs parts widgets")
        let again = try team.terminal("treeguard rollback --last --env live")
        #expect(again.shows("Type live to go on: ", within: .seconds(60)), "\(again.text)")
        again.type("live\n")
        #expect(again.shows("code 0", within: .seconds(60)), "\(again.text)")
        #expect(try team.tables() == "deployment jobs")
    }
}
