import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// The sum of observations, and the weight of a migration's neighbours.
@Suite struct Summaries {
    private func evidence(_ files: [String], in catalog: [String]) -> [Evidence] {
        self.catalog(catalog).evidence(for: files.map { Script(SQL.statements(in: $0)) })
    }

    private func catalog(_ files: [String]) -> Catalog {
        var objects: [ObjectIdentity: ObjectDefinition] = [:]
        var found = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let there = files.map { found.resolved(Script(SQL.statements(in: $0)).steps) }
        for effect in EffectTimeline.effects(of: there).joined() {
            if case .present(let definition) = effect.claim.expectation { objects[effect.identity] = definition }
        }
        return Catalog(searchPath: ["public"], objects: objects)
    }

    private func summary(_ file: String, in catalog: String...) -> Evidence.Summary? {
        evidence([file], in: catalog).first?.summary()
    }

    private func states(
        _ files: [String], in catalog: String..., on ground: BaselineState = .notKnown
    ) -> [MigrationState] {
        let subjects = evidence(files, in: catalog).map {
            Judgement.Subject(change: .new, ledger: .none, evidence: $0)
        }
        return Judgement.inOrder(subjects, on: ground).map(\.state)
    }

    @Test func whatOthersDoTooProvesNothing() {
        #expect(
            summary("CREATE EXTENSION IF NOT EXISTS hstore; CREATE TABLE t ()", in: "CREATE EXTENSION hstore")
                == .nonePresent)
        #expect(summary("DROP TABLE IF EXISTS t; CREATE TABLE t ()") == .nonePresent)
        #expect(
            summary("DROP TRIGGER IF EXISTS g ON t; CREATE INDEX i ON t (a)", in: "CREATE TABLE t (a int)")
                == .nonePresent)
        #expect(summary("DROP TABLE IF EXISTS t") == .nothingMissing)
        #expect(
            summary(
                "CREATE SCHEMA IF NOT EXISTS s; COMMENT ON TABLE t IS 'x'", in: "CREATE SCHEMA s; CREATE TABLE t ()")
                == .nonePresent)
        let function = "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        #expect(summary(function, in: function) == .nothingMissing)
        #expect(summary(function + "CREATE TABLE t ()", in: function) == .nonePresent)
        #expect(summary(function + "CREATE TABLE t ()", in: function.replacing("1", with: "2")) == .nonePresent)
    }

    @Test func aPartIsAPart() {
        #expect(summary("CREATE TABLE t (a int, b int)", in: "CREATE TABLE t (a int)") == .somePresent)
        #expect(
            summary("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", in: "CREATE TABLE t (a int)") == .somePresent)
        #expect(summary("ALTER TABLE t ADD b int, ADD c int", in: "CREATE TABLE t (a int, b int)") == .somePresent)
        #expect(summary("ALTER TABLE t DROP a; CREATE TABLE u ()", in: "CREATE TABLE t ()") == .somePresent)
        #expect(summary("DROP TABLE old; CREATE TABLE u ()") == .somePresent)
        #expect(summary("CREATE TABLE t (a int)", in: "CREATE VIEW t AS SELECT 1 AS a") == .somePresent)
        #expect(
            summary(
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                in: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'") == .somePresent)
    }

    @Test func whatAnAlterWouldChangeIsNoPartOfIt() {
        #expect(
            summary("ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t ADD b int", in: "CREATE TABLE t (a int)")
                == .nonePresent)
        #expect(
            summary(
                "COMMENT ON TABLE t IS 'new'; ALTER TABLE t ADD b int",
                in: "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'old'") == .nonePresent)
    }

    /// Others may have set it before: owners, privileges, comments, NOT NULL.
    @Test(arguments: [
        ("ALTER TABLE t OWNER TO app", "ALTER TABLE t OWNER TO app"),
        ("GRANT SELECT ON t TO app", "GRANT SELECT, INSERT ON t TO app"),
        ("COMMENT ON TABLE t IS 'x'", "COMMENT ON TABLE t IS 'x'"),
        ("ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER a SET NOT NULL"),
        ("ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
        ("GRANT reader TO app", "GRANT reader TO app"),
    ])
    func whatWasSetBeforeIsNoPartOfIt(file: String, there: String) {
        let catalog = "CREATE TABLE t (a int);" + there
        #expect(summary(file + "; CREATE TABLE u ()", in: catalog) == .nonePresent)
        #expect(summary(file + "; ALTER TABLE t ADD b int", in: catalog) == .nonePresent)
        #expect(summary(file + "; CREATE INDEX i ON t (a)", in: catalog + "; CREATE INDEX i ON t (a)") == .allPresent)
        #expect(summary(file, in: catalog) == .allPresent)
    }

    @Test func whatWouldComputeRowsTwiceIsAPart() {
        let file = "ALTER TABLE t ALTER a TYPE bigint USING a * 100; ALTER TABLE t ADD b int"
        #expect(summary(file, in: "CREATE TABLE t (a bigint)") == .somePresent)
    }

    @Test func absenceTellsNothingWhereItsGroundIsMissing() {
        #expect(summary("ALTER TABLE t DROP COLUMN a") == .nonePresent)
        #expect(summary("ALTER TABLE t DROP COLUMN a", in: "CREATE TABLE t ()") == .allPresent)
        #expect(summary("DROP INDEX i; ALTER TABLE t ADD b int") == .nonePresent)
        #expect(summary("DROP INDEX i; ALTER TABLE t ADD b int", in: "CREATE TABLE t ()") == .somePresent)
        #expect(summary("ALTER TABLE IF EXISTS t DROP COLUMN a") == .nothingMissing)
    }

    @Test func neighboursDecideWhatDoesNotTell() {
        let files = ["CREATE TABLE t (a int)", "DROP TABLE t", "CREATE TABLE u (a int)"]
        #expect(states(files) == [.pending, .pending, .pending])
        #expect(states(files, in: "CREATE TABLE u (a int)") == [.applied, .applied, .applied])
        #expect(states(files, in: "CREATE TABLE t (a int)") == [.applied, .pending, .pending])
        #expect(states(["CREATE TABLE t (); CREATE TABLE u ()", "DROP TABLE t"]) == [.pending, .pending])
        #expect(states(["DROP TABLE IF EXISTS a", "CREATE TABLE u ()"]) == [.pending, .pending])
        #expect(
            states(["CREATE TABLE u ()", "DROP TABLE IF EXISTS a"], in: "CREATE TABLE u ()") == [.applied, .applied])
        #expect(states(["DROP TABLE IF EXISTS a"]) == [.unknown])
        #expect(states(["DROP TABLE IF EXISTS a"], on: .there) == [.applied])
    }

    @Test func theLedgerDecidesWhatDoesNotTell() throws {
        let evidence = try evidence(["DROP TABLE IF EXISTS a"], in: [])[at: 0]
        for (ledger, state) in [
            (LedgerEntry.recorded(.matches), MigrationState.applied), (.notRecorded(willRun: true), .pending),
            (.noTable, .pending), (.none, .applied),
        ] {
            let subject = Judgement.Subject(change: .new, ledger: ledger, evidence: evidence)
            #expect(try Judgement.inOrder([subject], on: .there)[at: 0].state == state)
        }
    }

    /// An object that merely holds covers nothing: rows, a block, a query that nobody compared.
    @Test(arguments: [
        ("DROP TABLE IF EXISTS never_was", ""), ("CREATE SCHEMA IF NOT EXISTS s", "CREATE SCHEMA s"),
        ("CREATE SCHEMA s", "CREATE SCHEMA s"), ("CREATE EXTENSION hstore", "CREATE EXTENSION hstore"),
        ("DROP INDEX IF EXISTS i", ""), ("CREATE TABLE tmp (a int); DROP TABLE tmp", ""),
        ("GRANT SELECT ON t TO app", "GRANT SELECT ON t TO app"),
        ("COMMENT ON TABLE t IS 'x'", "COMMENT ON TABLE t IS 'x'"),
        ("ALTER TABLE t OWNER TO app", "ALTER TABLE t OWNER TO app"),
        ("ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER a SET NOT NULL"),
        ("ALTER TABLE t ALTER a SET DEFAULT 1", "ALTER TABLE t ALTER a SET DEFAULT 1"),
        ("ALTER TABLE t ENABLE ROW LEVEL SECURITY", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
        (
            "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        ),
        (
            "DROP FUNCTION IF EXISTS f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        ),
        (
            "DROP TRIGGER IF EXISTS g ON t; CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
            "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()"
        ),
        ("DROP INDEX i; CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a)"),
        ("DROP TABLE u; CREATE TABLE u (a int)", "CREATE TABLE u (a int)"),
        ("ALTER TABLE u RENAME TO old; CREATE TABLE u (a int); DROP TABLE old", "CREATE TABLE u (a int)"),
        ("ALTER TABLE u RENAME TO old; CREATE TABLE IF NOT EXISTS u (a int); DROP TABLE old", "CREATE TABLE u (a int)"),
    ])
    func whatMerelyHoldsCoversNothing(weak: String, there: String) {
        let catalog = "CREATE TABLE t (a int);" + there
        for hidden in [
            "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DO $$ BEGIN EXECUTE 'x'; END $$", "SELECT f()",
            "CALL p()",
            "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1",
        ] {
            let view = "; CREATE VIEW v AS SELECT a FROM t WHERE a > 0"
            for file in ["\(weak); \(hidden)", "\(hidden); \(weak)"] {
                #expect(states([file], in: catalog + view, on: .there) == [.unknown], "\(file)")
            }
        }
    }

    /// A proof beside them does.
    @Test(arguments: [
        ("CREATE TABLE u (a int)", "CREATE TABLE u (a int)"),
        ("CREATE TABLE IF NOT EXISTS u (a int)", "CREATE TABLE u (a int)"),
        ("DROP TABLE IF EXISTS u; CREATE TABLE u (a int)", "CREATE TABLE u (a int)"),
        ("ALTER TABLE t ADD b int", "ALTER TABLE t ADD b int"), ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a)"),
        ("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)"),
        ("CREATE TYPE e AS ENUM ('a')", "CREATE TYPE e AS ENUM ('a')"), ("ALTER TABLE t DROP b", ""),
        ("DROP INDEX i", ""), ("ALTER TABLE o RENAME TO n", "CREATE TABLE n (a int)"),
        ("ALTER TABLE t ALTER a TYPE bigint", "ALTER TABLE t ALTER a TYPE bigint"),
    ])
    func aProofCoversTheRest(proof: String, there: String) {
        let catalog = "CREATE TABLE t (a int);" + there + "; CREATE VIEW v AS SELECT a FROM t WHERE a > 0"
        for hidden in [
            "INSERT INTO t VALUES (1)", "DO $$ BEGIN EXECUTE 'x'; END $$",
            "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1",
        ] {
            #expect(states(["\(proof); \(hidden)"], in: catalog, on: .there) == [.applied], "\(proof); \(hidden)")
        }
    }

    /// A definition that was not compared is no proof, whoever made it.
    @Test func whatWasNotComparedProvesNothing() throws {
        let catalog = "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t WHERE a > 0"
        for file in [
            "CREATE VIEW v AS SELECT a FROM t WHERE a > 1", "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1",
            "DROP VIEW v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
            "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT a FROM t WHERE a > 1",
        ] {
            #expect(summary(file, in: catalog) == .nothingProved, "\(file)")
            let subject = Judgement.Subject(
                change: .new, ledger: .none, evidence: try evidence([file], in: [catalog])[at: 0])
            let failure = Failure(
                .postgresMissing, what: "", why: "no server of PostgreSQL 17 is here",
                next: "apt-get install postgresql-17")
            let judgement = try Judgement.inOrder([subject], comparing: .unavailable(failure))[at: 0]
            #expect(judgement.state == .unknown)
            #expect(judgement.reasons.contains("view v is there, and its query could not be compared"))
            #expect(judgement.reasons.contains("no server of PostgreSQL 17 is here: apt-get install postgresql-17"))
        }
    }

    /// An empty database lacks everything, a wrong one too.
    @Test func whatIsGoneTellsOnGroundAlone() {
        for file in ["DROP INDEX t_b", "DROP TABLE IF EXISTS a", "DROP TABLE a", "DROP FUNCTION f()", "DROP TYPE e"] {
            #expect(states([file]) == [.unknown], "\(file)")
            #expect(states([file], on: .missing) == [.pending], "\(file)")
            #expect(states([file], on: .there) == [.applied], "\(file)")
            #expect(states([file], in: "CREATE TABLE foreigner (a int)") == [.unknown], "\(file)")
            // Something else of the change is there.
            #expect(states([file, "CREATE TABLE u ()"], in: "CREATE TABLE u ()") == [.applied, .applied], "\(file)")
        }
        // Its own table is ground enough.
        #expect(states(["ALTER TABLE t DROP a"], in: "CREATE TABLE t ()") == [.applied])
        #expect(states(["ALTER TABLE t DROP CONSTRAINT IF EXISTS c"], in: "CREATE TABLE t ()") == [.applied])
        #expect(states(["CREATE TABLE t ()", "DROP TABLE t"]) == [.unknown, .unknown])
        #expect(states(["CREATE TABLE t ()", "DROP TABLE t"], on: .missing) == [.pending, .pending])
        #expect(states(["CREATE TABLE t ()", "DROP TABLE t"], on: .there) == [.applied, .applied])
    }

    /// An object of an earlier file is no sign of IF NOT EXISTS, nor of a table that is dropped and made again.
    @Test(arguments: ["CREATE TABLE IF NOT EXISTS t (a int)", "DROP TABLE IF EXISTS t; CREATE TABLE t (a int)"])
    func whatAnEarlierFileMakesProvesNothing(file: String) throws {
        let rows = file + "; INSERT INTO t VALUES (1)"
        let catalog = "CREATE TABLE t (a int)"
        #expect(states([rows], in: catalog) == [.applied])
        let (scripts, earlier) = ([Script(SQL.statements(in: rows))], [Script(SQL.statements(in: catalog))])
        #expect(try scripts[at: 0].needsEarlierFiles)
        let holding = self.catalog([catalog])
        let subject = Judgement.Subject(
            change: .new, ledger: .none, evidence: try holding.evidence(for: scripts, after: earlier)[at: 0])
        #expect(
            try Judgement.inOrder([subject], on: EarlierFiles(earlier).ground(in: holding))[at: 0].state == .unknown)
    }

    @Test func theGroundIsWhatEarlierFilesLeaveBehind() {
        func ground(_ files: [String], in there: String) -> BaselineState {
            EarlierFiles(files.map { Script(SQL.statements(in: $0)) }).ground(in: catalog([there]))
        }
        #expect(ground([], in: "CREATE TABLE t ()") == .notKnown)
        #expect(ground(["INSERT INTO t VALUES (1)"], in: "CREATE TABLE t ()") == .notKnown)
        #expect(ground(["CREATE TABLE t ()"], in: "CREATE TABLE t ()") == .there)
        #expect(ground(["CREATE TABLE t ()"], in: "CREATE TABLE u ()") == .missing)
        #expect(ground(["CREATE TABLE t ()", "DROP TABLE t; CREATE TABLE u ()"], in: "CREATE TABLE t ()") == .missing)
        #expect(ground(["CREATE TABLE t ()", "ALTER TABLE t RENAME TO n"], in: "CREATE TABLE n ()") == .there)
        #expect(ground(["CREATE TABLE s.t ()"], in: "CREATE TABLE t ()") == .missing)
        let many = (0..<500).map { "CREATE TABLE t\($0) ()" }
        #expect(ground(many, in: "CREATE TABLE t0 ()") == .there)
        #expect(ground(many, in: "CREATE TABLE t499 ()") == .there)
        #expect(EarlierFiles(many.map { Script(SQL.statements(in: $0)) }).tables.count == 20)
    }
}
