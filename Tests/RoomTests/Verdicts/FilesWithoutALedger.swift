import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// Single files of a team whose tool keeps no ledger: what production shows is all there is.
@Suite struct FilesWithoutALedger {
    // MARK: Tables that this file makes

    /// The style of hand-made files: everything may be run again.
    @Test func ifNotExistsThroughout() {
        let file = """
            CREATE TABLE IF NOT EXISTS t (id bigserial PRIMARY KEY, kind text NOT NULL CHECK (kind <> ''));
            CREATE INDEX IF NOT EXISTS t_kind ON t (kind);
            ALTER TABLE t ADD COLUMN IF NOT EXISTS note text;
            COMMENT ON TABLE t IS 'x';
            """
        #expect(ImaginedProduction().state(of: file) == .pending)
        #expect(ImaginedProduction(file).state(of: file) == .applied)
        #expect(ImaginedProduction(file, "DROP INDEX t_kind").state(of: file) == .partial)
        #expect(ImaginedProduction(file, "ALTER TABLE t DROP note").state(of: file) == .partial)
    }

    @Test(arguments: [
        ("CREATE TABLE t (a int, b int)", "CREATE TABLE t (a int)"),
        ("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "CREATE TABLE t (a int)"),
        ("ALTER TABLE t ADD b int, ADD c int", "CREATE TABLE t (a int, b int)"),
        ("ALTER TABLE t DROP a; CREATE TABLE u ()", "CREATE TABLE t (a int); CREATE TABLE u ()"),
        ("CREATE TABLE t (a int)", "CREATE TABLE t (a bigint)"),
        ("CREATE TABLE t (a int)", "CREATE VIEW t AS SELECT 1 AS a"),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'"
        ),
    ])
    func aPartIsAPart(file: String, there: String) {
        #expect(ImaginedProduction(there).state(of: file) == .partial)
    }

