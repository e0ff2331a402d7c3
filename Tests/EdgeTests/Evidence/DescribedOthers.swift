private let routine = "CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'"

let describedRoutines: [Described] = [
    Described(
        routine,
        not: [
            ("'SELECT 1'", "'SELECT 2'"), ("RETURNS int", "RETURNS bigint"), ("b text", "b varchar"),
            ("b text", "c text"), (" DEFAULT 'x'", ""), ("'x'", "'y'"), ("a int", "a bigint"),
            ("FUNCTION f", "FUNCTION g"), ("LANGUAGE sql", "LANGUAGE sql STABLE"),
        ]),
    Described(
        routine + " IMMUTABLE STRICT PARALLEL SAFE",
        not: [("IMMUTABLE", "STABLE"), (" STRICT", ""), (" PARALLEL SAFE", "")]),
    Described(
        routine + " SECURITY DEFINER SET search_path = public, pg_temp",
        not: [(" SECURITY DEFINER", ""), ("public, pg_temp", "public"), (" SET search_path = public, pg_temp", "")]),
    Described(routine + " LEAKPROOF COST 10", not: [(" LEAKPROOF", ""), ("10", "20"), (" COST 10", "")]),
    Described(
        "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql ROWS 10 AS 'SELECT 1'",
        not: [("SETOF ", ""), ("ROWS 10", "ROWS 20")]),
    Described(
        "CREATE FUNCTION f(a int, OUT b int, INOUT c text) LANGUAGE plpgsql AS $$BEGIN b := 1; END$$",
        not: [("OUT b int", "OUT b text"), ("OUT b int, ", ""), ("b := 1", "b := 2")]),
    Described("CREATE FUNCTION f(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT 1'", not: [("VARIADIC ", "")]),
    Described(
        "CREATE FUNCTION f(a int) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$SELECT 1, 'a'$$",
        not: [("x int", "x bigint"), ("y text", "z text")]),
    Described(
        "CREATE FUNCTION f(a varchar(20), b numeric(10,2)) RETURNS varchar(5) LANGUAGE sql AS $$SELECT 'a'$$",
        not: [("numeric(10,2)", "int")]),
    Described(
        "CREATE FUNCTION f(a mood, b public.mood[]) RETURNS mood LANGUAGE sql AS $$SELECT 'sad'::public.mood$$",
        not: [("a mood", "a text")]),
    Described(
        "CREATE PROCEDURE p(a int) LANGUAGE plpgsql AS $$BEGIN NULL; END$$",
        not: [("PROCEDURE", "FUNCTION"), ("NULL;", "COMMIT;")]),
    Described(
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$\nBEGIN\n    NEW.updated_at = now();\n    RETURN NEW;\nEND;\n$body$",
        not: [("now()", "clock_timestamp()"), ("    RETURN NEW", "  RETURN NEW")]),
    Described(
        "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN a + 1", not: [("RETURN a + 1", "RETURN a + 2")],
        untold: ["RETURN a + 2"]),
    Described(
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$BEGIN NULL; END$$; CREATE FUNCTION f(int) RETURNS void LANGUAGE plpgsql AS $$BEGIN NULL; END$$",
        not: [("f(int)", "f(text)")]),
    Described(
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f() IS 'one'; COMMENT ON FUNCTION f IS 'two'",
        not: [("'two'", "'three'")]),
    Described(
        "CREATE FUNCTION f(t timestamptz DEFAULT now(), n int DEFAULT -1, j jsonb DEFAULT '{}') RETURNS int LANGUAGE sql AS 'SELECT 1'",
        not: [("now()", "clock_timestamp()"), ("-1", "1"), ("'{}'", "'[]'")]),
]

private let table = "CREATE TABLE t (id int, status text, n numeric, updated_at timestamptz); CREATE TRIGGER g "

let describedTriggers: [Described] = [
    Described(
        table + "BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()",
        not: [
            ("BEFORE", "AFTER"), ("UPDATE", "INSERT"), ("UPDATE", "INSERT OR UPDATE"),
            ("FOR EACH ROW", "FOR EACH STATEMENT"), ("touch()", "touch('a')"), ("TRIGGER g", "TRIGGER h"),
            ("UPDATE ON", "UPDATE OF status ON"), ("FUNCTION touch", "FUNCTION other"),
        ]),
    Described(
        table
            + "AFTER INSERT OR UPDATE OF status, n OR DELETE ON t FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE PROCEDURE public.touch('a', 1)",
        not: [("status, n", "status"), (" OR DELETE", ""), ("= 0", "= 1"), ("'a', 1", "'a', 2")]),
    Described(
        table
            + "BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION touch()",
        not: [
            ("OLD.status IS", "NEW.status IS"), ("OLD.status IS", "OLD.n IS"), ("IS DISTINCT FROM", "="),
            (" WHEN (OLD.status IS DISTINCT FROM NEW.status)", ""),
        ]),
    Described(
        table
            + "BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.n > 0 AND OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION touch()",
        not: [("NEW.n > 0", "NEW.n > 1"), ("NEW.n > 0", "OLD.n > 0")]),
    Described(table + "AFTER TRUNCATE ON t EXECUTE FUNCTION touch()", not: [("TRUNCATE", "DELETE")]),
    Described(
        table
            + "AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION touch()",
        not: [("OLD TABLE AS o ", ""), ("NEW TABLE AS n", "NEW TABLE AS m")]),
    Described(
        table.replacingTrigger
            + "AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch()",
        not: [("CONSTRAINT ", ""), (" INITIALLY DEFERRED", "")]),
    Described(
        table + "BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch(); ALTER TABLE t DISABLE TRIGGER g",
        not: [("DISABLE", "ENABLE"), ("DISABLE", "ENABLE ALWAYS"), ("; ALTER TABLE t DISABLE TRIGGER g", "")]),
]

