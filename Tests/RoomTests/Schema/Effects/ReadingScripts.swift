import TestSupport
import Testing
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// The parts of a file that count, cannot be verified, or could not be read.
@Suite struct ReadingScripts {
    private func script(_ sql: String) -> Script { Script(SQL.statements(in: sql)) }

    @Test func whatIsRolledBackHasNoEffect() {
        #expect(script("BEGIN; CREATE TABLE t (a int); ROLLBACK; CREATE TABLE u ()").steps.count == 1)
        #expect(
            script("BEGIN; CREATE TABLE t (); SAVEPOINT s; CREATE TABLE u (); ROLLBACK TO s; COMMIT").steps.count == 1)
        #expect(script("BEGIN; SAVEPOINT s; CREATE TABLE u (); RELEASE s; COMMIT").steps.count == 1)
        #expect(script("BEGIN; CREATE TABLE t (); COMMIT; ROLLBACK").steps.count == 1)
        // Which of two savepoints is meant is not told, so nothing is proved.
        #expect(
            !script("BEGIN; SAVEPOINT a; SAVEPOINT b; CREATE TABLE u (); ROLLBACK TO a; COMMIT").unanalysable.isEmpty)
    }

    @Test func whatEndsWithTheSessionHasNoEffect() {
        #expect(
            script("CREATE TEMP TABLE t (a int); CREATE INDEX i ON t (a); ALTER TABLE t ADD b int; DROP TABLE t").steps
                .isEmpty)
        #expect(script("CREATE TEMP VIEW v AS SELECT 1; COMMENT ON VIEW v IS 'x'").steps.isEmpty)
        #expect(script("CREATE TABLE pg_temp.t (a int)").steps.isEmpty)
    }

    @Test func aTemporaryTableHidesNothingElse() {
        #expect(
            script("CREATE TEMP TABLE t (a int); DROP TABLE t; CREATE TABLE t (a int); CREATE INDEX i ON t (a)").steps
                .count == 3)
        #expect(script("CREATE TEMP TABLE t (a int); CREATE TABLE t (a int)").steps.count == 2)
        #expect(script("CREATE TEMP TABLE t (a int); ALTER TABLE public.t ADD b int").steps.count == 1)
        #expect(
            script("CREATE TEMP TABLE t (a int); ALTER TABLE t RENAME TO u; ALTER TABLE t ADD b int").steps.count == 1)
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (1)", "DO LANGUAGE plpython3u $$pass$$", "ALTER LARGE OBJECT 1 OWNER TO x",
    ])
    func whatIsNotAskedForIsCounted(sql: String) {
        #expect(script(sql).unverified.count == 1, "\(script(sql))")
        #expect(script(sql).steps.allSatisfy { if case .create = $0.action { true } else { false } })
    }

    @Test func aFileThatOnlyChangesRowsIsNotApplied() {
        let script = script("DELETE FROM t")
        let evidence = Evidence(observations: [], script: script)
        #expect(evidence.facts == Evidence.Facts(traceless: .open))
        #expect(Judgement(change: .new, ledger: .none, facts: evidence.facts).state == .unknown)
    }

    /// A file that was not read may do anything.
    @Test func aFileThatDoesNothingIsNotOneThatWasNotRead() {
        for sql in ["", "-- only a comment", "ANALYZE", "SELECT 1", "SET search_path = a; RESET ALL"] {
            #expect(Evidence(observations: [], script: script(sql)).facts.isEmpty, "\(sql)")
        }
        #expect(!Evidence(observations: [], script: .notRead).facts.isEmpty)
        for sql in [
            "SELECT f()", "SELECT 1 FROM t", "SELECT (SELECT 1)", "VALUES (f())", "WITH a AS (DELETE FROM t) SELECT 1",
        ] {
            #expect(!Evidence(observations: [], script: script(sql)).facts.isEmpty, "\(sql)")
        }
    }

    @Test func eachStatementOutsideOfBeginAndCommitIsATransaction() {
        func transactions(_ sql: String, isOneTransaction: Bool = false) -> [Int] {
            Script(SQL.statements(in: sql), isOneTransaction: isOneTransaction).steps.map(\.transaction)
        }
        let tables = "CREATE TABLE t (); CREATE TABLE u ();"
        #expect(Set(transactions(tables)).count == 2)
        #expect(Set(transactions("BEGIN; \(tables) COMMIT")).count == 1)
        #expect(Set(transactions("BEGIN; \(tables) COMMIT; CREATE TABLE v ()")).count == 2)
        #expect(Set(transactions(tables, isOneTransaction: true)).count == 1)
    }

    @Test func framesAreNotCounted() {
        let script = script("BEGIN; SET search_path = a, b; CREATE TABLE t (); VACUUM; COMMIT")
        #expect(script.statementCount == 2)
        #expect(script.searchPathSchemas == ["a", "b"])
        #expect(script.steps.map(\.searchPath) == [["a", "b"]])
    }
}
