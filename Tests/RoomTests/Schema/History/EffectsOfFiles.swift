import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema

/// The effects that each file leaves, when files run one after the other.
@Suite struct EffectsOfFiles {
    /// The effects of files, in words: one line for each.
    private func effects(_ files: String..., path: [String] = ["public"]) -> [[String]] {
        var names = NameResolution(searchPath: path, existing: path.map { .schema($0) })
        let steps = files.map { names.resolved(Script(SQL.statements(in: $0)).steps) }
        return SchemaHistory(of: steps).effects.map { $0.map(\.words) }
    }

    /// The objects that the files leave behind.
    private func left(_ files: String...) -> [String] {
        var names = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let history = SchemaHistory(of: files.map { names.resolved(Script(SQL.statements(in: $0)).steps) })
        return history.left.map(\.identity.words)
    }

    private func definition(_ file: String, _ identity: ObjectIdentity) -> ObjectDefinition? {
        var names = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let history = SchemaHistory(of: [names.resolved(Script(SQL.statements(in: file)).steps)])
        return history.left.first { $0.identity == identity }?.definition
    }

    @Test func whatIsCreatedAndDroppedInOneFileIsGone() {
        #expect(
            effects("CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP TABLE t") == [["no relation public.t"]])
        #expect(
            effects("CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN b") == [
                ["relation public.t", "column public.t.a", "no column public.t.b"]
            ])
    }

    // MARK: What goes with what is dropped

    @Test func aTableTakesAlongItsParts() {
        let first = "CREATE TABLE t (a int PRIMARY KEY); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'x'"
        #expect(left(first, "DROP TABLE t").isEmpty)
        #expect(effects(first, "DROP TABLE t").last == ["no relation public.t"])
    }

    @Test func aColumnTakesAlongWhatStandsOnIt() {
        let first = """
            CREATE TABLE t (a int UNIQUE, b int, c int, CHECK (a > b));
            CREATE INDEX i ON t (b) WHERE a > 0; CREATE INDEX j ON t (c) INCLUDE (a); CREATE INDEX k ON t (lower(c::text));
            """
        #expect(
            left(first, "ALTER TABLE t DROP COLUMN a") == [
                "relation public.t", "column public.t.b", "column public.t.c", "index public.k",
            ])
    }

    @Test func aTableTakesAlongTheForeignKeysThatPointToIt() {
        let first = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES p)"
        #expect(left(first, "DROP TABLE p CASCADE") == ["relation public.t", "column public.t.a"])
    }

    @Test func aFunctionTakesAlongItsTriggersAndATypeItsColumns() {
        let first = """
            CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS ''; CREATE TRIGGER g BEFORE UPDATE ON t EXECUTE FUNCTION f();
            """
        #expect(left(first, "DROP FUNCTION f CASCADE; DROP TYPE mood CASCADE") == ["relation public.t"])
    }

    @Test func aSchemaTakesAlongEverything() {
        #expect(
            left("CREATE SCHEMA s; CREATE TABLE s.t (a int); CREATE INDEX i ON s.t (a)", "DROP SCHEMA s CASCADE")
                .isEmpty)
    }

    // MARK: Other names

    @Test func whatIsRenamedLeavesItsOldName() {
        let effects = effects("CREATE TABLE a (x int)", "ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO c")
        #expect(
            effects == [
                ["relation public.a", "column public.a.x"], ["relation public.b", "no relation public.a"],
                ["relation public.c", "no relation public.b"],
            ])
        #expect(
            left("CREATE TABLE a (x int)", "ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO c") == [
                "relation public.c", "column public.c.x",
            ])
    }

    @Test func whatIsRenamedInItsOwnFileHasOneName() {
        #expect(
            effects("CREATE TABLE a (x int); ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN x TO y") == [
                ["relation public.b", "column public.b.y"]
            ])
        #expect(
            effects("ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME TO c") == [
                ["no relation public.a", "relation public.c"]
            ])
    }

    @Test func twoTablesMayChangePlaces() {
        let tables = "CREATE TABLE old (a int); CREATE TABLE new (b int)"
        let swap = "ALTER TABLE old RENAME TO gone; ALTER TABLE new RENAME TO old"
        #expect(
            effects(tables, swap).last == [
                "relation public.gone", "relation public.old", "no relation public.new",
            ])
        #expect(
            Set(left(tables, swap)) == [
                "relation public.gone", "column public.gone.a", "relation public.old", "column public.old.b",
            ])
    }

    @Test func indexesAndConstraintsFollowARenamedColumn() {
        #expect(
            definition(
                "CREATE TABLE t (a int); CREATE INDEX i ON t (a, (a + 1)) WHERE a > 1; ALTER TABLE t RENAME a TO b",
                .index(ObjectName(schema: "public", "i")))
                == definition(
                    "CREATE TABLE t (b int); CREATE INDEX i ON t (b, (b + 1)) WHERE b > 1",
                    .index(ObjectName(schema: "public", "i"))))
        let key = ObjectIdentity.constraint(of: ObjectName(schema: "public", "u"), "u_x_fkey")
        #expect(
            definition(
                "CREATE TABLE t (a int UNIQUE); CREATE TABLE u (x int REFERENCES t (a)); ALTER TABLE t RENAME a TO b",
                key)
                == definition("CREATE TABLE t (b int UNIQUE); CREATE TABLE u (x int REFERENCES t (b))", key))
    }

    @Test func indexesMoveWithTheirTableAndCommentsWithThem() {
        #expect(
            left(
                "CREATE TABLE t (a int); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'x'",
                "CREATE SCHEMA s; ALTER TABLE t SET SCHEMA s")
                == ["schema s", "relation s.t", "column s.t.a", "index s.i", "comment on index s.i"])
    }

    @Test func anIndexAndItsConstraintAreRenamedTogether() {
        let first = "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a)); COMMENT ON CONSTRAINT k ON t IS 'x'"
        #expect(
            left(first, "ALTER INDEX k RENAME TO l").suffix(2) == [
                "constraint public.t.l", "comment on constraint public.t.l",
            ])
        let taken =
            "CREATE TABLE t (a int); CREATE UNIQUE INDEX u ON t (a); ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u"
        #expect(
            effects(taken) == [["relation public.t", "column public.t.a", "index public.k", "constraint public.t.k"]])
        #expect(left(taken, "ALTER TABLE t DROP CONSTRAINT k") == ["relation public.t", "column public.t.a"])
    }

    @Test func aRenamedSchemaTakesAlongAllThatNamesIt() {
        #expect(
            Set(
                left(
                    "CREATE SCHEMA s; CREATE TABLE s.p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES s.p)",
                    "ALTER SCHEMA s RENAME TO r"))
                == [
                    "schema r", "relation r.p", "column r.p.id", "constraint r.p.p_pkey", "relation public.t",
                    "column public.t.a", "constraint public.t.t_a_fkey",
                ])
    }

    // MARK: Parts of a definition

    @Test func anAlterSetsItsOwnPartsOfTheDefinition() throws {
        let files = ["CREATE TABLE t (a int DEFAULT 1)", "ALTER TABLE t ALTER a TYPE bigint, ALTER a SET NOT NULL"]
        let effects = SchemaHistory(of: files.map { Script(SQL.statements(in: $0)).steps }).effects
        #expect(try effects[at: 1].map(\.role) == [.alter])
        #expect(
            try effects[at: 1][at: 0].facets
                == .column(Column(type: TypeName(ObjectName("int8")), isNullable: false)))
        guard case .present(.column(let column)) = try effects[at: 1][at: 0].claim.expectation else {
            Issue.record("the column is not expected")
            return
        }
        #expect(column.defaultValue != nil)
    }

    @Test func anAlterInTheFileThatCreatesIsPartOfTheCreation() {
        let column = ObjectIdentity.column(of: ObjectName(schema: "public", "t"), "a")
        #expect(
            definition("CREATE TABLE t (a int); ALTER TABLE t ALTER a SET NOT NULL, ALTER a SET DEFAULT 1", column)
                == definition("CREATE TABLE t (a int NOT NULL DEFAULT 1)", column))
    }

    @Test func aFunctionIsDroppedWithoutItsArgumentsToo() {
        let function = "CREATE FUNCTION f(a varchar(20), b int) RETURNS int LANGUAGE sql AS ''"
        #expect(left(function, "DROP FUNCTION f").isEmpty)
        #expect(left(function, "DROP FUNCTION f(varchar, int)").isEmpty)
        #expect(left(function, "DROP FUNCTION f(text)") == ["routine public.f(varchar, int4)"])
    }

    @Test func anEnumerationHasItsValuesInOrder() {
        let type = ObjectIdentity.type(ObjectName(schema: "public", "k"))
        let file = """
            CREATE TYPE k AS ENUM ('a'); ALTER TYPE k ADD VALUE 'b'; ALTER TYPE k RENAME VALUE 'a' TO 'c';
            ALTER TYPE k ADD VALUE 'd' BEFORE 'b'
            """
        #expect(definition(file, type) == .enumeration(["c", "d", "b"]))
    }

    @Test func unnamedOnesAreCountedAsPostgreSQLDoes() {
        #expect(
            effects("CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 9)); CREATE INDEX ON t (a); CREATE INDEX ON t (a)")[
                0
            ]
            .suffix(4) == [
                "constraint public.t.t_a_check", "constraint public.t.t_a_check1", "index public.t_a_idx",
                "index public.t_a_idx1",
            ])
    }

    /// PostgreSQL keeps one of two keys with the same columns.
    @Test(arguments: [
        ("a int PRIMARY KEY UNIQUE", ["t_pkey"]), ("a int UNIQUE, PRIMARY KEY (a)", ["t_pkey"]),
        ("a int UNIQUE UNIQUE", ["t_a_key"]), ("a int UNIQUE, CONSTRAINT k UNIQUE (a)", ["k"]),
        ("a int CONSTRAINT p PRIMARY KEY, CONSTRAINT k UNIQUE (a)", ["p"]),
        ("a int, b int, UNIQUE (a, b), UNIQUE (b, a)", ["t_a_b_key", "t_b_a_key"]),
        ("a int UNIQUE, UNIQUE (a) DEFERRABLE", ["t_a_key", "t_a_key1"]),
        ("a int UNIQUE, UNIQUE NULLS NOT DISTINCT (a)", ["t_a_key", "t_a_key1"]),
    ])
    func aKeyIsNotMadeTwice(columns: String, keys: [String]) {
        let made = effects("CREATE TABLE t (\(columns))").joined().filter { $0.hasPrefix("constraint") }
        #expect(made == keys.map { "constraint public.t.\($0)" })
    }
}
