import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Rows go only where a person named their table.
@Suite struct RowsThatWouldBeLost {
    private static let files = [
        "migrations/001_widgets.sql":
            "CREATE TABLE widgets (id int);\nCREATE TABLE \"Odd \"\"Name\" (id int);\nCREATE TABLE empty (id int);\n",
        "migrations/002_done.sql": "ALTER TABLE jobs ADD COLUMN done text;\n",
    ]

    private func deployed(_ files: [String: String] = files, with rows: String) throws -> DeployingTeam {
        let team = try DeployingTeam("retries = 0", files)
        try team.deploy()
        try team.database.execute(rows)
        return team
    }

    private static let rows =
        "INSERT INTO widgets VALUES (1), (2); INSERT INTO \"Odd \"\"Name\" VALUES (1); INSERT INTO jobs VALUES (1, 'x'), (2, NULL)"

    @Test func theRefusalNamesEveryTableItsCountAndItsOption() throws {
        let team = try deployed(with: RowsThatWouldBeLost.rows)
        let output = try team.treeguard("rollback", "--last", "--yes")
        let said = DeployingTeam.said(output)
        #expect(output.end == .exited(3), "\(said)")
        #expect(said.contains("public.widgets (2 rows)"), "\(said)")
        #expect(said.contains("public.\"Odd \"\"Name\" (1 row)"), "\(said)")
        #expect(said.contains("public.jobs (column done: 1 value)"), "\(said)")
        #expect(!said.contains("--accept-loss public.empty"), "\(said)")
        #expect(said.contains("--accept-loss public.jobs"), "\(said)")
        #expect(said.contains("--accept-loss 'public.\"Odd \"\"Name\"'"), "\(said)")
        #expect(!said.contains("--last --yes"), "\(said)")
        #expect(try team.tables() == "Odd \"Name deployment empty jobs widgets")
    }

    @Test func nothingRunsUntilAllAreNamed() throws {
        let team = try deployed(with: RowsThatWouldBeLost.rows)
        let some = ["rollback", "--last", "--yes", "--accept-loss", "WIDGETS", "--accept-loss", "jobs"]
        let missing = try team.treeguard(some)
        #expect(missing.end == .exited(3))
        #expect(DeployingTeam.said(missing).contains("these would be lost: public.\"Odd \"\"Name\" (1 row)"))
        // Folded, it is another table.
        let folded = try team.treeguard(some + ["--accept-loss", "odd \"name"])
        #expect(folded.end == .exited(3))
        let terminal = try team.terminal("treeguard rollback --last --accept-loss public.widgets")
        #expect(terminal.shows("code 3", within: .seconds(60)), "\(terminal.text)")
        #expect(!terminal.text.contains("to go on"), "\(terminal.text)")
        #expect(try team.tables() == "Odd \"Name deployment empty jobs widgets")
        let output = try team.treeguard(some + ["--accept-loss", "public.\"Odd \"\"Name\""])
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
        #expect(try team.database.execute("SELECT count(*) FROM jobs") == "2")
    }

    @Test func aDryRunNamesWhatIsNeededAndRunsNothing() throws {
        let team = try deployed(with: RowsThatWouldBeLost.rows)
        let output = try team.treeguard("rollback", "--last", "--dry-run", "--format", "json")
        #expect(output.succeeded)
        let report = try JSON.parse(output.standardOutput)
        #expect(report["toAccept"] == ["public.jobs", "public.\"Odd \"\"Name\"", "public.widgets"])
        let text = DeployingTeam.said(try team.treeguard("rollback", "--last", "--dry-run"))
        #expect(text.contains("needs --accept-loss 'public.\"Odd \"\"Name\"'"), "\(text)")
    }