extension String {
    fileprivate var replacingTrigger: String { replacing("CREATE TRIGGER", with: "CREATE CONSTRAINT TRIGGER") }
}

let describedOthers: [Described] = [
    Described(
        "CREATE TYPE k AS ENUM ('a', 'b')",
        not: [("'a', 'b'", "'b', 'a'"), ("'a', 'b'", "'a'"), ("'b'", "'b', 'c'"), ("'a'", "'A'")]),
    Described(
        "CREATE TYPE k AS ENUM ('a', 'c'); ALTER TYPE k ADD VALUE 'b' BEFORE 'c'; ALTER TYPE k ADD VALUE 'd'",
        not: [("'b' BEFORE 'c'", "'b' AFTER 'c'"), ("VALUE 'd'", "VALUE 'e'")]),
    Described("CREATE TYPE k AS (a int, b text COLLATE \"C\")", not: [("a int", "a bigint"), ("b text", "c text")]),
    Described("CREATE TYPE k AS RANGE (SUBTYPE = float8)", not: [("float8", "numeric")]),
    Described(
        "CREATE DOMAIN k AS varchar(20) DEFAULT 'x' NOT NULL CONSTRAINT w CHECK (VALUE <> 'y')",
        not: [("(20)", "(21)"), ("'x'", "'z'"), (" NOT NULL", ""), ("'y'", "'z'")]),
    Described("CREATE DOMAIN k AS int CHECK (VALUE > 0) CHECK (VALUE < 10)", not: [("> 0", "> 1"), ("< 10", "< 11")]),
    Described(
        "CREATE SEQUENCE q", not: [("SEQUENCE q", "SEQUENCE r"), ("SEQUENCE", "TABLE")].filter { $0.1 != "TABLE" }),
    Described("CREATE VIEW w AS SELECT 1 AS a", not: [("VIEW w", "VIEW y"), ("VIEW", "MATERIALIZED VIEW")]),
    Described(
        "CREATE VIEW w AS SELECT id FROM parent WHERE id > 0",
        not: [("id > 0", "id > 1"), ("VIEW", "MATERIALIZED VIEW")], uncompared: ["query"], untold: ["id > 1"]),
    Described(
        "CREATE MATERIALIZED VIEW w AS SELECT id FROM parent", not: [("MATERIALIZED VIEW", "VIEW")],
        uncompared: ["query"]),
    Described(
        "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'tab'; COMMENT ON COLUMN t.a IS 'it''s'",
        not: [("'tab'", "'tub'"), ("'it''s'", "'its'")]),
    Described(
        "CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0)); COMMENT ON CONSTRAINT k ON t IS 'x'; CREATE INDEX i ON t (a); COMMENT ON INDEX i IS 'y'",
        not: [("'x'", "'z'"), ("'y'", "'z'")]),
    Described(
        "CREATE TABLE t (a int); CREATE TRIGGER g BEFORE UPDATE ON t EXECUTE FUNCTION touch(); COMMENT ON TRIGGER g ON t IS 'x'",
        not: [("'x'", "'z'")]),
    Described(
        "CREATE TYPE k AS ENUM ('a'); COMMENT ON TYPE k IS 'x'; CREATE DOMAIN l AS int CONSTRAINT w CHECK (VALUE > 0); COMMENT ON CONSTRAINT w ON DOMAIN l IS 'y'; COMMENT ON DOMAIN l IS 'z'",
        not: [("'x'", "'w'"), ("'y'", "'w'"), ("'z'", "'w'")]),
    Described(
        "CREATE SCHEMA IF NOT EXISTS other_schema; COMMENT ON SCHEMA other_schema IS 'x'; CREATE TABLE other_schema.t (a int); CREATE INDEX ON other_schema.t (a)",
        not: [("'x'", "'z'"), ("t (a int)", "t (a text)"), ("ON other_schema.t (a)", "ON other_schema.t (a DESC)")]),
    Described(
        "CREATE VIEW w AS SELECT 1 AS a; COMMENT ON VIEW w IS 'x'; COMMENT ON COLUMN w.a IS 'y'; CREATE SEQUENCE q; COMMENT ON SEQUENCE q IS 'z'",
        not: [("'x'", "'w'"), ("'y'", "'w'"), ("'z'", "'w'")]),
    Described(
        "CREATE TABLE t (a int NOT NULL, b int) PARTITION BY RANGE (a); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE INDEX i ON t (b)",
        not: [("b int", "b text"), ("t1 PARTITION", "t2 PARTITION"), ("t (b)", "t (a)")]),
]
