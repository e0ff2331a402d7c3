import TestSupport
import Testing
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema

/// Which tables a backup holds before a deployment changes their rows.
@Suite struct TablesTouched {
    private func touched(_ sql: String, from part: Int = 0) throws -> TouchedTables {
        try TouchedTables(.ofFile(sql, from: part))
    }

    @Test(arguments: [
        ("ALTER TABLE a ADD COLUMN x int; DROP TABLE s.b", ["a", "s.b"]),
        ("ALTER TABLE a RENAME TO b; ALTER TABLE b DROP COLUMN x", ["a", "b"]),
        ("SET search_path = s; ALTER TABLE a DROP COLUMN x", ["s.a"]), ("INSERT INTO a VALUES (1)", ["a"]),
        ("CREATE TABLE a (b int REFERENCES b)", []), ("CREATE VIEW v AS SELECT x FROM a", []),
    ])
    func whatChangesIsNamed(_ sql: String, _ names: [String]) throws {
        let touched = try touched(sql)
        #expect(touched.names.map(\.description) == names)
        #expect(!touched.isOpen)
    }

    @Test(arguments: [
        "SELECT f()", "DO $$ BEGIN PERFORM f(); END $$", "DROP SCHEMA s CASCADE",
        "DROP TYPE t CASCADE", "DROP OWNED BY somebody",
    ])
    func whatReachesFurtherThanItsTextTakesEverything(_ sql: String) throws { #expect(try touched(sql).isOpen) }

    @Test func whatIsDoneIsNotAskedAboutAgain() throws {
        let touched = try touched("INSERT INTO a VALUES (1); VACUUM b; ALTER TABLE c ADD COLUMN x int", from: 2)
        #expect(touched.names.map(\.description) == ["c"])
        #expect(!touched.isOpen)
    }

    /// pg_dump takes a partitioned table without its rows.
    @Test func partitionsComeWithTheirTable() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE TABLE a (x int) PARTITION BY LIST (x); CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1)")
        let session = try DeploySession.open(database.settings(), RetryLimits())
        let question = try touched("ALTER TABLE a ADD COLUMN y int; ALTER TABLE gone ADD COLUMN y int").question
        #expect(TouchedTables.names(try session.answers(to: [question])[at: 0].rows) == ["public.a", "public.a1"])
    }
}
