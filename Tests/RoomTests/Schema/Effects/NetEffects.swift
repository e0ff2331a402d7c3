import TestSupport
import Testing
import TreeGuardSQL
import TreeGuardSchema

/// The evidence that migrations leave each other when they run one after the other.
@Suite struct NetEffects {
    /// The effects of files, in words: one line for each, weak ones in parentheses.
    private func net(_ files: String..., path: [String] = ["public"]) -> [[String]] {
        var names = NameResolution(searchPath: path, existing: path.map { .schema($0) })
        let steps = files.map { names.resolved(Script(SQL.statements(in: $0)).steps) }
        return EffectTimeline.effects(of: steps).map { $0.map(\.words) }
    }

    @Test func whatIsCreatedAndDroppedInOneFileIsNotExpected() {
        #expect(net("CREATE TABLE t (a int); CREATE INDEX i ON t (a); DROP TABLE t") == [["(no relation public.t)"]])
        #expect(
            net("CREATE TABLE t (a int, b int); ALTER TABLE t DROP COLUMN b") == [
                ["relation public.t", "column public.t.a", "(no column public.t.b)"]
            ])
    }

    @Test func whatALaterFileDropsMayBeGone() {
        #expect(
            net(
                "CREATE TABLE t (a int PRIMARY KEY); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'x'", "DROP TABLE t"
            ) == [
                [
                    "relation public.t, or gone", "column public.t.a, or gone", "constraint public.t.t_pkey, or gone",
                    "index public.i, or gone", "comment on index public.i, or gone",
                ], ["no relation public.t"],
            ])
    }

    @Test func aColumnTakesAlongWhatStandsOnIt() throws {
        let first = """
            CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int UNIQUE, b int, c int, CHECK (a > b));
            CREATE INDEX i ON t (b) WHERE a > 0; CREATE INDEX j ON t (c) INCLUDE (a); CREATE INDEX k ON t (lower(c::text));
            """
        #expect(
            try net(first, "ALTER TABLE t DROP COLUMN a")[at: 0].filter { $0.hasSuffix("or gone") } == [
                "column public.t.a, or gone", "constraint public.t.t_a_key, or gone",
                "constraint public.t.t_check, or gone",
                "index public.i, or gone", "index public.j, or gone",
            ])
    }

    @Test func aTableTakesAlongTheForeignKeysThatPointToIt() throws {
        let first = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES p)"
        #expect(try net(first, "DROP TABLE p CASCADE")[at: 0].contains("constraint public.t.t_a_fkey, or gone"))
    }

    @Test func aFunctionTakesAlongItsTriggersAndATypeItsColumns() throws {
        let first = """
            CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS ''; CREATE TRIGGER g BEFORE UPDATE ON t EXECUTE FUNCTION f();
            """
        #expect(
            try net(first, "DROP FUNCTION f CASCADE; DROP TYPE mood CASCADE")[at: 0] == [
                "type public.mood, or gone", "relation public.t", "column public.t.m, or gone",
                "routine public.f(), or gone", "trigger public.t.g, or gone",
            ])
    }

    @Test func aSchemaTakesAlongEverything() throws {
        #expect(
            try net("CREATE SCHEMA s; CREATE TABLE s.t (a int); CREATE INDEX i ON s.t (a)", "DROP SCHEMA s CASCADE")[
                at: 0]
                == ["schema s, or gone", "relation s.t, or gone", "column s.t.a, or gone", "index s.i, or gone"])
    }

    @Test func whatIsRenamedTwiceIsLookedForUnderAllItsNames() throws {
        let effects = net("CREATE TABLE a (x int)", "ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO c")
        #expect(
            try effects[at: 0] == [
                "relation public.c, formerly public.a, public.b", "column public.c.x, formerly public.a.x, public.b.x",
            ])
        #expect(try effects[at: 1] == ["relation public.c, formerly public.b", "no relation public.a"])
        #expect(try effects[at: 2] == ["relation public.c", "no relation public.b"])
    }

    @Test func whatIsRenamedInItsOwnFileHasOneName() {
        #expect(
            net("CREATE TABLE a (x int); ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN x TO y") == [
                ["relation public.b", "column public.b.y"]
            ])
        #expect(
            net("ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME TO c") == [
                ["relation public.c", "no relation public.a"]
            ])
    }

    @Test func twoTablesMayChangePlaces() throws {
        let effects = net(
            "CREATE TABLE old (a int)", "CREATE TABLE new (b int)",
            "ALTER TABLE old RENAME TO gone; ALTER TABLE new RENAME TO old")
        #expect(
            try effects[at: 0] == [
                "relation public.gone, formerly public.old", "column public.gone.a, formerly public.old.a",
            ])
        #expect(
            try effects[at: 1] == [
                "relation public.old, formerly public.new", "column public.old.b, formerly public.new.b",
            ])
        #expect(try effects[at: 2] == ["relation public.gone", "relation public.old", "no relation public.new"])
    }

    @Test func indexesAndConstraintsFollowARenamedColumn() throws {
        let effects = net(
            """
            CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0), UNIQUE (a)); CREATE INDEX i ON t (a) WHERE a > 1;
            CREATE TABLE u (x int REFERENCES t (a));
            """, "ALTER TABLE t RENAME a TO b")
        #expect(try effects[at: 0].filter { $0.contains("formerly") }.count == 5)
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

    @Test func indexesMoveWithTheirTableAndCommentsWithThem() throws {
        let effects = net(
            "CREATE TABLE t (a int); CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'x'",
            "CREATE SCHEMA s; ALTER TABLE t SET SCHEMA s")
        #expect(
            try effects[at: 0] == [
                "relation s.t, formerly public.t", "column s.t.a, formerly public.t.a", "index s.i, formerly public.i",
                "comment on index s.i, formerly public.i",
            ])
    }

    @Test func anIndexAndItsConstraintAreRenamedTogether() throws {
        let first = "CREATE TABLE t (a int, CONSTRAINT k UNIQUE (a)); COMMENT ON CONSTRAINT k ON t IS 'x'"
        #expect(
            try net(first, "ALTER INDEX k RENAME TO l")[at: 0].suffix(2) == [
                "constraint public.t.l, formerly public.t.k", "comment on constraint public.t.l, formerly public.t.k",
            ])
        let taken =
            "CREATE TABLE t (a int); CREATE UNIQUE INDEX u ON t (a); ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX u"
        #expect(net(taken) == [["relation public.t", "column public.t.a", "index public.k", "constraint public.t.k"]])
        #expect(
            try net(taken, "ALTER TABLE t DROP CONSTRAINT k")[at: 0].suffix(2) == [
                "index public.k, or gone", "constraint public.t.k, or gone",
            ])
    }

    @Test func aRenamedSchemaTakesAlongAllThatNamesIt() throws {
        let effects = net(
            "CREATE SCHEMA s; CREATE TABLE s.p (id int PRIMARY KEY); CREATE TABLE t (a int REFERENCES s.p)",
            "ALTER SCHEMA s RENAME TO r")
        #expect(
            try effects[at: 0] == [
                "schema r, formerly s", "relation r.p, formerly s.p", "column r.p.id, formerly s.p.id",
                "constraint r.p.p_pkey, formerly s.p.p_pkey", "relation public.t", "column public.t.a",
                "constraint public.t.t_a_fkey, formerly public.t.t_a_fkey",
            ])
    }

    @Test func facetsThatALaterFileSetsAreNotAskedOfTheEarlierOne() throws {
        let files = ["CREATE TABLE t (a int DEFAULT 1)", "ALTER TABLE t ALTER a TYPE bigint, ALTER a SET NOT NULL"]
        let effects = EffectTimeline.effects(of: files.map { Script(SQL.statements(in: $0)).steps })
        #expect(
            try effects[at: 0][at: 1].claim.expectation
                == .present(.column(Column(identity: Column.Identity.none, generated: Column.Generated.none))))
        #expect(try effects[at: 1].map(\.role) == [.alter])
        #expect(
            try effects[at: 1][at: 0].claim.expectation
                == .present(.column(Column(type: TypeName(ObjectName("int8")), isNullable: false))))
    }

    @Test func anAlterThatALaterOneUndoesShowsNothing() {
        #expect(
            net("ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER a DROP NOT NULL") == [
                ["(column public.t.a)"], ["column public.t.a"],
            ])
    }

    @Test func anAlterInTheFileThatCreatesIsPartOfTheCreation() {
        let column = ObjectIdentity.column(of: ObjectName(schema: "public", "t"), "a")
        #expect(
            definition("CREATE TABLE t (a int); ALTER TABLE t ALTER a SET NOT NULL, ALTER a SET DEFAULT 1", column)
                == definition("CREATE TABLE t (a int NOT NULL DEFAULT 1)", column))
    }

    @Test func whatIsMadeAnewSettlesThatItWasGone() throws {
        #expect(
            net("DROP TABLE t", "CREATE TABLE t (a int)") == [
                ["(relation public.t, or gone)"], ["relation public.t", "column public.t.a"],
            ])
        #expect(
            net("DROP TRIGGER IF EXISTS g ON t; CREATE TRIGGER g BEFORE UPDATE ON t EXECUTE FUNCTION f()") == [
                ["trigger public.t.g"]
            ])
        #expect(
            try net("DROP FUNCTION f", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS ''")[at: 0]
                == ["(routine public.f, or gone)"])
    }

    @Test func aFunctionIsDroppedWithoutItsArgumentsToo() throws {
        #expect(
            try net("CREATE FUNCTION f(a varchar(20), b int) RETURNS int LANGUAGE sql AS ''", "DROP FUNCTION f")[at: 0]
                .first?
                .hasSuffix("or gone") == true)
        #expect(
            net("CREATE FUNCTION f(a varchar(20)) RETURNS int LANGUAGE sql AS ''; DROP FUNCTION f(varchar)") == [
                ["(no routine public.f(varchar))"]
            ])
        #expect(
            try net("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS ''; DROP FUNCTION f(text)")[at: 0].first
                == "routine public.f(int4)")
    }

    @Test func valuesThatALaterFileAddsMayBeThere() {
        let type = ObjectIdentity.type(ObjectName(schema: "public", "k"))
        let file = "CREATE TYPE k AS ENUM ('a'); ALTER TYPE k ADD VALUE 'b'; ALTER TYPE k RENAME VALUE 'a' TO 'c'"
        #expect(definition(file, type) == .enumeration(["c"], mayHave: ["b"]))
    }

    @Test func whatOthersDoTooIsWeak() throws {
        #expect(
            net("CREATE EXTENSION IF NOT EXISTS hstore; CREATE SCHEMA IF NOT EXISTS s; CREATE SCHEMA r") == [
                ["(extension hstore)", "(schema s)", "schema r"]
            ])
        #expect(net("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS ''") == [["(routine public.f())"]])
        #expect(
            net("CREATE TABLE IF NOT EXISTS t (a int); CREATE INDEX IF NOT EXISTS i ON t (a)") == [
                ["relation public.t", "column public.t.a", "index public.i"]
            ])
        #expect(
            try net(
                "CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY)",
                "CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY); CREATE TABLE u ()")[at: 1]
                == ["(relation public.t)", "(column public.t.id)", "(constraint public.t.t_pkey)", "relation public.u"])
    }

    @Test func aReplacementThatSaysSomethingElseIsNotWeak() throws {
        let function = "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        #expect(try net(function, function)[at: 1] == ["(routine public.f())"])
        #expect(try net(function, function.replacing("1", with: "2"))[at: 1] == ["routine public.f()"])
    }

    @Test func unnamedOnesAreCountedAsPostgreSQLDoes() throws {
        #expect(
            try net("CREATE TABLE t (a int CHECK (a > 0) CHECK (a < 9)); CREATE INDEX ON t (a); CREATE INDEX ON t (a)")[
                at: 0
            ]
            .suffix(4) == [
                "constraint public.t.t_a_check", "constraint public.t.t_a_check1", "index public.t_a_idx",
                "index public.t_a_idx1",
            ])
    }

    private func definition(_ file: String, _ identity: ObjectIdentity) -> ObjectDefinition? {
        var names = NameResolution(searchPath: ["public"], existing: [ObjectIdentity]())
        let effects = EffectTimeline.effects(of: [names.resolved(Script(SQL.statements(in: file)).steps)])[0]
        guard case .present(let definition) = effects.first(where: { $0.identity == identity })?.claim.expectation
        else { return nil }
        return definition
    }
}
