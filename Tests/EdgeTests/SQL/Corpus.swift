import Testing
import TreeGuardSQL
import TreeGuardSchema

/// One of each: what PostgreSQL 15 can be told, a statement to a line, with the command that it is counted under
/// where the AST has no case for it.
enum Corpus {
    static let text = statements.map { $0.0 + ";\n" }.joined()

    static let statements: [(String, String?)] = [
        ("CREATE TABLE a (b int PRIMARY KEY, c text COMPRESSION lz4 COLLATE \"C\" UNIQUE DEFERRABLE) USING heap", nil),
        ("CREATE UNLOGGED TABLE a (LIKE b INCLUDING ALL, EXCLUDE USING gist (c WITH &&) WHERE (d > 0))", nil),
        ("CREATE TEMPORARY TABLE a ON COMMIT DROP AS SELECT 1 WITH NO DATA", nil),
        ("CREATE TABLE a PARTITION OF b DEFAULT", nil),
        ("CREATE TABLE a PARTITION OF b FOR VALUES WITH (MODULUS 4, REMAINDER 1) PARTITION BY LIST ((c + 1))", nil),
        ("CREATE TABLE a AS EXECUTE b", nil),
        ("CREATE TABLE a (b serial, c xml DEFAULT xmlelement(name foo), d int DEFAULT (SELECT 1))", nil),
        ("CREATE FOREIGN TABLE a (b int OPTIONS (x 'y')) SERVER s OPTIONS (z '1')", nil),
        ("CREATE FOREIGN TABLE a PARTITION OF b FOR VALUES IN (1) SERVER s", nil),
        ("ALTER TABLE ONLY a ADD CONSTRAINT b CHECK (c > 0) NOT VALID", nil),
        ("ALTER TABLE a CLUSTER ON b, SET LOGGED, SET TABLESPACE c, NO INHERIT d, OF e", nil),
        ("ALTER TABLE a DETACH PARTITION b CONCURRENTLY", nil),
        ("ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b", "ALTER TABLE ALL IN TABLESPACE"),
        ("ALTER INDEX a ATTACH PARTITION b", nil),
        ("ALTER INDEX a ALTER COLUMN 1 SET STATISTICS 5", nil),
        ("ALTER VIEW a ALTER COLUMN b SET DEFAULT 1", nil),
        ("ALTER MATERIALIZED VIEW a SET (fillfactor = 50)", nil),
        ("ALTER SEQUENCE a RESTART", "ALTER SEQUENCE"),
        ("ALTER SEQUENCE a OWNER TO b", nil),
        ("ALTER FOREIGN TABLE a OPTIONS (SET b 'c')", nil),
        ("ALTER TYPE a ADD ATTRIBUTE b int", nil),
        ("ALTER TYPE a SET (storage = plain)", "ALTER TYPE"),
        ("ALTER TYPE a OWNER TO b", "ALTER TYPE OWNER"),
        ("ALTER FUNCTION a(int) STABLE", "ALTER FUNCTION"),
        ("ALTER FUNCTION a(int) DEPENDS ON EXTENSION b", "ALTER FUNCTION DEPENDS"),
        ("ALTER DOMAIN a ADD CONSTRAINT b CHECK (VALUE > 0)", nil),
        ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO a", "ALTER DEFAULT PRIVILEGES"),
        ("ALTER EXTENSION a UPDATE TO '2'", "ALTER EXTENSION"),
        ("ALTER EXTENSION a ADD TABLE b", "ALTER EXTENSION"),
        ("ALTER SYSTEM SET a = 1", "ALTER SYSTEM"),
        ("ALTER ROLE a SET search_path = b", "ALTER ROLE SET"),
        ("ALTER ROLE a LOGIN", "ALTER ROLE"),
        ("ALTER DATABASE a SET b = c", "ALTER DATABASE SET"),
        ("ALTER DATABASE a CONNECTION LIMIT 1", "ALTER DATABASE"),
        ("ALTER POLICY a ON b USING (true)", "ALTER POLICY"),
        ("ALTER PUBLICATION a ADD TABLE b", "ALTER PUBLICATION"),
        ("ALTER SUBSCRIPTION a DISABLE", "ALTER SUBSCRIPTION"),
        ("ALTER STATISTICS a SET STATISTICS 1", "ALTER STATISTICS"),
        ("ALTER COLLATION a REFRESH VERSION", "ALTER COLLATION"),
        ("ALTER OPERATOR + (int, int) SET (RESTRICT = NONE)", "ALTER OPERATOR"),
        ("ALTER OPERATOR FAMILY a USING btree ADD OPERATOR 1 < (int, int)", "ALTER OPERATOR FAMILY"),
        ("ALTER TEXT SEARCH CONFIGURATION a DROP MAPPING FOR b", "ALTER TEXT SEARCH CONFIGURATION"),
        ("ALTER TEXT SEARCH DICTIONARY a (b = c)", "ALTER TEXT SEARCH DICTIONARY"),
        ("ALTER SERVER a VERSION '1'", "ALTER SERVER"),
        ("ALTER FOREIGN DATA WRAPPER a NO VALIDATOR", "ALTER FOREIGN DATA WRAPPER"),
        ("ALTER USER MAPPING FOR a SERVER b OPTIONS (c 'd')", "ALTER USER MAPPING"),
        ("ALTER EVENT TRIGGER a DISABLE", "ALTER EVENT TRIGGER"),
        ("ALTER TABLESPACE a SET (seq_page_cost = 1)", "ALTER TABLESPACE"),
        ("ALTER LARGE OBJECT 1 OWNER TO a", "ALTER LARGE OBJECT OWNER"),
        ("CREATE RECURSIVE VIEW a (b) AS SELECT 1", nil),
        ("CREATE TEMP VIEW a AS VALUES (1)", nil),
        ("CREATE VIEW a WITH (security_barrier) AS SELECT * FROM b WITH LOCAL CHECK OPTION", nil),
        ("CREATE MATERIALIZED VIEW IF NOT EXISTS a (b) AS TABLE c WITH NO DATA", nil),
        ("CREATE TEMP SEQUENCE a", nil),
        ("CREATE TYPE a", "CREATE TYPE"),
        ("CREATE TYPE a (INPUT = b, OUTPUT = c)", "CREATE TYPE"),
        ("CREATE AGGREGATE a (int) (sfunc = b, stype = int)", "CREATE AGGREGATE"),
        ("CREATE OPERATOR + (PROCEDURE = a, LEFTARG = int)", "CREATE OPERATOR"),
        ("CREATE OPERATOR CLASS a FOR TYPE int USING btree AS OPERATOR 1 <", "CREATE OPERATOR CLASS"),
        ("CREATE OPERATOR FAMILY a USING btree", "CREATE OPERATOR FAMILY"),
        ("CREATE COLLATION a (LOCALE = 'C')", "CREATE COLLATION"),
        ("CREATE TEXT SEARCH CONFIGURATION a (PARSER = b)", "CREATE TEXT SEARCH CONFIGURATION"),
        ("CREATE CONVERSION a FOR 'UTF8' TO 'LATIN1' FROM b", "CREATE CONVERSION"),
        ("CREATE CAST (int AS text) WITHOUT FUNCTION", "CREATE CAST"),
        ("CREATE TRANSFORM FOR int LANGUAGE a (FROM SQL WITH FUNCTION b(internal))", "CREATE TRANSFORM"),
        ("CREATE ACCESS METHOD a TYPE INDEX HANDLER b", "CREATE ACCESS METHOD"),
        ("CREATE LANGUAGE a HANDLER b", "CREATE LANGUAGE"),
        ("CREATE EVENT TRIGGER a ON ddl_command_start EXECUTE FUNCTION b()", "CREATE EVENT TRIGGER"),
        ("CREATE POLICY a ON b FOR SELECT TO PUBLIC USING (true)", "CREATE POLICY"),
        ("CREATE RULE a AS ON DELETE TO b DO INSTEAD NOTHING", "CREATE RULE"),
        ("CREATE STATISTICS a ON b, c FROM d", "CREATE STATISTICS"),
        ("CREATE PUBLICATION a FOR TABLE b (c) WHERE (d > 1)", "CREATE PUBLICATION"),
        ("CREATE SUBSCRIPTION a CONNECTION 'b' PUBLICATION c", "CREATE SUBSCRIPTION"),
        ("CREATE ROLE a LOGIN", "CREATE ROLE"),
        ("CREATE DATABASE a", "CREATE DATABASE"),
        ("CREATE TABLESPACE a LOCATION '/b'", "CREATE TABLESPACE"),
        ("CREATE FOREIGN DATA WRAPPER a", "CREATE FOREIGN DATA WRAPPER"),
        ("CREATE SERVER a FOREIGN DATA WRAPPER b", "CREATE SERVER"),
        ("CREATE USER MAPPING FOR a SERVER b", "CREATE USER MAPPING"),
        ("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c", "IMPORT FOREIGN SCHEMA"),
        ("SECURITY LABEL ON TABLE a IS 'b'", "SECURITY LABEL"),
        ("GRANT SELECT (a) ON b TO c WITH GRANT OPTION", "GRANT"),
        ("REVOKE ALL ON SCHEMA a FROM PUBLIC", "REVOKE"),
        ("GRANT a TO b", "GRANT"),
        ("REASSIGN OWNED BY a TO b", "REASSIGN OWNED"),
        ("DROP OWNED BY a", "DROP OWNED"),
        ("PREPARE TRANSACTION 'a'", "PREPARE TRANSACTION"),
        ("COMMIT PREPARED 'a'", "COMMIT PREPARED"),
        ("CLUSTER a USING b", "CLUSTER"),
        ("EXPLAIN (ANALYZE) SELECT 1", "EXPLAIN ANALYZE"),
        ("SELECT set_config(a, b, false) FROM c", "SELECT set_config"),
        ("WITH a AS (DELETE FROM b RETURNING *) INSERT INTO c SELECT * FROM a ON CONFLICT DO NOTHING", nil),
        ("MERGE INTO a USING b ON a.c = b.c WHEN MATCHED THEN DELETE", nil),
        ("VALUES (1), (2)", nil),
        ("TABLE a", nil),
        ("SELECT a.*, b[1], c::int, count(*) FILTER (WHERE d) FROM e LEFT JOIN LATERAL (SELECT 1) f ON true", nil),
        ("COPY a FROM '/b' WITH (FORMAT csv)", nil),
        ("COPY (SELECT 1) TO STDOUT", nil),
        ("CREATE FUNCTION a(int) RETURNS int LANGUAGE c AS 'lib', 'symbol'", nil),
        ("CREATE FUNCTION a(b c.d%TYPE) RETURNS SETOF c.d%TYPE LANGUAGE sql AS $$ SELECT 1 $$", nil),
        ("CREATE FUNCTION a() RETURNS event_trigger LANGUAGE plpgsql AS $a$ begin $$;$$ end $a$", nil),
        ("CREATE FUNCTION a() RETURNS int TRANSFORM FOR TYPE b WINDOW SUPPORT c LANGUAGE internal AS 'd'", nil),
    ]
}

extension Statement.Kind {
    /// The command, if the statement is told by its name.
    fileprivate var command: String? {
        switch self {
        case .unverifiable(let command): command
        case .declare(let declaration): declaration.command
        default: nil
        }
    }
}

@Suite struct CorpusOfStatements {
    @Test(arguments: Corpus.statements)
    func aStatementIsReadAlone(sql: String, command: String?) {
        let kinds = kinds(sql)
        #expect(kinds.count == 1)
        if let command {
            #expect(kinds.first?.command == command)
        } else if let kind = kinds.first {
            switch kind {
            case .unverifiable, .unanalysable: Issue.record("has no case of its own: \(kind)")
            default: break
            }
        }
    }

    @Test func allTogetherAreReadAsEachAlone() {
        #expect(kinds(Corpus.text) == Corpus.statements.flatMap { kinds($0.0) })
    }
}
