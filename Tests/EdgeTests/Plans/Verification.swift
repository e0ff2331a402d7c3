import TestSupport
import Testing
import TreeGuardReports
import TreeGuardSQL
import TreeGuardSchema

/// The queries of a page, run as a person would run them.
@Suite struct Verification {
    @Test func psqlPrintsWhatThePageExpects() throws {
        let database = try TemporaryDatabase()
        try database.execute("CREATE SCHEMA \"My Schema\"; CREATE TABLE orders (id int); CREATE TABLE gone (id int);")
        let files = [
            """
            CREATE TABLE detections (id bigserial PRIMARY KEY, "It's" text, kind text NOT NULL);
            CREATE TABLE "My Schema"."Zeta" (a int, b int);
            CREATE INDEX detections_kind ON detections (kind);
            CREATE TABLE draft (id int);
            ALTER TABLE orders ADD COLUMN tier int, ADD COLUMN note text;
            """,
            "ALTER TABLE detections ADD COLUMN seen timestamptz; DROP TABLE draft; ALTER TABLE orders DROP COLUMN note;",
        ]
        for file in files { try database.execute(file) }
        var names = NameResolution(
            searchPath: ["public"], existing: [.schema("My Schema"), .relation("public", "orders")])
        let steps = files.map { names.resolved(Script(SQL.statements(in: $0)).steps) }
        let queries = VerificationQuery.all(for: SchemaHistory(of: steps))
        #expect(queries.count == 3)
        for query in queries {
            let output = try database.execute("\\pset format aligned\n\\pset tuples_only off\n\(query.sql)")
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
                .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }.filter { !$0.isEmpty }
            #expect(lines.joined(separator: "\n") == query.expected)
        }
    }
}

extension ObjectIdentity {
    fileprivate static func relation(_ schema: String, _ name: String) -> ObjectIdentity {
        .relation(ObjectName(schema: schema, name))
    }
}
