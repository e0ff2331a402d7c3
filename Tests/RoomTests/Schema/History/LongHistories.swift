import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema

/// Histories of real size: what grows with the square of their length would be felt here.
@Suite struct LongHistories {
    @Test func aThousandMigrationsAreFolded() {
        let files = (0..<1_000).map { number in
            """
            CREATE TABLE t\(number) (id serial PRIMARY KEY, name varchar(20) NOT NULL DEFAULT 'x', parent int REFERENCES t0 (id),
                a int, b int, c text, d timestamptz DEFAULT now(), CHECK (a > b));
            CREATE INDEX ON t\(number) (name); CREATE INDEX i\(number) ON t\(number) (lower(c)) WHERE a > 0;
            COMMENT ON TABLE t\(number) IS 'x'; ALTER TABLE t0 ADD COLUMN x\(number) int; ALTER TABLE t0 RENAME x\(number) TO y\(number);
            ALTER TABLE t\(number) ALTER a SET NOT NULL; ALTER TABLE t\(max(0, number - 1)) DROP COLUMN c;
            """
        }
        let scripts = files.map { Script(SQL.statements(in: $0)) }
        let evidence = Catalog.after(files).evidence(for: scripts)
        #expect(evidence.count == 1_000)
        #expect(evidence.allSatisfy { $0.verifiableCount >= 13 && $0.presentCount == $0.verifiableCount })
        let located = Evidence.located(evidence, sequences: Array(repeating: 0, count: 1_000))
        #expect(located.allSatisfy { $0.facts.has(.proof) && $0.facts.isThere })
    }
}
