/// One example for each kind of statement, in families.
struct EvidenceExample {
    let name: String
    let examples: [String]

    static let families = [
        EvidenceExample(
            name: "Tables",
            examples: [
                "CREATE TABLE t (a int)", "CREATE UNLOGGED TABLE t ()", "CREATE TEMPORARY TABLE t ()",
                "CREATE TABLE t () WITH (fillfactor = 70)", "CREATE TABLE t () USING heap TABLESPACE s",
                "CREATE TABLE t () PARTITION BY RANGE (a)", "CREATE TABLE t PARTITION OF p FOR VALUES FROM (1) TO (2)",
                "CREATE TABLE t () INHERITS (p)", "CREATE TABLE t OF kind", "CREATE TABLE t (LIKE o)",
                "CREATE TABLE t (LIKE o INCLUDING ALL)",
                "CREATE TABLE t AS SELECT 1", "CREATE FOREIGN TABLE t () SERVER s", "DROP TABLE t",
                "ALTER TABLE t RENAME TO u", "ALTER TABLE t SET SCHEMA s", "ALTER TABLE t OWNER TO r",
                "ALTER TABLE t SET UNLOGGED", "ALTER TABLE t SET (fillfactor = 70)", "ALTER TABLE t RESET (fillfactor)",
                "ALTER TABLE t SET ACCESS METHOD m", "ALTER TABLE t SET TABLESPACE s", "ALTER TABLE t CLUSTER ON i",
                "ALTER TABLE t REPLICA IDENTITY FULL", "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE t FORCE ROW LEVEL SECURITY", "ALTER TABLE t INHERIT p", "ALTER TABLE t NO INHERIT p",
                "ALTER TABLE p ATTACH PARTITION t DEFAULT", "ALTER TABLE p DETACH PARTITION t", "ALTER TABLE t OF kind",
                "ALTER TABLE t DISABLE TRIGGER g", "ALTER TABLE t DISABLE TRIGGER ALL", "ALTER TABLE t DISABLE RULE r",
            ]),
        EvidenceExample(
            name: "Columns and constraints",
            examples: [
                "ALTER TABLE t ADD a int", "ALTER TABLE t DROP a", "ALTER TABLE t RENAME a TO b",
                "ALTER TABLE t ALTER a TYPE text COLLATE \"C\"", "ALTER TABLE t ALTER a SET NOT NULL",
                "ALTER TABLE t ALTER a SET DEFAULT 1", "ALTER TABLE t ALTER a DROP EXPRESSION",
                "ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY", "ALTER TABLE t ALTER a SET START 5",
                "ALTER TABLE t ALTER a SET STORAGE EXTERNAL", "ALTER TABLE t ALTER a SET COMPRESSION lz4",
                "ALTER TABLE t ALTER a SET STATISTICS 5", "ALTER TABLE t ALTER a SET (n_distinct = 5)",
                "ALTER TABLE t ADD PRIMARY KEY (a)", "ALTER TABLE t ADD UNIQUE (a)",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u", "ALTER TABLE t ADD CHECK (a > 0) NOT VALID",
                "ALTER TABLE t ADD EXCLUDE USING gist (a WITH &&)",
                "ALTER TABLE t ADD CONSTRAINT c UNIQUE USING INDEX i",
                "ALTER TABLE t VALIDATE CONSTRAINT c", "ALTER TABLE t ALTER CONSTRAINT c DEFERRABLE",
                "ALTER TABLE t RENAME CONSTRAINT c TO d", "ALTER TABLE t DROP CONSTRAINT c",
            ]),
        EvidenceExample(
            name: "Indexes, sequences, views, policies, rules, statistics",
            examples: [
                "CREATE INDEX i ON t (a)", "ALTER INDEX i ATTACH PARTITION j", "ALTER INDEX i SET (fillfactor = 70)",
                "ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 5", "DROP INDEX i",
                "CREATE SEQUENCE s INCREMENT 2 OWNED BY t.a", "ALTER SEQUENCE s MAXVALUE 9", "ALTER SEQUENCE s RESTART",
                "CREATE VIEW v WITH (security_invoker) AS SELECT 1", "CREATE MATERIALIZED VIEW v AS SELECT 1",
                "CREATE POLICY p ON t USING (true)", "ALTER POLICY p ON t TO r", "DROP POLICY p ON t",
                "CREATE RULE r AS ON DELETE TO t DO NOTHING", "CREATE STATISTICS x ON a, b FROM t",
                "ALTER STATISTICS x SET STATISTICS 5",
            ]),
        EvidenceExample(
            name: "Routines, triggers, operators",
            examples: [
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE PROCEDURE p() LANGUAGE sql AS ''",
                "ALTER FUNCTION f() STABLE", "ALTER FUNCTION f() OWNER TO r", "DROP FUNCTION f()",
                "CREATE AGGREGATE g (int) (SFUNC = f, STYPE = int, INITCOND = '0')",
                "CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f()",
                "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()", "ALTER EVENT TRIGGER e DISABLE",
                "CREATE OPERATOR + (FUNCTION = f, LEFTARG = t, RIGHTARG = t)",
                "ALTER OPERATOR + (t, t) SET (RESTRICT = f)",
                "CREATE OPERATOR CLASS c FOR TYPE t USING btree AS OPERATOR 1 <",
                "CREATE OPERATOR FAMILY f USING btree",
                "ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (t, t)", "CREATE CAST (t AS int) WITH INOUT",
                "CREATE CONVERSION c FOR 'UTF8' TO 'LATIN1' FROM f",
                "CREATE TRANSFORM FOR t LANGUAGE l (FROM SQL WITH FUNCTION f(internal))",
                "CREATE LANGUAGE l HANDLER f", "CREATE ACCESS METHOD m TYPE INDEX HANDLER f",
            ]),
        EvidenceExample(
            name: "Types, collations, text search",
            examples: [
                "CREATE TYPE e AS ENUM ('a')", "ALTER TYPE e ADD VALUE 'b' AFTER 'a'",
                "ALTER TYPE e RENAME VALUE 'a' TO 'b'",
                "CREATE TYPE c AS (a int)", "ALTER TYPE c ADD ATTRIBUTE b int", "ALTER TYPE c DROP ATTRIBUTE b",
                "CREATE TYPE r AS RANGE (SUBTYPE = int)", "CREATE TYPE b", "ALTER TYPE b SET (STORAGE = plain)",
                "CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0)", "ALTER DOMAIN d SET DEFAULT 1",
                "ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0)", "ALTER DOMAIN d VALIDATE CONSTRAINT c",
                "CREATE COLLATION c (PROVIDER = icu, LOCALE = 'de')", "ALTER COLLATION c REFRESH VERSION",
                "CREATE TEXT SEARCH CONFIGURATION c (PARSER = default)",
                "ALTER TEXT SEARCH CONFIGURATION c ADD MAPPING FOR word WITH simple",
                "CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, STOPWORDS = english)",
                "CREATE TEXT SEARCH PARSER p (START = f, GETTOKEN = f, END = f, LEXTYPES = f)",
                "CREATE TEXT SEARCH TEMPLATE t (LEXIZE = f)",
            ]),
        EvidenceExample(
            name: "Schemas, extensions, privileges, roles",
            examples: [
                "CREATE SCHEMA s AUTHORIZATION r", "CREATE EXTENSION x VERSION '1'", "ALTER EXTENSION x UPDATE TO '2'",
                "ALTER EXTENSION x UPDATE", "ALTER EXTENSION x ADD TABLE t", "GRANT SELECT ON t TO r",
                "GRANT SELECT (a) ON t TO r WITH GRANT OPTION", "REVOKE SELECT ON t FROM r",
                "GRANT USAGE ON SCHEMA s TO r",
                "GRANT EXECUTE ON FUNCTION f() TO r", "GRANT SELECT ON ALL TABLES IN SCHEMA s TO r",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO r", "GRANT r TO m",
                "CREATE ROLE r LOGIN",
                "ALTER ROLE r PASSWORD 'x'", "ALTER ROLE r SET search_path = s", "REASSIGN OWNED BY r TO m",
                "DROP OWNED BY r", "CREATE DATABASE d", "CREATE TABLESPACE s LOCATION '/x'",
                "COMMENT ON TABLE t IS 'x'",
                "COMMENT ON POLICY p ON t IS 'x'", "SECURITY LABEL ON TABLE t IS 'x'",
            ]),
        EvidenceExample(
            name: "Replication and foreign data",
            examples: [
                "CREATE PUBLICATION p FOR TABLE t (a) WHERE (a > 0)", "CREATE PUBLICATION p FOR TABLES IN SCHEMA s",
                "ALTER PUBLICATION p SET TABLE t", "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "ALTER SUBSCRIPTION s DISABLE", "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "CREATE FOREIGN DATA WRAPPER w", "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'x')",
                "CREATE USER MAPPING FOR r SERVER s OPTIONS (password 'x')",
                "IMPORT FOREIGN SCHEMA r FROM SERVER s INTO t",
            ]),
        EvidenceExample(
            name: "Rows, maintenance and blocks",
            examples: [
                "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1", "DELETE FROM t", "TRUNCATE t", "COPY t FROM '/x'",
                "SELECT setval('s', 1)", "CALL p()", "REFRESH MATERIALIZED VIEW v", "REINDEX TABLE t", "ANALYZE t",
                "VACUUM t",
                "CLUSTER t USING i", "LOCK TABLE t", "SET lock_timeout = 5",
                "DO $$ BEGIN CREATE TYPE e AS ENUM (); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "DO $$ BEGIN IF NOT EXISTS (SELECT) THEN CREATE SEQUENCE s; END IF; END $$",
                "DO $$ BEGIN PERFORM f(); END $$",
            ]),
    ]
}