    /// Later work may add to a table, as long as every INSERT that the file allows still runs.
    @Test(arguments: [
        ("x int", MigrationState.applied), ("x int NOT NULL DEFAULT 0", .applied),
        ("x int GENERATED ALWAYS AS IDENTITY", .applied), ("x int GENERATED ALWAYS AS (1) STORED NOT NULL", .applied),
        ("x int NOT NULL", .partial), ("x int UNIQUE", .partial), ("CHECK (a > 0)", .partial),
        ("EXCLUDE (a WITH =)", .partial),
    ])
    func aTableMadeByHandWithMore(more: String, state: MigrationState) {
        let production = ImaginedProduction("CREATE TABLE t (a int, \(more))")
        #expect(production.state(of: "CREATE TABLE IF NOT EXISTS t (a int)") == state)
        // A later file may explain it.
        #expect(
            production.states(of: ["CREATE TABLE t (a int)", "ALTER TABLE t ADD \(more)"])
                == [.applied, .applied])
    }

    @Test func tablesThatNoFileMakes() {
        let legacy = "CREATE TABLE t (id int, a int, gone int)"
        for (file, change) in [
            ("ALTER TABLE t ADD COLUMN b int", "ALTER TABLE t ADD b int"),
            ("ALTER TABLE t ADD COLUMN IF NOT EXISTS b int", "ALTER TABLE t ADD b int"),
            ("ALTER TABLE t DROP COLUMN gone", "ALTER TABLE t DROP gone"),
            ("ALTER TABLE t DROP COLUMN IF EXISTS gone", "ALTER TABLE t DROP gone"),
            ("ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER a SET NOT NULL"),
            ("ALTER TABLE t ALTER a TYPE bigint", "ALTER TABLE t ALTER a TYPE bigint"),
        ] {
            #expect(ImaginedProduction(legacy).state(of: file) == .pending, "\(file)")
            #expect(ImaginedProduction(legacy, change).state(of: file) == .applied, "\(file)")
        }
    }

    // MARK: What may have been so before

    /// It holds, so that nothing is left to do; and it covers no rows.
    @Test(arguments: [
        ("CREATE EXTENSION IF NOT EXISTS hstore", "CREATE EXTENSION hstore"),
        ("CREATE SCHEMA IF NOT EXISTS s", "CREATE SCHEMA s"), ("GRANT SELECT ON t TO app", "GRANT SELECT ON t TO app"),
        ("GRANT reader TO app", "GRANT reader TO app"), ("COMMENT ON TABLE t IS 'x'", "COMMENT ON TABLE t IS 'x'"),
        ("ALTER TABLE t OWNER TO app", "ALTER TABLE t OWNER TO app"),
        ("ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
        ("ALTER TABLE t DROP COLUMN IF EXISTS b", ""), ("DROP TRIGGER IF EXISTS g ON t", ""),
        (
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        ),
        (
            "DROP TRIGGER IF EXISTS g ON t; CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
            "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()"
        ),
        ("DROP INDEX i; CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a)"),
    ])
    func whatMerelyHoldsIsEnoughByItself(file: String, there: String) {
        let table = "CREATE TABLE t (a int)"
        let production = ImaginedProduction(table, there)
        #expect(production.state(of: file, after: [table]) == .applied)
        for hidden in [
            "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DO $$ BEGIN EXECUTE 'x'; END $$", "SELECT f()",
            "CALL p()",
        ] {
            for all in ["BEGIN; \(file); \(hidden); COMMIT", "BEGIN; \(hidden); \(file); COMMIT"] {
                #expect(production.state(of: all, after: [table]) == .unknown, "\(all)")
            }
        }
        // Nor does it make a part of what has not run.
        #expect(production.state(of: "\(file); CREATE TABLE fresh ()", after: [table]) == .pending)
        #expect(production.state(of: "\(file); ALTER TABLE t ADD fresh int", after: [table]) == .pending)
    }

    @Test func filesThatChangeNothing() {
        for file in ["", "-- for the next release", "ANALYZE", "SELECT 1", "VACUUM; REINDEX TABLE t", "BEGIN; COMMIT"] {
            #expect(ImaginedProduction().state(of: file) == .applied, "\(file)")
        }
        let recorded: [LedgerEntry] = [.recorded(.matches), .notRecorded(willRun: true), .noTable]
        #expect(
            ImaginedProduction().states(of: ["", "", ""], ledger: recorded) == [.applied, .pending, .pending])
    }

    @Test func rowsAloneAreUnknown() {
        for file in ["INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "SELECT f()", "DO $$ BEGIN EXECUTE 'x'; END $$"]
        {
            let judgements = ImaginedProduction("CREATE TABLE t (a int)").judgements(of: [file])
            #expect(judgements.map(\.state) == [.unknown], "\(file)")
            #expect(judgements.map(\.isUnproved) == [true], "\(file)")
        }
    }

    // MARK: What would be replaced

    @Test(arguments: [
        (
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'", "function f()"
        ),
        ("COMMENT ON TABLE t IS 'new'", "COMMENT ON TABLE t IS 'old'", "comment t"),
    ])
    func aFileThatReplacesWhatDiffersIsPending(file: String, there: String, name: String) {
        let table = "CREATE TABLE t (a int)"
        let judgements = ImaginedProduction(table, there).judgements(of: [file], after: [table])
        #expect(judgements.map(\.state) == [.pending])
        #expect(judgements.first?.reasons.first?.contains("which differs") == true, "\(judgements)")
        // With a proof beside it, the file has run and somebody changed it by hand.
        #expect(
            ImaginedProduction(table, there, "CREATE TABLE u ()").state(of: file + "; CREATE TABLE u ()") == .partial)
    }

    @Test func whatWouldComputeRowsTwiceIsNotReplaced() {
        let file = "ALTER TABLE t ALTER a TYPE bigint USING a * 100; ALTER TABLE t ADD b int"
        #expect(ImaginedProduction("CREATE TABLE t (a bigint)").state(of: file) != .pending)
    }

    /// The schema is the same before and after, and the rows are not.
    @Test(arguments: [
        "DROP TABLE IF EXISTS u CASCADE; CREATE TABLE u (a int)", "DROP TABLE u; CREATE TABLE u (a int)",
        "ALTER TABLE u DROP COLUMN a; ALTER TABLE u ADD COLUMN a int", "ALTER TABLE u DROP COLUMN a, ADD COLUMN a int",
        "ALTER TABLE u RENAME TO old; CREATE TABLE u (a int); DROP TABLE old",
    ])
    func whatIsMadeAnewTheSameIsNotApplied(file: String) {
        let table = "CREATE TABLE u (a int)"
        let production = ImaginedProduction(table)
        #expect(production.state(of: file, after: [table]) == .unknown)
        #expect(
            production.judgements(of: [file], after: [table]).flatMap(\.reasons).contains { $0.contains("made anew") })
        // Beside a proof of the same transaction.
        #expect(
            ImaginedProduction(table, "CREATE TABLE v ()").state(
                of: "BEGIN; \(file); CREATE TABLE v (); COMMIT", after: [table]) == .applied)
    }

    // MARK: What a proof covers

    private static let proofs = [
        ("CREATE TABLE u (a int)", "CREATE TABLE u (a int)"),
        ("CREATE TABLE IF NOT EXISTS u (a int)", "CREATE TABLE u (a int)"),
        ("DROP TABLE IF EXISTS u; CREATE TABLE u (a int)", "CREATE TABLE u (a int)"),
        ("ALTER TABLE t ADD b int", "ALTER TABLE t ADD b int"), ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a)"),
        ("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"),
        ("CREATE TYPE e AS ENUM ('a')", "CREATE TYPE e AS ENUM ('a')"),
        ("ALTER TABLE o RENAME TO n", "CREATE TABLE n (a int)"),
    ]

    @Test(arguments: proofs) func aProofCoversRowsOfItsTransactionAlone(proof: String, there: String) {
        let production = ImaginedProduction("CREATE TABLE t (a int)", there)
        for hidden in ["INSERT INTO t VALUES (1)", "DO $$ BEGIN EXECUTE 'x'; END $$"] {
            #expect(production.state(of: "BEGIN; \(proof); \(hidden); COMMIT") == .applied, "\(proof); \(hidden)")
            #expect(production.state(of: "BEGIN; \(hidden); \(proof); COMMIT") == .applied, "\(proof); \(hidden)")
            // It may have stopped between the two.
            #expect(production.state(of: "\(proof); \(hidden)") == .unknown, "\(proof); \(hidden)")
            #expect(production.state(of: "BEGIN; \(proof); COMMIT; \(hidden)") == .unknown, "\(proof); \(hidden)")
        }
    }

    /// Text cannot tell whether two queries are the same, and a view under the name is no proof.
    @Test func whatWasNotComparedProvesNothing() {
        let production = ImaginedProduction("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t WHERE a > 0")
        let failure = Failure(
            .postgresMissing, what: "", why: "no server of PostgreSQL 17 is here", next: "apt-get install postgresql-17"
        )
        for file in [
            "CREATE VIEW v AS SELECT a FROM t WHERE a > 1", "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1",
            "DROP VIEW v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
            "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
        ] {
            let judgements = production.judgements(of: [file], comparing: .unavailable(failure))
            #expect(judgements.map(\.state) == [.unknown], "\(file)")
            let reasons = judgements.flatMap(\.reasons)
            #expect(reasons.contains("view v is there, and its query could not be compared"), "\(file)")
            #expect(reasons.contains("no server of PostgreSQL 17 is here: apt-get install postgresql-17"), "\(file)")
        }
        // A proof beside it shows that the file has run.
        #expect(
            ImaginedProduction("CREATE VIEW v AS SELECT 1 AS a; CREATE TABLE u ()").state(
                of: "CREATE OR REPLACE VIEW v AS SELECT 2 AS a; CREATE TABLE u ()") == .applied)
    }

    /// A state that an earlier file left was the state before.
    @Test(arguments: [
        "ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER a SET DEFAULT 1",
        "ALTER TABLE t ALTER a TYPE bigint",
    ])
    func anEarlierFileTellsWhatWasBefore(file: String) {
        let table = "CREATE TABLE t (a int)"
        let rows = "BEGIN; \(file); UPDATE t SET a = 1; COMMIT"
        #expect(ImaginedProduction(table, file).state(of: rows, after: [table]) == .applied)
        #expect(ImaginedProduction(table, file).state(of: rows) == .unknown)
        #expect(ImaginedProduction(table).state(of: rows, after: [table]) == .pending)
    }

    // MARK: Absences

    /// An empty database lacks everything, a wrong one too.
    @Test(arguments: ["DROP INDEX t_b", "DROP TABLE IF EXISTS a", "DROP TABLE a", "DROP FUNCTION f()", "DROP TYPE e"])
    func whatIsGoneTellsOnGroundAlone(file: String) {
        let earlier = "CREATE TABLE t (b int)"
        #expect(ImaginedProduction().state(of: file) == .unknown)
        #expect(ImaginedProduction("CREATE TABLE foreigner (a int)").state(of: file) == .unknown)
        #expect(ImaginedProduction().state(of: file, after: [earlier]) == .pending)
        #expect(ImaginedProduction(earlier).state(of: file, after: [earlier]) == .applied)
        // Something else of the change is there.
        #expect(
            ImaginedProduction("CREATE TABLE u ()").states(of: [file, "CREATE TABLE u ()"]) == [.applied, .applied])
    }

    @Test func itsOwnTableIsGroundEnough() {
        #expect(ImaginedProduction("CREATE TABLE t ()").state(of: "ALTER TABLE t DROP a") == .applied)
        #expect(ImaginedProduction().state(of: "ALTER TABLE t DROP a") == .pending)
        #expect(ImaginedProduction().state(of: "DROP INDEX i; ALTER TABLE t ADD b int") == .pending)
    }

    @Test func aDropThatHasNotRun() {
        for (file, there) in [
            ("DROP TABLE t", "CREATE TABLE t ()"), ("DROP INDEX i", "CREATE TABLE t (a int); CREATE INDEX i ON t (a)"),
            ("ALTER TABLE t DROP CONSTRAINT c", "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0))"),
            ("DROP TABLE IF EXISTS t", "CREATE TABLE t ()"),
        ] {
            #expect(ImaginedProduction(there).state(of: file) == .pending, "\(file)")
            #expect(ImaginedProduction(there).state(of: file, after: [there]) == .pending, "\(file)")
        }
    }

    // MARK: Files before the change

    /// An object of an earlier file is no sign of IF NOT EXISTS, nor of a table that is dropped and made again.
    @Test(arguments: ["CREATE TABLE IF NOT EXISTS t (a int)", "DROP TABLE IF EXISTS t; CREATE TABLE t (a int)"])
    func whatAnEarlierFileMakesProvesNothing(file: String) {
        let rows = "BEGIN; \(file); INSERT INTO t VALUES (1); COMMIT"
        let earlier = "CREATE TABLE t (a int)"
        #expect(ImaginedProduction(earlier).state(of: rows) == .applied)
        #expect(ImaginedProduction(earlier).state(of: rows, after: [earlier]) == .unknown)
    }
}
