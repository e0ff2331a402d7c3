let relationKinds: [KindCase] = [
    KindCase(
        "a partitioned index",
        given: "CREATE TABLE t (a int) PARTITION BY RANGE (a); "
            + "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (1) TO (2); CREATE INDEX i1 ON t1 (a)",
        "CREATE INDEX i ON ONLY t (a); ALTER INDEX i ATTACH PARTITION i1",
        undo: "DROP INDEX i; CREATE INDEX i ON ONLY t (a)", told: "membership index i1 in index i: absent"),
    KindCase(
        "parameters of an index", given: "CREATE TABLE t (a int); CREATE INDEX i ON t (a)",
        "ALTER INDEX i SET (fillfactor = 70)", undo: "ALTER INDEX i SET (fillfactor = 80)",
        told: "index i: parameter fillfactor is 80, expected 70"),
    KindCase(
        "an index that is changed at once", given: "CREATE TABLE t (a text)",
        "CREATE INDEX i ON t (a text_pattern_ops) WITH (fillfactor = 60); ALTER INDEX i SET (fillfactor = 70)",
        undo: "DROP INDEX i; CREATE INDEX i ON t (a) WITH (fillfactor = 70)",
        told: "index i: operator class is the default, expected text_pattern_ops"),
    KindCase(
        "NULLS NOT DISTINCT", given: "CREATE TABLE t (a text)", "CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT",
        undo: "DROP INDEX i; CREATE UNIQUE INDEX i ON t (a)",
        told: "index i: is not NULLS NOT DISTINCT"),
    KindCase(
        "an INVALID index", given: "CREATE TABLE t (a int)", "CREATE INDEX CONCURRENTLY i ON t (a)",
        undo: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass",
        told: "index i: INVALID: a concurrent build failed"),
    KindCase(
        "a sequence", given: "CREATE TABLE t (a int)",
        "CREATE SEQUENCE s AS int INCREMENT 2 MINVALUE 2 MAXVALUE 90 START 4 CACHE 3 CYCLE OWNED BY t.a",
        undo: "ALTER SEQUENCE s INCREMENT 3", told: "options of s: increment is 3, expected 2"),
    KindCase(
        "the owner column of a sequence", given: "CREATE TABLE t (a int); CREATE SEQUENCE s",
        "ALTER SEQUENCE s OWNED BY t.a", undo: "ALTER SEQUENCE s OWNED BY NONE",
        told: "options of s: owned by is NONE, expected t.a"),
    KindCase(
        "RESTART is a matter of rows", given: "CREATE SEQUENCE s", "ALTER SEQUENCE s MAXVALUE 50 RESTART",
        undo: "ALTER SEQUENCE s MAXVALUE 60", told: "options of s: maxvalue is 60, expected 50",
        unverified: ["ALTER SEQUENCE: RESTART"]),
    KindCase(
        "a view with options", given: "CREATE TABLE t (a int)",
        "CREATE VIEW v WITH (security_barrier) AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION",
        undo: "CREATE OR REPLACE VIEW v WITH (security_barrier) AS SELECT a FROM t WHERE a > 0 WITH CHECK OPTION",
        told: "parameter check_option of v: parameter check_option is cascaded, expected local", uncompared: ["query"]),
    KindCase(
        "security_invoker", given: "CREATE VIEW v AS SELECT 1 AS a", "ALTER VIEW v SET (security_invoker = true)",
        undo: "ALTER VIEW v RESET (security_invoker)", told: "parameter security_invoker of v: absent"),
    KindCase(
        "a materialized view", "CREATE MATERIALIZED VIEW v WITH (fillfactor = 70) AS SELECT 1 AS a WITH NO DATA",
        undo: "ALTER MATERIALIZED VIEW v SET (fillfactor = 80)",
        told: "parameter fillfactor of v: parameter fillfactor is 80, expected 70"),
    KindCase(
        "a materialized view with rows", "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a",
        undo: "REFRESH MATERIALIZED VIEW v WITH NO DATA", told: "populated of v: absent"),
    KindCase(
        "a materialized view that is filled", given: "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a WITH NO DATA",
        "REFRESH MATERIALIZED VIEW v",
        undo: "REFRESH MATERIALIZED VIEW v WITH NO DATA", told: "populated of v: absent",
        unverified: ["REFRESH MATERIALIZED VIEW"]),
    KindCase(
        "a sequence without limits", "CREATE SEQUENCE s AS int NO MINVALUE NO MAXVALUE INCREMENT -1",
        undo: "ALTER SEQUENCE s MINVALUE -9", told: "options of s: NO MINVALUE is none, expected on"),
    KindCase(
        "a rule", given: "CREATE TABLE t (a int)", "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING",
        undo: "CREATE OR REPLACE RULE r AS ON DELETE TO t DO ALSO NOTHING",
        told: "rule r on t: is not INSTEAD"),
    KindCase(
        "a disabled rule", given: "CREATE TABLE t (a int); CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING",
        "ALTER TABLE t DISABLE RULE r", undo: "ALTER TABLE t ENABLE RULE r",
        told: "rule r on t: enabled is origin, expected disabled"),
    KindCase(
        "a policy", given: "CREATE TABLE t (a int, who name)",
        "CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO kind_reader USING (who = CURRENT_USER) WITH CHECK (a > 0)",
        undo: "ALTER POLICY p ON t TO PUBLIC", told: "policy p on t: roles is public, expected kind_reader"),
    KindCase(
        "a changed policy", given: "CREATE TABLE t (a int); CREATE POLICY p ON t USING (a > 0)",
        "ALTER POLICY p ON t USING (a > 1)", undo: "ALTER POLICY p ON t USING (a > 2)",
        told: "policy p on t: USING differs"),
    KindCase(
        "no policy", given: "CREATE TABLE t (a int); CREATE POLICY p ON t USING (a > 0)",
        "DROP POLICY p ON t", undo: "CREATE POLICY p ON t USING (a > 0)", told: "policy p on t: still there"),
    KindCase(
        "extended statistics", given: "CREATE TABLE t (a int, b int, c int)",
        "CREATE STATISTICS x (ndistinct, mcv) ON a, b FROM t; ALTER STATISTICS x SET STATISTICS 50",
        undo: "ALTER STATISTICS x SET STATISTICS 60", told: "target of statistics x: target is 60, expected 50"),
    KindCase(
        "a kind of statistics", given: "CREATE TABLE t (a int, b int)",
        "CREATE STATISTICS x (ndistinct) ON a, b FROM t",
        undo: "DROP STATISTICS x; CREATE STATISTICS x (mcv) ON a, b FROM t",
        told: "statistics x: kinds is mcv, expected ndistinct"),
]