    @Test func aNameThatLosesNothingIsTold() throws {
        let team = try deployed(with: "INSERT INTO widgets VALUES (1)")
        let typo = try team.treeguard("rollback", "--last", "--yes", "--accept-loss", "widgits")
        #expect(typo.end == .exited(3))
        #expect(DeployingTeam.said(typo).contains("--accept-loss widgits names nothing that would be lost"))
        let besides = try team.treeguard(
            "rollback", "--last", "--yes", "--accept-loss", "widgets", "--accept-loss", "other.widgets")
        #expect(besides.succeeded, "\(DeployingTeam.said(besides))")
        #expect(DeployingTeam.said(besides).contains("--accept-loss other.widgets names nothing that would be lost"))
    }

    /// A table that is renamed on the way is counted under its present name.
    @Test func whatIsRenamedOnTheWayIsCounted() throws {
        let team = try deployed(
            [
                "migrations/001_a.sql": "CREATE TABLE a (id int);\nALTER TABLE jobs ADD x int;\nCREATE SCHEMA s;\n",
                "migrations/002_b.sql":
                    "ALTER TABLE a RENAME TO b;\nALTER TABLE jobs RENAME x TO y;\nALTER TABLE b SET SCHEMA s;\n",
            ], with: "INSERT INTO s.b VALUES (1); INSERT INTO jobs VALUES (1, 1)")
        let refused = try team.treeguard("rollback", "--to", "000", "--yes")
        let said = DeployingTeam.said(refused)
        #expect(refused.end == .exited(3), "\(said)")
        #expect(said.contains("public.jobs (column y: 1 value)"), "\(said)")
        #expect(said.contains("s.b (1 row)"), "\(said)")
        let output = try team.treeguard(
            "rollback", "--to", "000", "--yes", "--accept-loss", "s.b", "--accept-loss", "jobs")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
    }

    @Test func aSearchPathOfTheFileIsHeeded() throws {
        let team = try deployed(
            ["migrations/001_a.sql": "CREATE SCHEMA s;\nSET search_path = s;\nCREATE TABLE a (id int);\n"],
            with: "CREATE TABLE a (id int); INSERT INTO s.a VALUES (1)")
        let refused = try team.treeguard("rollback", "--last", "--yes", "--accept-loss", "public.a")
        #expect(refused.end == .exited(3))
        #expect(DeployingTeam.said(refused).contains("s.a (1 row)"), "\(DeployingTeam.said(refused))")
    }

    /// Who may not read the rows cannot say that there are none.
    @Test func whatCannotBeCountedCountsAsRows() throws {
        let team = try deployed(
            with: """
                CREATE ROLE limited LOGIN; GRANT CREATE, USAGE ON SCHEMA public, treeguard TO limited;
                GRANT SELECT, INSERT, UPDATE ON treeguard.deployment TO limited; GRANT SELECT ON jobs, empty TO limited
                """)
        let url = try #require(team.environment["TREEGUARD_PRODUCTION_URL"]).replacing("postgres@", with: "limited@")
        let output = try team.treeguard(
            "rollback", "--last", "--dry-run", environment: ["TREEGUARD_PRODUCTION_URL": url])
        let said = DeployingTeam.said(output)
        #expect(said.contains("table public.widgets: the server could not count the rows"), "\(said)")
        #expect(said.contains("needs --accept-loss public.widgets"), "\(said)")
        #expect(!said.contains("needs --accept-loss public.empty"), "\(said)")
        try team.database.execute("DROP OWNED BY limited; DROP ROLE limited")
    }

