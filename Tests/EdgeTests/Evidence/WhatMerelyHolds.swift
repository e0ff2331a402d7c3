import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// Files of which a part cannot be seen, on a real server, before and after each ran: never applied without a proof.
@Suite struct WhatMerelyHolds {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        /// The objects of the database before.
        var given = WhatMerelyHolds.table
        var before = MigrationState.unknown
        var after = MigrationState.unknown
        var testDescription: String { file }
    }

    private static let table = "CREATE TABLE t (a int, b text); CREATE INDEX t_b ON t (b);"
    private static let view = table + "CREATE VIEW v AS SELECT a FROM t WHERE a > 0;"

    static let cases: [Case] = [
        // Rows and blocks beside what holds anyway.
        Case(file: "DROP TABLE IF EXISTS never_was; INSERT INTO t VALUES (1);"),
        Case(file: "CREATE SCHEMA IF NOT EXISTS public; UPDATE t SET a = 1;"),
        Case(file: "DROP INDEX IF EXISTS i; DO $$BEGIN EXECUTE 'CREATE TABLE hidden(a int)'; END$$;"),
        Case(file: "CREATE TABLE tmp (a int); INSERT INTO tmp VALUES (1); DROP TABLE tmp;"),
        Case(file: "CREATE TEMPORARY TABLE tmp (a int); INSERT INTO t SELECT a FROM tmp; DROP INDEX IF EXISTS gone;"),
        Case(file: "CREATE EXTENSION IF NOT EXISTS plpgsql; DELETE FROM t;"),
        Case(file: "DROP VIEW IF EXISTS w; TRUNCATE t;"),
        Case(
            file: "DROP INDEX IF EXISTS i; SELECT setval(pg_get_serial_sequence('pg_class', 'oid'), 1);",
            after: .unknown),
        // What is not there yet is pending, and unknown once it is: somebody may have set it before.
        Case(file: "COMMENT ON TABLE t IS 'x'; UPDATE t SET a = 1;", before: .pending),
        Case(file: "ALTER TABLE t ALTER a SET NOT NULL; DELETE FROM t;", before: .pending),
        Case(file: "GRANT SELECT ON t TO PUBLIC; INSERT INTO t VALUES (1);", before: .pending),
        Case(
            file: """
                CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; INSERT INTO t VALUES (f());
                """, before: .pending),
        // A query that text cannot compare.
        Case(file: "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1;", given: view),
        Case(file: "CREATE OR REPLACE VIEW v AS SELECT a, b FROM t WHERE a > 0;", given: view),
        Case(file: "DROP VIEW v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1;", given: view),
        Case(
            file: "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1; INSERT INTO t VALUES (1)",
            given: view),
        Case(file: "CREATE VIEW w AS SELECT a FROM t WHERE a > 1;", before: .pending),
        // A proof beside them covers it in one transaction; without, the file may have stopped before.
        Case(
            file: "BEGIN; CREATE TABLE u (a int); INSERT INTO u VALUES (1); COMMIT", before: .pending, after: .applied),
        Case(file: "CREATE TABLE u (a int); INSERT INTO u VALUES (1);", before: .pending),
        Case(
            file: "BEGIN; CREATE TABLE IF NOT EXISTS u (a int NOT NULL DEFAULT 5); INSERT INTO u VALUES (1); COMMIT",
            before: .pending, after: .applied),
        Case(file: "BEGIN; ALTER TABLE t ADD c int; UPDATE t SET c = 1; COMMIT", before: .pending, after: .applied),
        Case(file: "BEGIN; UPDATE t SET a = 1; CREATE INDEX i ON t (a); COMMIT", before: .pending, after: .applied),
        Case(file: "UPDATE t SET a = 1; CREATE INDEX i ON t (a);", before: .pending),
        Case(
            file: "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1; ALTER TABLE t ADD c int;", given: view,
            before: .pending, after: .applied),
        Case(file: "BEGIN; ALTER TABLE t DROP b; UPDATE t SET a = 1; COMMIT", before: .pending, after: .applied),
        // Nothing is hidden: what holds is enough.
        Case(file: "COMMENT ON TABLE t IS 'x';", before: .pending, after: .applied),
        Case(file: "GRANT SELECT ON t TO PUBLIC;", before: .pending, after: .applied),
        Case(file: "ALTER TABLE t ALTER a SET NOT NULL;", before: .pending, after: .applied),
        Case(file: "ALTER TABLE t DROP COLUMN IF EXISTS never_was;", before: .applied, after: .applied),
        Case(file: "ALTER TABLE t DROP COLUMN b;", before: .pending, after: .applied),
    ]

    @Test(arguments: cases) func isNeverTakenForApplied(example: Case) throws {
        let database = try TemporaryDatabase()
        try database.execute(example.given)
        #expect(try DescribedDatabase(database, about: [example.file]).states(of: [example.file]) == [example.before])
        // Some of them fail, and have not changed anything then.
        _ = try? database.execute(example.file)
        #expect(try DescribedDatabase(database, about: [example.file]).states(of: [example.file]) == [example.after])
    }

    /// An empty database and a wrong one lack everything that a file drops.
    @Test(arguments: [
        "DROP INDEX t_b;", "DROP TABLE IF EXISTS old;", "DROP TABLE old;", "DROP FUNCTION f();",
        "DROP TYPE IF EXISTS e;",
        "DROP VIEW v;", "DROP INDEX IF EXISTS t_b; DROP TABLE IF EXISTS old;", "DROP SEQUENCE s;",
        "ALTER TABLE IF EXISTS t DROP COLUMN a;",
    ])
    func absenceCountsOnGround(file: String) throws {
        for given in ["", "CREATE TABLE foreigner (id int); CREATE INDEX other ON foreigner (id);"] {
            let database = try TemporaryDatabase()
            if !given.isEmpty { try database.execute(given) }
            let described = try DescribedDatabase(database, about: [file])
            #expect(described.states(of: [file]) == [.unknown], "\(given)")
            let earlier = EarlierFiles([Script(SQL.statements(in: Self.table))])
            #expect(earlier.ground(in: described.catalog) == .missing)
        }
        // Another migration of the change is there.
        let database = try TemporaryDatabase()
        let files = [file, "CREATE TABLE beside (a int);"]
        try database.execute(files[at: 1])
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.applied, .applied])
    }

    @Test func whatADropTakesAwayIsPendingAsLongAsItIsThere() throws {
        let database = try TemporaryDatabase()
        try database.execute(Self.table)
        let files = ["DROP INDEX t_b;", "CREATE TABLE beside (a int);"]
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.pending, .pending])
        try database.execute(files[at: 0])
        #expect(try DescribedDatabase(database, about: files).states(of: files).last == .pending)
        try database.execute(files[at: 1])
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.applied, .applied])
    }
}
