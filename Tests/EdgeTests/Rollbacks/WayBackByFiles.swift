import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema

/// Rollbacks that are generated without a catalog of that time: from the files before it, and the record of
/// deployments.
@Suite struct WayBackByFiles {
    struct Case: Sendable, CustomTestStringConvertible {
        var earlier: String
        var migration: String
        var wasPending = true
        /// The statements; empty where there is no way back.
        var back: [String] = []
        /// Why there is none.
        var reasons: [String] = []
        var testDescription: String { migration }
    }

    @Test(arguments: cases) func isAsWritten(_ example: Case) {
        let before = PriorSchema(files: [SQL.instructions(in: example.earlier)], wasPending: example.wasPending)
        switch Rollback.reversing(SQL.instructions(in: example.migration), knowing: before) {
        case .generated(let reversals):
            #expect(reversals.map(\.text) == example.back)
            #expect(example.reasons.isEmpty)
        case .none(let reasons):
            #expect(reasons == example.reasons)
            #expect(example.back.isEmpty)
        case .file: Issue.record("no file was given")
        }
    }

    static let cases: [Case] = [
        // In reverse order; what hangs on what the file made goes with it, rows too.
        Case(
            earlier: "CREATE TABLE jobs (id int PRIMARY KEY)",
            migration: """
                CREATE TABLE a (id int); CREATE INDEX i ON a (id); INSERT INTO a VALUES (1); COMMENT ON TABLE a IS 'x';
                ALTER TABLE jobs ADD b int; CREATE INDEX CONCURRENTLY j ON jobs (b);
                """,
            back: ["DROP INDEX CONCURRENTLY IF EXISTS j", "ALTER TABLE jobs DROP COLUMN b", "DROP TABLE a"]),
        // What runs by itself comes first, and may be run again; where names change, it shares the transaction.
        Case(
            earlier: "CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY o ON t (a)",
            migration: """
                CREATE TABLE x (a int); CREATE INDEX CONCURRENTLY i ON t (a); DROP INDEX CONCURRENTLY o;
                CREATE TABLE y (a int);
                """,
            back: [
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS o ON t (a)", "DROP INDEX CONCURRENTLY IF EXISTS i",
                "DROP TABLE y", "DROP TABLE x",
            ]),
        Case(
            earlier: "CREATE TABLE t (a int); CREATE INDEX CONCURRENTLY o ON t (a)",
            migration: "ALTER TABLE t RENAME TO u; CREATE INDEX CONCURRENTLY i ON u (a)",
            back: ["DROP INDEX i", "ALTER TABLE u RENAME TO t"]),
        Case(
            earlier: "CREATE TABLE t (a int); CREATE INDEX o ON t (a)",
            migration: "ALTER TABLE t RENAME TO u; DROP INDEX o",
            reasons: ["line 1: DROP INDEX o: how index o was before it is not known"]),
        // What is made and dropped again leaves nothing.
        Case(earlier: "", migration: "CREATE TABLE a (id int); DROP TABLE a", back: []),
        Case(
            earlier: "", migration: "CREATE TABLE \"order\" (id int); CREATE TABLE s.\"A b\" ()",
            back: ["DROP TABLE s.\"A b\"", "DROP TABLE \"order\""]),
        // IF NOT EXISTS: only where a deployment saw that it was not there, and never where an earlier file made it.
        Case(earlier: "", migration: "CREATE TABLE IF NOT EXISTS a (id int)", back: ["DROP TABLE a"]),
        Case(
            earlier: "", migration: "CREATE TABLE IF NOT EXISTS a (id int)", wasPending: false,
            reasons: ["line 1: CREATE TABLE IF: whether it made relation a, or found it there, is not known"]),
        Case(earlier: "CREATE TABLE a (id int)", migration: "CREATE TABLE IF NOT EXISTS a (id int)", back: []),
        // OR REPLACE: what was there before comes back, from the file that made it.
        Case(
            earlier: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            migration: "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            back: ["CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"]),
        Case(
            earlier: "", migration: "CREATE OR REPLACE VIEW v AS SELECT 1", wasPending: false,
            reasons: ["line 1: CREATE OR REPLACE: whether it replaced relation v, and what that was, is not known"]),
        // Facets as they were.
        Case(
            earlier: "CREATE TABLE t (a int DEFAULT 5, b text NOT NULL, c varchar(20))",
            migration: "ALTER TABLE t ALTER a SET DEFAULT 7, ALTER b DROP NOT NULL, ALTER c TYPE text",
            back: [
                "ALTER TABLE t ALTER COLUMN c TYPE character varying(20)", "ALTER TABLE t ALTER COLUMN b SET NOT NULL",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT 5",
            ]),
        Case(
            earlier: "CREATE TABLE t (a timestamp)", migration: "ALTER TABLE t ALTER a TYPE date",
            reasons: [
                "line 1: ALTER TABLE t: going back from date to timestamp without time zone may lose what was written since"
            ]),
        Case(
            earlier: "CREATE TABLE t (a int)", migration: "ALTER TABLE t ADD PRIMARY KEY (a)",
            back: ["ALTER TABLE t DROP CONSTRAINT t_pkey", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL"]),
        Case(
            earlier: "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'it''s'",
            migration: "COMMENT ON TABLE t IS 'new'; COMMENT ON COLUMN t.a IS 'a'",
            back: ["COMMENT ON COLUMN t.a IS NULL", "COMMENT ON TABLE t IS 'it''s'"]),
        Case(
            earlier: "", migration: "COMMENT ON TABLE t IS 'new'",
            reasons: ["line 1: COMMENT ON TABLE: the former comment is not known"]),
        // Names: in the order in which they were taken.
        Case(
            earlier: "CREATE TABLE t (a int)",
            migration: "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN a TO b; CREATE INDEX i ON u (b)",
            back: [
                "DROP INDEX i", "ALTER TABLE u RENAME COLUMN b TO a", "ALTER TABLE u RENAME TO t",
            ]),
        Case(
            earlier: "CREATE TABLE t (a int)", migration: "SET search_path = s; CREATE TABLE x (a int)",
            back: ["SET search_path = s", "DROP TABLE x"]),
        Case(
            earlier: "CREATE TABLE t (a int)",
            migration: "GRANT SELECT, INSERT ON t TO \"to\", PUBLIC WITH GRANT OPTION",
            back: ["REVOKE SELECT, INSERT ON t FROM \"to\", PUBLIC"]),
        Case(
            earlier: "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", migration: "DROP INDEX i",
            back: ["CREATE INDEX i ON t (a)"]),
        // Never for what held rows, or changed them.
        Case(
            earlier: "CREATE TABLE t (a int)", migration: "DROP TABLE t",
            reasons: ["line 1: DROP TABLE t: what t held is gone"]),
        Case(
            earlier: "CREATE TABLE t (a int, b int)", migration: "\nALTER TABLE t ADD c int, DROP b",
            reasons: ["line 2: ALTER TABLE t: what column b held is gone"]),
        Case(
            earlier: "CREATE TABLE t (a int)", migration: "UPDATE t SET a = 1; TRUNCATE t; INSERT INTO t VALUES (1)",
            reasons: ["UPDATE t SET", "TRUNCATE t", "INSERT INTO t"].map {
                "line 1: \($0): it changes rows, and what they were is not kept"
            }),
        // A row that goes into a new table may come out of an old one.
        Case(
            earlier: "CREATE TABLE t (a int)",
            migration: "CREATE TABLE n (a int); INSERT INTO n WITH d AS (DELETE FROM t RETURNING a) SELECT a FROM d",
            reasons: ["line 1: INSERT INTO n: it changes rows, and what they were is not kept"]),
        // What is attached goes with what it is attached to, whoever made it.
        Case(
            earlier: "CREATE TABLE c (a int)",
            migration: "CREATE TABLE p (a int) PARTITION BY RANGE (a); ALTER TABLE p ATTACH PARTITION c DEFAULT",
            reasons: ["line 1: ALTER TABLE p: what came with it would stay behind, or go too far"]),
        // What a file does not say of a sequence is what it is where nobody says anything; its type may be a column's.
        Case(
            earlier: "CREATE SEQUENCE s MAXVALUE 50", migration: "ALTER SEQUENCE s MAXVALUE 60 CACHE 4 INCREMENT 2",
            back: ["ALTER SEQUENCE s INCREMENT BY 1 MAXVALUE 50 CACHE 1"]),
        Case(
            earlier: "CREATE TABLE t (a serial)", migration: "ALTER SEQUENCE t_a_seq AS bigint",
            reasons: ["line 1: ALTER SEQUENCE t_a_seq: how options of t_a_seq were before is not known"]),
        Case(
            earlier: "", migration: "ALTER SEQUENCE s RESTART 5",
            reasons: ["line 1: ALTER SEQUENCE s: how far it had counted is gone"]),
        // A partition is let go where it had all that it got.
        Case(
            earlier: "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE c (a int)",
            migration: "ALTER TABLE p ATTACH PARTITION c DEFAULT", back: ["ALTER TABLE p DETACH PARTITION c"]),
        Case(
            earlier: "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE c (a int NOT NULL)",
            migration: "ALTER TABLE p ATTACH PARTITION c DEFAULT",
            reasons: ["line 1: ALTER TABLE p: the indexes and foreign keys that c gets from p would stay on it"]),
        Case(
            earlier: "CREATE TABLE c (a int)", migration: "ALTER TABLE p ATTACH PARTITION c DEFAULT",
            reasons: ["line 1: ALTER TABLE p: the indexes and foreign keys that c gets from p would stay on it"]),
        Case(
            earlier: "CREATE TABLE t (a text, b int); ALTER TABLE t ALTER b SET STATISTICS 7",
            migration: "ALTER TABLE t ALTER a SET STATISTICS 9, ALTER b SET STATISTICS 8, ALTER a SET STORAGE MAIN",
            back: [
                "ALTER TABLE t ALTER COLUMN a SET STORAGE EXTENDED", "ALTER TABLE t ALTER COLUMN b SET STATISTICS 7",
                "ALTER TABLE t ALTER COLUMN a SET STATISTICS -1",
            ]),
        Case(
            earlier: "CREATE TYPE e AS ENUM ('a')", migration: "ALTER TYPE e RENAME VALUE 'a' TO 'b'",
            back: ["ALTER TYPE e RENAME VALUE 'b' TO 'a'"]),
        Case(
            earlier: "CREATE TYPE e AS ENUM ('a')", migration: "ALTER TYPE e ADD VALUE 'b'",
            reasons: ["line 1: ALTER TYPE e: PostgreSQL has no way to take a value of an enum away"]),
        Case(
            earlier: "", migration: "DO $$ BEGIN PERFORM f(); END $$",
            reasons: ["line 1: DO $$ BEGIN PERFORM f(); END $$: DO runs code, and what it did is not known"]),
    ]

    @Test func whatIsLostIsNamed() {
        let before = PriorSchema(files: [SQL.instructions(in: "CREATE TABLE t (a int)")], wasPending: true)
        let back = Rollback.reversing(
            SQL.instructions(in: "CREATE TABLE n (a int); ALTER TABLE t ADD b int; CREATE VIEW v AS SELECT 1"),
            knowing: before)
        let wanted: [Loss.Thing] = [.column(ObjectName("t"), "b"), .table(ObjectName("n"))]
        #expect(losses(of: back.sql ?? "").map(\.thing) == [.table(ObjectName("v"))] + wanted)
        #expect(losses(of: "ALTER TABLE t DROP b; DROP TABLE IF EXISTS n").map(\.thing) == wanted)
    }

    private func losses(of sql: String) -> [Loss] {
        var search = LossSearch()
        return search.losses(of: SQL.instructions(in: sql))
    }

    @Test(arguments: [
        ("def upgrade():\n    op.x()\n\ndef downgrade():\n    op.drop_table('a')\n", ProgramDowngrade.written),
        ("def downgrade() -> None:\n    pass\n", .empty),
        ("def downgrade():\n    \"\"\"Nothing.\n    op.x()\n    \"\"\"\n    # no\n    pass\n\nx = 1\n", .empty),
        ("def downgrade():\n    raise NotImplementedError()\n", .refused),
        ("def upgrade():\n    pass\n", .refused),
    ]) func aDowngradeIsReadFromItsScript(script: String, expected: ProgramDowngrade) {
        #expect(Alembic().program?.downgrade(in: Array(script.utf8)) == expected)
    }

    @Test func laterMigrationsStandOnEarlierOnes() {
        func dependence(_ later: String) -> Dependence? {
            let scripts = ["CREATE TABLE t (a int PRIMARY KEY); CREATE TYPE e AS ENUM ('x')", later].enumerated().map {
                (path: RepositoryPath("\($0).sql"), statements: SQL.statements(in: $1))
            }
            return Dependence.first(
                among: scripts, isGoing: { $0 == RepositoryPath("0.sql") }, isThere: { $0 == RepositoryPath("1.sql") })
        }
        for later in [
            "ALTER TABLE t ADD b int", "CREATE INDEX ON t (a)", "CREATE TABLE u (x int REFERENCES t)",
            "COMMENT ON COLUMN t.a IS 'x'", "CREATE TABLE u (x e)", "ALTER TYPE e ADD VALUE 'y'",
        ] {
            #expect(dependence(later)?.earlier == RepositoryPath("0.sql"), "\(later)")
        }
        #expect(dependence("CREATE TABLE u (x int)") == nil)
        #expect(dependence("CREATE TABLE t (a int); ALTER TABLE t ADD b int")?.object == nil)
    }
}