    /// A policy that hides every row, and an owner who is under it.
    @Test func rowsThatAPolicyHidesCount() throws {
        let team = try deployed(
            with: """
                INSERT INTO widgets VALUES (1); CREATE ROLE shy LOGIN; GRANT CREATE, USAGE ON SCHEMA public, treeguard TO shy;
                GRANT SELECT, INSERT, UPDATE ON treeguard.deployment TO shy; ALTER TABLE widgets OWNER TO shy;
                ALTER TABLE widgets ENABLE ROW LEVEL SECURITY; ALTER TABLE widgets FORCE ROW LEVEL SECURITY
                """)
        let url = try #require(team.environment["TREEGUARD_PRODUCTION_URL"]).replacing("postgres@", with: "shy@")
        let output = try team.treeguard(
            "rollback", "--last", "--dry-run", environment: ["TREEGUARD_PRODUCTION_URL": url])
        #expect(
            DeployingTeam.said(output).contains("needs --accept-loss public.widgets"), "\(DeployingTeam.said(output))")
        try team.database.execute("DROP OWNED BY shy CASCADE; DROP ROLE shy")
    }

    /// Partitions go along, whoever made them.
    @Test func rowsOfPartitionsCount() throws {
        let team = try deployed(
            ["migrations/001_p.sql": "CREATE TABLE p (id int) PARTITION BY LIST (id);\n"],
            with: "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); INSERT INTO p VALUES (1)")
        let refused = try team.treeguard("rollback", "--last", "--yes")
        #expect(refused.end == .exited(3))
        #expect(DeployingTeam.said(refused).contains("public.p (1 row)"), "\(DeployingTeam.said(refused))")
        #expect(try team.tables() == "deployment jobs p p1")
    }

    @Test func aDownFileThatOnlyReadsNeedsNoWord() throws {
        let team = try deployed(
            [
                "migrations/001_titles.sql": "ALTER TABLE jobs ADD title text;\n",
                "migrations/001_titles.down.sql": "SELECT count(*) FROM jobs;\nALTER TABLE jobs DROP title;\n",
            ], with: "INSERT INTO jobs VALUES (1)")
        let output = try team.treeguard("rollback", "--last", "--yes")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
    }

    @Test func aDownFileThatChangesRowsIsNamed() throws {
        let team = try deployed(
            [
                "migrations/001_titles.sql": "ALTER TABLE jobs ADD title text;\n",
                "migrations/001_titles.down.sql": "DELETE FROM jobs;\nALTER TABLE jobs DROP title;\n",
            ], with: "INSERT INTO jobs VALUES (1)")
        let refused = try team.treeguard("rollback", "--last", "--yes")
        let said = DeployingTeam.said(refused)
        #expect(refused.end == .exited(3), "\(said)")
        #expect(said.contains("--accept-loss migrations/001_titles.sql"), "\(said)")
        #expect(try team.database.execute("SELECT count(*) FROM jobs") == "1")
        let output = try team.treeguard("rollback", "--last", "--yes", "--accept-loss", "migrations/001_titles.sql")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
    }

    /// Rows that come while the person reads.
    @Test func rowsThatComeAfterTheCountStopIt() throws {
        let team = try deployed(["migrations/001_widgets.sql": "CREATE TABLE widgets (id int);\n"], with: "SELECT 1")
        let terminal = try team.terminal("treeguard rollback --last")
        #expect(terminal.shows("Type production to go on: ", within: .seconds(60)), "\(terminal.text)")
        try team.database.execute("INSERT INTO widgets VALUES (1)")
        terminal.type("production\n")
        #expect(terminal.shows("code 3", within: .seconds(60)), "\(terminal.text)")
        #expect(terminal.text.contains("--accept-loss public.widgets"), "\(terminal.text)")
        #expect(try team.tables() == "deployment jobs widgets")
    }

    /// A writer whose transaction is open when it is counted, and committed when the table's lock is there.
    @Test func aWriterThatTheLockWaitsForStopsIt() throws {
        let team = try DeployingTeam(
            "lockTimeout = 30s\n\tretries = 0", ["migrations/001_widgets.sql": "CREATE TABLE widgets (id int);\n"])
        try team.deploy()
        let writer = try team.writer("INSERT INTO widgets VALUES (1)")
        let terminal = try team.terminal("treeguard rollback --last --yes")
        let waits = try eventually { try team.isBusy(with: "LOCK TABLE") }
        #expect(waits, "\(terminal.text)")
        try writer.commit()
        #expect(terminal.shows("code 3", within: .seconds(60)), "\(terminal.text)")
        let said = terminal.text.split { $0.isWhitespace }.joined(separator: " ")
        #expect(said.contains("public.widgets holds rows now, and held none when this was shown"), "\(said)")
        #expect(try team.database.execute("SELECT count(*) FROM widgets") == "1")
    }
}
