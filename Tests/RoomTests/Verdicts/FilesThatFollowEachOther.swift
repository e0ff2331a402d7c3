import TestSupport
import Testing
import TreeGuardMigrations
import TreeGuardVerdicts

/// Several files of one change: each object has a history, and production is at one place of it.
@Suite struct FilesThatFollowEachOther {
    /// Whatever the files do, a database in which the first ones have run shows just that.
    @Test(arguments: [
        [
            "CREATE TABLE t (a int)", "ALTER TABLE t ADD b int", "ALTER TABLE t DROP a",
            "DROP TABLE t; CREATE TABLE u ()",
        ],
        [
            "CREATE TABLE t (a int)", "ALTER TABLE t RENAME TO u", "ALTER TABLE u RENAME a TO b",
            "ALTER TABLE u RENAME TO w",
        ],
        ["CREATE TABLE a ()", "CREATE TABLE b ()", "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a"],
        ["CREATE TABLE t (a int)", "ALTER TABLE t ALTER a TYPE bigint", "ALTER TABLE t ALTER a SET NOT NULL"],
        ["CREATE TABLE t (a int)", "ALTER TABLE t ALTER a SET DEFAULT 1", "ALTER TABLE t ALTER a SET DEFAULT 2"],
        [
            "CREATE VIEW v AS SELECT 1 AS a", "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 2 AS b",
            "DROP VIEW v; CREATE TABLE v ()",
        ],
        [
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 3'",
        ],
        [
            "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0))",
            "ALTER TABLE t DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (a > 1)",
            "ALTER TABLE t DROP CONSTRAINT c", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 2)",
        ],
        [
            "CREATE TABLE t (a int)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
            "ALTER TABLE t VALIDATE CONSTRAINT c",
        ],
        [
            "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "DROP INDEX i; CREATE INDEX i ON t (a) WHERE a > 0",
            "ALTER INDEX i RENAME TO j",
        ],
        ["CREATE TYPE e AS ENUM ('a')", "ALTER TYPE e ADD VALUE 'b'", "ALTER TYPE e RENAME VALUE 'a' TO 'c'"],
        [
            "CREATE TABLE t (a int)", "COMMENT ON TABLE t IS 'x'", "COMMENT ON TABLE t IS 'y'",
            "CREATE TABLE u ()",
        ],
        ["CREATE SCHEMA s; CREATE TABLE s.t (a int)", "ALTER TABLE s.t SET SCHEMA public", "CREATE TABLE s.t (b int)"],
        [
            "CREATE TABLE t (a int)", "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE t DISABLE ROW LEVEL SECURITY",
        ],
        ["CREATE TABLE t (id int PRIMARY KEY, b int)", "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (b)"],
        [
            "CREATE TABLE t (a int)",
            "DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT c UNIQUE (a); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            "ALTER TABLE t ADD b int",
        ],
        // A view takes the name of a table, and its columns the names of the columns.
        [
            "CREATE TABLE t (a int, b int)", "ALTER TABLE t ADD c int", "ALTER TABLE t RENAME TO t_private",
            "CREATE VIEW t AS SELECT a, b, c FROM t_private",
        ],
    ])
    func theFirstFilesHaveRun(files: [String]) {
        for count in 0...files.count {
            var production = ImaginedProduction()
            production.catalog = .after(Array(files.prefix(count)))
            let expected = files.indices.map { $0 < count ? MigrationState.applied : .pending }
            #expect(production.states(of: files) == expected, "\(count) of \(files) ran")
        }
    }

    /// Production looks the same before the first file and after the last.
    @Test(arguments: [
        ["CREATE TABLE t ()", "DROP TABLE t"], ["ALTER TABLE t ADD a int", "ALTER TABLE t DROP a"],
        ["CREATE TABLE t (); CREATE TABLE u ()", "DROP TABLE t; DROP TABLE u"],
    ])
    func whatLeavesNothingBehindIsNotSaidToHaveRun(files: [String]) {
        #expect(!ImaginedProduction().states(of: files).contains(.applied))
        #expect(ImaginedProduction().states(of: files, after: ["CREATE TABLE earlier ()"]) == [.pending, .pending])
    }

    @Test func whatIsGoneByLaterFilesHasRun() {
        let files = ["CREATE TABLE t (a int)", "CREATE TABLE u ()", "ALTER TABLE t ADD b int", "DROP TABLE t"]
        #expect(ImaginedProduction("CREATE TABLE u ()").states(of: files) == files.map { _ in .applied })
        #expect(
            ImaginedProduction("CREATE TABLE t (a int); CREATE TABLE u ()").states(of: files)
                == [.applied, .applied, .pending, .pending])
    }

    @Test func aGapIsSeen() {
        let files = ["CREATE TABLE t ()", "CREATE TABLE u ()", "CREATE TABLE v ()"]
        #expect(
            ImaginedProduction("CREATE TABLE t (); CREATE TABLE v ()").states(of: files) == [
                .applied, .pending, .applied,
            ])
    }

    /// The one file is shown by others: rows have no history, and an absence has the table's.
    @Test func theLedgerStandsForWhatNothingShows() {
        let files = ["CREATE TABLE t (a int)", "DROP TABLE t"]
        let run: LedgerEntry = .recorded(.matches)
        let later: LedgerEntry = .notRecorded(willRun: true)
        #expect(ImaginedProduction().states(of: files, ledger: [run, run]) == [.applied, .applied])
        #expect(ImaginedProduction().states(of: files, ledger: [later, later]) == [.pending, .pending])
        #expect(
            ImaginedProduction("CREATE TABLE t (a int)").states(of: files, ledger: [run, later]) == [
                .applied, .pending,
            ])
        #expect(ImaginedProduction().states(of: ["CREATE TABLE t (a int)"], ledger: [run]) == [.missing])
    }

    @Test func oneConstraintDroppedAndAddedWithALedger() {
        let table = "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0))"
        let run: LedgerEntry = .recorded(.matches)
        let later: LedgerEntry = .notRecorded(willRun: true)
        let both = ["ALTER TABLE t DROP CONSTRAINT c", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1)"]
        let production = ImaginedProduction(table)
        #expect(production.states(of: both, after: [table], ledger: [later, later]) == [.pending, .pending])
        #expect(production.states(of: [both.joined(separator: ";")], after: [table], ledger: [later]) == [.pending])
        var done = ImaginedProduction()
        done.catalog = .after([table] + both)
        #expect(done.states(of: both, after: [table], ledger: [run, run]) == [.applied, .applied])
        #expect(done.states(of: [both.joined(separator: ";")], after: [table], ledger: [run]) == [.applied])
        #expect(production.states(of: [both.joined(separator: ";")], after: [table], ledger: [run]) == [.missing])
    }

    // MARK: Code that nobody understood

    /// It may have changed what it names, so that what differs since is no sign of a file half done.
    @Test func aBlockMayChangeWhatItNames() {
        let files = [
            "CREATE TABLE t (a int, b int)",
            "BEGIN; DO $$ BEGIN IF f() THEN EXECUTE 'ALTER TABLE t DROP COLUMN b'; END IF; END $$; CREATE TABLE u (); COMMIT",
        ]
        let production = ImaginedProduction("CREATE TABLE t (a int)", "CREATE TABLE u ()")
        #expect(production.states(of: files) == [.applied, .applied])
        #expect(ImaginedProduction().states(of: files) == [.pending, .pending])
        #expect(ImaginedProduction("CREATE TABLE u ()").states(of: files) == [.pending, .applied])
        // It names another table: t is half there.
        let other = files.map { $0.replacing("TABLE t DROP COLUMN b", with: "TABLE x DROP COLUMN y") }
        #expect(production.states(of: other) == [.partial, .applied])
    }

    // MARK: Removed files

    @Test func aRemovedFileThatProductionLacksIsNotCounted() {
        let judgements = ImaginedProduction("CREATE TABLE other ()").judgements(
            of: ["CREATE TABLE t ()"], change: .removed)
        #expect(judgements.map(\.isCounted) == [false])
        #expect(
            ImaginedProduction("CREATE TABLE t ()").states(of: ["CREATE TABLE t ()"], change: .removed) == [.applied])
    }
}
