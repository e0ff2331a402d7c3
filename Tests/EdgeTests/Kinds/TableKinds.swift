let tableKinds: [KindCase] = [
    KindCase(
        "an unlogged table", "CREATE UNLOGGED TABLE t (a int)", undo: "ALTER TABLE t SET LOGGED",
        told: "persistence of t: persistence is permanent, expected unlogged"),
    KindCase(
        "SET UNLOGGED", given: "CREATE TABLE t (a int)", "ALTER TABLE t SET UNLOGGED", undo: "ALTER TABLE t SET LOGGED",
        told: "persistence of t: persistence is permanent, expected unlogged"),
    KindCase(
        "a partitioned table", "CREATE TABLE t (a int, b int) PARTITION BY RANGE (a, b)",
        undo: "DROP TABLE t; CREATE TABLE t (a int, b int) PARTITION BY LIST (a)",
        told: "partition key of t: columns is a, expected a, b; strategy is list, expected range"),
    KindCase(
        "partitions", given: "CREATE TABLE t (a int) PARTITION BY RANGE (a)",
        "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10); CREATE TABLE t2 PARTITION OF t DEFAULT",
        undo: "ALTER TABLE t DETACH PARTITION t1",
        told: "membership t1 in t: absent"),
    KindCase(
        "the bounds of a partition", given: "CREATE TABLE t (a int) PARTITION BY RANGE (a)",
        "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (10)",
        undo: "DROP TABLE t1; CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (20)",
        told: "membership t1 in t: bound is FOR VALUES FROM (1) TO (20), expected FOR VALUES FROM (1) TO (10)"),
    KindCase(
        "ATTACH PARTITION", given: "CREATE TABLE t (d date) PARTITION BY RANGE (d); CREATE TABLE t1 (d date)",
        "ALTER TABLE t ATTACH PARTITION t1 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        undo: "ALTER TABLE t DETACH PARTITION t1", told: "membership t1 in t: absent"),
    KindCase(
        "DETACH PARTITION",
        given: "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)",
        "ALTER TABLE t DETACH PARTITION t1", undo: "ALTER TABLE t ATTACH PARTITION t1 FOR VALUES IN (1)",
        told: "membership t1 in t: still there"),
    KindCase(
        "an inherited table", given: "CREATE TABLE p (a int)", "CREATE TABLE t (b int) INHERITS (p)",
        undo: "ALTER TABLE t NO INHERIT p", told: "membership t in p: absent"),
    KindCase(
        "INHERIT", given: "CREATE TABLE p (a int); CREATE TABLE t (a int)", "ALTER TABLE t INHERIT p",
        undo: "ALTER TABLE t NO INHERIT p", told: "membership t in p: absent"),
    KindCase(
        "NO INHERIT", given: "CREATE TABLE p (a int); CREATE TABLE t () INHERITS (p)", "ALTER TABLE t NO INHERIT p",
        undo: "ALTER TABLE t INHERIT p", told: "membership t in p: still there"),
    KindCase(
        "a typed table", given: "CREATE TYPE kind AS (a int)", "CREATE TABLE t OF kind", undo: "ALTER TABLE t NOT OF",
        told: "type of t: absent"),
    KindCase(
        "the columns of a typed table", given: "CREATE TYPE kind AS (a int, b text)",
        "CREATE TABLE t OF kind (a WITH OPTIONS NOT NULL)", undo: "ALTER TABLE t NOT OF; ALTER TABLE t DROP b",
        told: "column t.b: absent"),
    KindCase(
        "a table of a query", "CREATE TABLE t AS SELECT 1 AS a", undo: "DROP TABLE t", told: "table t: absent",
        unverified: ["CREATE TABLE t: the columns of its query"]),
    KindCase(
        "a table like another", given: "CREATE TABLE o (a int DEFAULT 3, c text NOT NULL UNIQUE CHECK (c > ''))",
        "CREATE TABLE t (b int, LIKE o)", undo: "ALTER TABLE t ALTER c DROP NOT NULL",
        told: "column t.c: is nullable, expected NOT NULL"),
    KindCase(
        "all that another table has",
        given: "CREATE TABLE o (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int DEFAULT 3, "
            + "b int GENERATED ALWAYS AS (a + 1) STORED, c text UNIQUE CONSTRAINT long CHECK (length(c) > 3)); "
            + "CREATE INDEX ON o (lower(c)); COMMENT ON COLUMN o.c IS 'the c'; COMMENT ON CONSTRAINT long ON o IS 'x'",
        "CREATE TABLE t (LIKE o INCLUDING ALL)", undo: "DROP INDEX t_lower_idx; ALTER TABLE t ALTER id SET START 3",
        told: "identity options of t.id: start is 3, expected 1",
        unverified: ["CREATE TABLE t: statistics objects and comments on indexes, which LIKE o copies"]),
    KindCase(
        "the comments of another table", given: "CREATE TABLE o (a int); COMMENT ON COLUMN o.a IS 'the a'",
        "CREATE TABLE t (LIKE o INCLUDING COMMENTS)", undo: "COMMENT ON COLUMN t.a IS 'b'",
        told: "comment on t.a: text differs"),
    KindCase(
        "the defaults of another table", given: "CREATE TABLE o (a int DEFAULT 3, b int DEFAULT 4)",
        "CREATE TABLE t (LIKE o INCLUDING DEFAULTS, PRIMARY KEY (b))", undo: "ALTER TABLE t ALTER a SET DEFAULT 4",
        told: "column t.a: default differs"),
    KindCase(
        "the checks of another table", given: "CREATE TABLE o (a int CONSTRAINT k CHECK (a > 0))",
        "CREATE TABLE t (LIKE o INCLUDING CONSTRAINTS)", undo: "ALTER TABLE t DROP CONSTRAINT k",
        told: "constraint k on t: absent"),
    KindCase(
        "a table like one of the same file", "CREATE TABLE o (a int, b text); CREATE TABLE t (LIKE o)",
        undo: "ALTER TABLE t DROP b", told: "column t.b: absent"),
    KindCase(
        "storage parameters", "CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled = off)",
        undo: "ALTER TABLE t SET (fillfactor = 80)",
        told: "parameter fillfactor of t: parameter fillfactor is 80, expected 70"),
    KindCase(
        "SET storage parameters", given: "CREATE TABLE t (a int)", "ALTER TABLE t SET (fillfactor = 70)",
        undo: "ALTER TABLE t RESET (fillfactor)", told: "parameter fillfactor of t: absent"),
    KindCase(
        "parameters of the TOAST table", "CREATE TABLE t (a text) WITH (toast.autovacuum_enabled = off)",
        undo: "ALTER TABLE t RESET (toast.autovacuum_enabled)", told: "parameter toast.autovacuum_enabled of t: absent"),
    KindCase(
        "SET and RESET parameters of the TOAST table",
        given: "CREATE TABLE t (a text) WITH (toast.autovacuum_enabled = off)",
        "ALTER TABLE t SET (toast.vacuum_truncate = false); ALTER TABLE t RESET (toast.autovacuum_enabled)",
        undo: "ALTER TABLE t SET (toast.vacuum_truncate = true)",
        told: "parameter toast.vacuum_truncate of t: parameter toast.vacuum_truncate is true, expected false"),
    KindCase(
        "an access method",
        "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler; "
            + "CREATE TABLE t (a int) USING heap2",
        undo: "ALTER TABLE t SET ACCESS METHOD heap", told: "access method of t: access method is heap, expected heap2"),
    KindCase(
        "row level security", given: "CREATE TABLE t (a int)",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        undo: "ALTER TABLE t NO FORCE ROW LEVEL SECURITY",
        told: "forced row level security of t: is not forced row level security"),
    KindCase(
        "no row level security", given: "CREATE TABLE t (a int); ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE t DISABLE ROW LEVEL SECURITY", undo: "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        told: "row level security of t: is row level security, expected not"),
    KindCase(
        "replica identity", given: "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX i ON t (a)",
        "ALTER TABLE t REPLICA IDENTITY USING INDEX i", undo: "ALTER TABLE t REPLICA IDENTITY FULL",
        told: "replica identity of t: replica identity is FULL, expected USING INDEX i"),
    KindCase(
        "CLUSTER ON", given: "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "ALTER TABLE t CLUSTER ON i",
        undo: "ALTER TABLE t SET WITHOUT CLUSTER",
        told: "clustering index of t: clustering index is none, expected i"),
    KindCase(
        "CLUSTER USING", given: "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "CLUSTER t USING i",
        undo: "ALTER TABLE t SET WITHOUT CLUSTER", told: "clustering index of t: clustering index is none, expected i"),
    KindCase(
        "a trigger that is disabled with all others",
        given:
            "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER ALL",
        undo: "DROP TRIGGER g ON t", told: "trigger g on t: absent"),
    KindCase(
        "the owner of a table", given: "CREATE TABLE t (a int)", "ALTER TABLE t OWNER TO kind_owner",
        undo: "ALTER TABLE t OWNER TO postgres", told: "owner of t: owner is postgres, expected kind_owner"),
    KindCase(
        "another schema", given: "CREATE SCHEMA s; CREATE TABLE t (a int)", "ALTER TABLE t SET SCHEMA s",
        undo: "ALTER TABLE s.t SET SCHEMA public", told: "relation s.t: absent"),
    KindCase(
        "all triggers disabled",
        given:
            "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
            + "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
        "ALTER TABLE t DISABLE TRIGGER ALL", undo: "ALTER TABLE t ENABLE TRIGGER g",
        told: "triggers of t: triggers is origin, expected disabled"),
    KindCase(
        "a foreign table",
        given: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER v FOREIGN DATA WRAPPER w; "
            + "CREATE SERVER v2 FOREIGN DATA WRAPPER w",
        "CREATE FOREIGN TABLE t (a int) SERVER v",
        undo: "DROP FOREIGN TABLE t; CREATE FOREIGN TABLE t (a int) SERVER v2",
        told: "server of t: server is v2, expected v", unverified: ["CREATE TABLE t: its options"]),
]
