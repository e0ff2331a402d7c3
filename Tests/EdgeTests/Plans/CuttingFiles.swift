import Testing
import TreeGuardBase
import TreeGuardSQL
import TreeGuardSchema

/// A file in the parts that are done as a whole, or not at all.
@Suite struct CuttingFiles {
    /// One line for each part: its statements, in brackets where it is a transaction.
    private func parts(_ sql: String) throws -> [String] {
        try Part.cutting(SQL.instructions(in: sql), of: "db/001_x.sql").map { part in
            let texts = part.instructions.map(\.text).joined(separator: "; ")
            return part.isTransaction ? "[\(texts)]" : texts
        }
    }

    @Test func aFileIsOneTransactionWhereNothingStandsInTheWay() throws {
        let table = "CREATE TABLE a (x int)"
        #expect(try parts("\(table);\nINSERT INTO a VALUES (1);") == ["[\(table); INSERT INTO a VALUES (1)]"])
        #expect(try parts("-- nothing but words\n").isEmpty)
    }

    @Test(arguments: [
        "CREATE INDEX CONCURRENTLY i ON a (x)", "DROP INDEX CONCURRENTLY i", "REINDEX TABLE CONCURRENTLY a",
        "REINDEX SCHEMA public", "VACUUM a", "VACUUM (FULL) a", "CLUSTER", "ALTER SYSTEM SET work_mem = '8MB'",
        "CREATE DATABASE d", "ALTER TABLE a DETACH PARTITION b CONCURRENTLY",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "ALTER TYPE mood ADD VALUE 'calm'",
        "COMMIT PREPARED 'x'",
    ])
    func whatNoTransactionHoldsIsAPartByItself(_ statement: String) throws {
        #expect(try parts("SELECT 1; \(statement); SELECT 2;") == ["[SELECT 1]", statement, "[SELECT 2]"])
    }

    @Test(arguments: [
        "CREATE INDEX i ON a (x)", "REINDEX TABLE a", "ANALYZE a", "CLUSTER a USING i",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "ALTER TABLE a DETACH PARTITION b",
        "ALTER TYPE mood RENAME VALUE 'a' TO 'b'",
    ])
    func whatOnlySoundsLikeItStays(_ statement: String) throws {
        #expect(try parts("SELECT 1; \(statement)") == ["[SELECT 1; \(statement)]"])
    }

    @Test func theFilesOwnTransactionsBoundItsPartsAndAreNotSent() throws {
        #expect(try parts("BEGIN; SELECT 1; SELECT 2; COMMIT; SELECT 3;") == ["[SELECT 1; SELECT 2]", "[SELECT 3]"])
        #expect(try parts("BEGIN; ALTER TYPE m ADD VALUE 'x'; COMMIT") == ["[ALTER TYPE m ADD VALUE 'x']"])
    }

    @Test(arguments: [
        ("SELECT 1;\nROLLBACK;", "db/001_x.sql:2"), ("BEGIN;\nSELECT 1;", "db/001_x.sql:2"),
        ("BEGIN; SELECT 1;\nVACUUM a; COMMIT;", "db/001_x.sql:2"), ("\\i other.sql\n", "db/001_x.sql:1"),
    ])
    func whatCannotBeCutIsRefusedWithItsLine(_ sql: String, _ place: String) throws {
        let failure = #expect(throws: Failure.self) { try parts(sql) }
        #expect(failure?.code == .notDeployable)
        #expect(failure?.what.hasPrefix(place) == true)
    }
}
