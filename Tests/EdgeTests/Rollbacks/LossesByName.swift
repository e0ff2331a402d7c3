import Testing
import TreeGuardSQL

@testable import TreeGuardDeployments
@testable import TreeGuardSchema

/// A rollback names the objects that it removes as the database has them before anything runs.
@Suite struct LossesByName {
    private static func losses(_ sql: String) -> [String] {
        var search = LossSearch()
        return search.losses(of: SQL.instructions(in: sql)).map { loss in
            let path = loss.searchPath.map { " in \($0.joined(separator: ","))" } ?? ""
            return "\(loss.table.map { "\($0)" } ?? "")\(loss.column.map { ".\($0)" } ?? "")"
                + (loss.isConditional ? "?" : "") + path
        }
    }

    @Test(arguments: [
        ("DROP TABLE a, s.\"B\"", ["a", "s.\"B\""]),
        ("DROP TABLE IF EXISTS a", ["a?"]),
        ("ALTER TABLE a DROP x, DROP COLUMN IF EXISTS y", ["a.x", "a.y?"]),
        ("ALTER TABLE b RENAME TO a; DROP TABLE a", ["b"]),
        ("ALTER TABLE s.b RENAME TO a; DROP TABLE s.a; DROP TABLE a", ["s.b", "s.b"]),
        ("ALTER TABLE c RENAME TO b; ALTER TABLE b RENAME TO a; DROP TABLE a", ["c"]),
        ("ALTER TABLE a RENAME TO old; ALTER TABLE b RENAME TO a; DROP TABLE a; DROP TABLE old", ["b", "a"]),
        ("ALTER TABLE s.a SET SCHEMA public; DROP TABLE a", ["s.a"]),
        ("ALTER TABLE a RENAME y TO x; ALTER TABLE a DROP x", ["a.y"]),
        ("ALTER TABLE b RENAME y TO x; ALTER TABLE b RENAME TO a; ALTER TABLE a DROP x", ["b.y"]),
        ("ALTER SCHEMA t RENAME TO s; DROP TABLE s.a", ["t.a"]),
        ("SET search_path = s, public; DROP TABLE a; RESET search_path; DROP TABLE b", ["a in s,public", "b"]),
        ("CREATE TABLE a (i int); DROP TABLE a", []),
        ("ALTER TABLE a RENAME TO old; CREATE TABLE a (i int); DROP TABLE old", ["a"]),
        ("CREATE TABLE IF NOT EXISTS a (i int); DROP TABLE a", ["a"]),
        ("DO $$ BEGIN DROP TABLE a; END $$", ["a"]),
        ("DROP EXTENSION e", [""]),
        ("DROP INDEX i; DROP FUNCTION f()", []),
    ])
    func isNamed(_ sql: String, _ expected: [String]) { #expect(LossesByName.losses(sql) == expected, "\(sql)") }

    @Test(arguments: [
        ("jobs", nil, "jobs"), ("Public.JOBS", "public", "jobs"), ("\"Jobs\"", nil, "Jobs"), ("s.\"a.b\"", "s", "a.b"),
        ("\"a\"\"b\"", nil, "a\"b"), ("\"\"\"a\"", nil, "\"a"), ("ÉTÉ", nil, "ÉtÉ"), ("\"x\".\"y\"\"\"", "x", "y\""),
    ])
    func aNameIsReadAsPostgreSQLFoldsIt(_ text: String, _ schema: String?, _ name: String) {
        #expect(ObjectName(text: text) == ObjectName(schema: schema, name))
    }

    @Test(arguments: ["", "\"a", "a.b.c", "a.", "\"\""])
    func whatIsNoNameIsNone(_ text: String) { #expect(ObjectName(text: text) == nil) }
}
