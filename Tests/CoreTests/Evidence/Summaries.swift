import TestSupport
import Testing
import TreeGuardCore
import TreeGuardSQL

/// What findings come to, and what the neighbours of a migration make of it.
@Suite struct Summaries {
    private func evidence(_ files: [String], in catalog: [String]) -> [Evidence] {
        var objects: [ObjectIdentity: ObjectDefinition] = [:]
        var found = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let there = catalog.map { found.resolved(Script(SQL.statements(in: $0)).steps) }
        for effect in Lifespan.effects(of: there).joined() {
            if case .present(let definition) = effect.claim.expectation { objects[effect.identity] = definition }
        }
        let catalog = Catalog(searchPath: ["public"], objects: objects)
        return catalog.evidence(for: files.map { Script(SQL.statements(in: $0)) })
    }

    private func summary(_ file: String, in catalog: String...) -> Evidence.Summary? {
        evidence([file], in: catalog).first?.summary()
    }

    private func states(_ files: [String], in catalog: String...) -> [MigrationState] {
        Judgement.inOrder(evidence(files, in: catalog).map { .init(change: .new, ledger: .none, evidence: $0) }).map(
            \.state)
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
        #expect(states(["DROP TABLE IF EXISTS a"]) == [.applied])
    }

    @Test func theLedgerDecidesWhatDoesNotTell() throws {
        let evidence = try evidence(["DROP TABLE IF EXISTS a"], in: [])[at: 0]
        for (ledger, state) in [
            (LedgerEntry.recorded(.matches), MigrationState.applied), (.notRecorded(willRun: true), .pending),
            (.noTable, .pending), (.none, .applied),
        ] {
            #expect(
                try Judgement.inOrder([.init(change: .new, ledger: ledger, evidence: evidence)])[at: 0].state == state)
        }
    }
}
