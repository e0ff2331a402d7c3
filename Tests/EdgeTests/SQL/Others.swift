import Testing
import TreeGuardSQL
import TreeGuardSchema

/// The statements that are no CREATE TABLE and no ALTER TABLE, folded.
@Suite struct OtherStatements {
    @Test(arguments: objects)
    func anObjectIsNamedTheSameByCommentAndDrop(written: String, expected: ObjectIdentity) {
        #expect(kinds("COMMENT ON \(written) IS 'it''s'") == [.comment(on: expected, text: "it's")])
        #expect(kinds("COMMENT ON \(written) IS NULL") == [.comment(on: expected, text: nil)])
        // Columns and constraints are dropped by ALTER, and what belongs to the cluster one by one.
        let isDropped = !["COLUMN", "CONSTRAINT", "LARGE OBJECT"].contains { written.hasPrefix($0) }
        if isDropped { #expect(kinds("DROP \(written)") == [.drop(.init([expected]))]) }
    }

    private static func named(_ name: String) -> ObjectName { ObjectName(schema: "s", name) }
    static let objects: [(String, ObjectIdentity)] = [
        ("TABLE s.a", .relation(named("a"))),
        ("VIEW s.a", .relation(named("a"))),
        ("MATERIALIZED VIEW db.s.a", .relation(named("a"))),
        ("SEQUENCE s.a", .relation(named("a"))),
        ("FOREIGN TABLE s.a", .relation(named("a"))),
        ("INDEX s.a", .index(named("a"))),
        ("COLUMN s.a.b", .column(of: named("a"), "b")),
        ("CONSTRAINT c ON s.a", .constraint(of: named("a"), "c")),
        ("CONSTRAINT c ON DOMAIN s.a", .constraint(of: named("a"), "c")),
        ("TRIGGER c ON s.a", .trigger(of: named("a"), "c")),
        ("POLICY c ON s.a", .policy(of: named("a"), "c")),
        ("RULE c ON s.a", .rule(of: named("a"), "c")),
        ("SCHEMA a", .schema("a")),
        ("EXTENSION a", .extension("a")),
        ("TYPE s.a", .type(named("a"))),
        ("DOMAIN s.a", .type(named("a"))),
        ("FUNCTION s.a", .routine(named("a"), nil)),
        ("FUNCTION s.a(int, x varchar(3), OUT y text)", .routine(named("a"), [type("int4"), type("varchar")])),
        ("PROCEDURE s.a()", .routine(named("a"), [])),
        ("AGGREGATE s.a(*)", .routine(named("a"), [])),
        ("ROUTINE s.a(int[])", .routine(named("a"), [TypeName(ObjectName("int4"), arrayDimensions: 1)])),
        ("LANGUAGE a", .other(kind: "language", ObjectName("a"))),
        ("PUBLICATION a", .other(kind: "publication", ObjectName("a"))),
        ("SUBSCRIPTION a", .other(kind: "subscription", ObjectName("a"))),
        ("ROLE a", .other(kind: "role", ObjectName("a"))),
        ("DATABASE a", .other(kind: "database", ObjectName("a"))),
        ("TABLESPACE a", .other(kind: "tablespace", ObjectName("a"))),
        ("SERVER a", .other(kind: "server", ObjectName("a"))),
        ("FOREIGN DATA WRAPPER a", .other(kind: "foreign data wrapper", ObjectName("a"))),
        ("EVENT TRIGGER a", .other(kind: "event trigger", ObjectName("a"))),
        ("ACCESS METHOD a", .other(kind: "access method", ObjectName("a"))),
        ("COLLATION s.a", .other(kind: "collation", named("a"))),
        ("CONVERSION s.a", .other(kind: "conversion", named("a"))),
        ("STATISTICS s.a", .other(kind: "statistics", named("a"))),
        ("TEXT SEARCH CONFIGURATION s.a", .other(kind: "text search configuration", named("a"))),
        ("CAST (int AS text)", .other(kind: "cast", ObjectName("integer AS text"))),
        ("TRANSFORM FOR int LANGUAGE a", .other(kind: "transform", ObjectName("integer a"))),
        ("OPERATOR s.+ (NONE, int)", .other(kind: "operator", named("+ (NONE, integer)"))),
        ("OPERATOR CLASS s.a USING btree", .other(kind: "operator class", named("a USING btree"))),
        ("LARGE OBJECT 12345", .other(kind: "large object", ObjectName("12345"))),
    ]

    @Test(arguments: single)
    func aStatementIsFolded(written: String, expected: Statement.Kind) {
        #expect(kinds(written) == [expected])
    }

    static let single: [(String, Statement.Kind)] = [
        (
            "DROP TABLE IF EXISTS a, s.b CASCADE",
            .drop(.init([.relation(ObjectName("a")), .relation(named("b"))], ifExists: true, cascade: true))
        ),
        ("DROP INDEX CONCURRENTLY a", .drop(.init([.index(ObjectName("a"))]))),
        ("DROP USER MAPPING FOR a SERVER b", .drop(.init([.other(kind: "user mapping", ObjectName("a SERVER b"))]))),
        ("ALTER TABLE IF EXISTS a RENAME TO b", .rename(.init(.relation(ObjectName("a")), to: "b", ifExists: true))),
        ("ALTER VIEW a RENAME COLUMN b TO c", .rename(.init(.column(of: ObjectName("a"), "b"), to: "c"))),
        ("ALTER TABLE a RENAME CONSTRAINT b TO c", .rename(.init(.constraint(of: ObjectName("a"), "b"), to: "c"))),
        ("ALTER INDEX a RENAME TO b", .rename(.init(.index(ObjectName("a")), to: "b"))),
        ("ALTER TRIGGER a ON b RENAME TO c", .rename(.init(.trigger(of: ObjectName("b"), "a"), to: "c"))),
        ("ALTER POLICY a ON b RENAME TO c", .rename(.init(.policy(of: ObjectName("b"), "a"), to: "c"))),
        ("ALTER FUNCTION a(int) RENAME TO b", .rename(.init(.routine(ObjectName("a"), [type("int4")]), to: "b"))),
        ("ALTER TYPE s.a RENAME TO b", .rename(.init(.type(named("a")), to: "b"))),
        ("ALTER TYPE a RENAME VALUE 'b' TO 'c'", .rename(.init(.enumValue(of: ObjectName("a"), "b"), to: "c"))),
        ("ALTER TYPE a RENAME ATTRIBUTE b TO c", .rename(.init(.column(of: ObjectName("a"), "b"), to: "c"))),
        ("ALTER DOMAIN a RENAME CONSTRAINT b TO c", .rename(.init(.constraint(of: ObjectName("a"), "b"), to: "c"))),
        ("ALTER SCHEMA a RENAME TO b", .rename(.init(.schema("a"), to: "b"))),
        ("ALTER ROLE a RENAME TO b", .rename(.init(.other(kind: "role", ObjectName("a")), to: "b"))),
        ("ALTER PUBLICATION a RENAME TO b", .rename(.init(.other(kind: "publication", ObjectName("a")), to: "b"))),
        ("ALTER TABLE a SET SCHEMA b", .setSchema(.relation(ObjectName("a")), to: "b")),
        ("ALTER TYPE a SET SCHEMA b", .setSchema(.type(ObjectName("a")), to: "b")),
        ("CREATE SCHEMA IF NOT EXISTS a", .createSchema(name: "a", ifNotExists: true)),
        ("CREATE SCHEMA AUTHORIZATION a", .createSchema(name: "a", ifNotExists: false)),
        ("CREATE SEQUENCE IF NOT EXISTS s.a START 5", .createSequence(name: named("a"), ifNotExists: true)),
        ("CREATE TYPE s.a AS ENUM ('b', 'C')", .createEnum(name: named("a"), values: ["b", "C"])),
        (
            "ALTER TYPE a ADD VALUE IF NOT EXISTS 'b' AFTER 'c'",
            .addEnumValue(type: ObjectName("a"), value: "b", before: nil, after: "c", ifNotExists: true)
        ),
        (
            "CREATE TYPE a AS (b int)",
            .createComposite(name: ObjectName("a"), attributes: [.init(name: "b", column: declared(type("int4")))])
        ),
        ("CREATE TYPE a AS RANGE (subtype = int)", .createRange(name: ObjectName("a"), subtype: type("int4"))),
        (
            "CREATE DOMAIN a AS text NOT NULL DEFAULT '' CONSTRAINT c CHECK (VALUE <> 'x')",
            .createDomain(
                .init(
                    name: ObjectName("a"), type: type("text"), isNullable: false,
                    defaultValue: .expression(.string("")),
                    constraints: [
                        constraint(
                            .check(.operation("<>", [column("value"), .string("x")]), isInherited: true), name: "c")
                    ]))
        ),
        ("CREATE EXTENSION IF NOT EXISTS a SCHEMA b", .createExtension(name: "a", schema: "b", ifNotExists: true)),
        (
            "CREATE OR REPLACE VIEW a (b) AS select  1 FROM c where D=1",
            .createView(
                .init(name: ObjectName("a"), orReplace: true, query: "SELECT 1 FROM c WHERE d = 1", columns: ["b"]))
        ),
        (
            "CREATE MATERIALIZED VIEW IF NOT EXISTS a AS SELECT 1 WITH NO DATA",
            .createView(.init(name: ObjectName("a"), isMaterialized: true, ifNotExists: true, query: "SELECT 1"))
        ),
        ("SET search_path TO a, \"B\"", .setSearchPath(["a", "B"])),
        ("SET LOCAL search_path = ''", .setSearchPath([""])),
        ("RESET search_path", .setSearchPath([])),
        ("SET search_path TO DEFAULT", .setSearchPath([])),
        ("DISCARD ALL", .setSearchPath([])),
        ("SELECT pg_catalog.set_config('search_path', '', false)", .setSearchPath([""])),
        ("SELECT set_config('search_path'::text, 'a, \"B \"\"c\", D', true)", .setSearchPath(["a", "B \"c", "d"])),
        ("SELECT set_config('work_mem', '1MB', false)", .setting(name: "work_mem")),
        ("SET lock_timeout = '1s'", .setting(name: "lock_timeout")),
        ("SHOW ALL", .setting(name: "all")),
        ("START TRANSACTION READ ONLY", .transaction(.begin)),
        ("END", .transaction(.commit)),
        ("ABORT", .transaction(.rollback)),
        ("SAVEPOINT a", .transaction(.savepoint)),
        ("RELEASE a", .transaction(.release)),
        ("ROLLBACK TO a", .transaction(.rollbackTo)),
        ("DO LANGUAGE plv8 'x'", .doBlock(language: "plv8", body: "x")),
        ("DO $$ begin end $$", .doBlock(language: "plpgsql", body: " begin end ")),
        ("TRUNCATE a", .data(command: "TRUNCATE")),
        ("CALL a()", .data(command: "CALL")),
        ("REFRESH MATERIALIZED VIEW a", .data(command: "REFRESH MATERIALIZED VIEW")),
        ("ANALYZE a", .withoutEffect(command: "ANALYZE")),
        ("VACUUM", .withoutEffect(command: "VACUUM")),
        ("REINDEX TABLE a", .withoutEffect(command: "REINDEX")),
        ("LOCK TABLE a", .withoutEffect(command: "LOCK")),
        ("NOTIFY a", .withoutEffect(command: "NOTIFY")),
        ("CHECKPOINT", .withoutEffect(command: "CHECKPOINT")),
        ("EXPLAIN SELECT 1", .withoutEffect(command: "EXPLAIN")),
        ("SET CONSTRAINTS ALL DEFERRED", .withoutEffect(command: "SET CONSTRAINTS")),
    ]

    @Test func theElementsOfCreateSchemaAreCreatedInIt() {
        let text =
            "CREATE SCHEMA s CREATE TABLE a () CREATE VIEW o.b AS SELECT 1 CREATE INDEX c ON a (d) CREATE SEQUENCE e"
        #expect(
            kinds(text) == [
                .createSchema(name: "s", ifNotExists: false), .createTable(.init(name: OtherStatements.named("a"))),
                .createView(.init(name: ObjectName(schema: "o", "b"), query: "SELECT 1")),
                .createIndex(
                    .init(name: "c", index: Index(on: OtherStatements.named("a"), elements: [.init(.column("d"))]))),
                .createSequence(name: OtherStatements.named("e"), ifNotExists: false),
            ])
    }
}
