import TestSupport
import Testing

/// A statement that is said to fail fails for real, with its error; any other runs.
@Suite struct WouldItRun {
    @Test(arguments: Trial.failing)
    func whatIsNamedFailsForReal(trial: Trial) throws {
        let (obstacles, error) = try trial.outcome()
        #expect(obstacles.map(\.line) == trial.obstacles)
        let expected = try #require(trial.error)
        let said = try #require(error, "PostgreSQL ran it")
        #expect(said.contains(expected), "\(said)")
    }

    @Test(arguments: Trial.running)
    func whatIsNotNamedRuns(trial: Trial) throws {
        let (obstacles, error) = try trial.outcome()
        #expect(obstacles.map(\.line) == trial.obstacles)
        #expect(error == nil)
    }
}

private let jobs = "CREATE TABLE jobs (id bigint PRIMARY KEY, title text NOT NULL, code int);"

extension Trial {
    static let failing = tables + columns + constraints + indexes + routines + types + others

    private static let tables = [
        Trial(
            jobs, "CREATE TABLE jobs (id bigint, tier int);", "1 table jobs exists already, without column tier",
            error: "relation \"jobs\" already exists"),
        Trial(
            "CREATE VIEW jobs AS SELECT 1 AS id;", "\n\nCREATE TABLE jobs (id bigint);", "3 view jobs exists already",
            error: "relation \"jobs\" already exists"),
        Trial(
            "CREATE TABLE t (id int); CREATE INDEX jobs ON t (id);", "CREATE TABLE jobs (id bigint);",
            "1 index jobs exists already", error: "relation \"jobs\" already exists"),
        Trial(
            "", "CREATE VIEW v AS SELECT 1 AS a FROM (SELECT id FROM jobs) x;", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            "", "INSERT INTO jobs VALUES (1);\nINSERT INTO jobs VALUES (2);", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs, "UPDATE jobs SET code = (SELECT max(a) FROM other);", "1 table other does not exist",
            error: "relation \"other\" does not exist"),
        Trial(
            "", "ALTER TABLE jobs ADD COLUMN tier int;\nCREATE INDEX ON jobs (tier);", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            "", "CREATE TABLE app.jobs (id int);", "1 schema app does not exist", error: "schema \"app\" does not exist"
        ),
        Trial("", "DROP TABLE jobs;", "1 table jobs does not exist", error: "table \"jobs\" does not exist"),
        Trial(
            "", "ALTER TABLE jobs RENAME TO work;", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs RENAME TO work;\nALTER TABLE jobs ADD a int;", "2 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs + "CREATE INDEX i ON jobs (code);",
            "ALTER TABLE jobs RENAME TO work;\nALTER TABLE work RENAME code TO tier;\nCREATE INDEX i ON work (tier);",
            "3 index i exists already", error: "relation \"i\" already exists"),
        Trial(
            jobs + "CREATE TABLE work ();", "ALTER TABLE jobs RENAME TO work;", "1 table work exists already",
            error: "relation \"work\" already exists"),
        Trial(
            "", "COMMENT ON TABLE jobs IS 'x';", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            "", "CREATE TABLE jobs_1 PARTITION OF jobs FOR VALUES IN (1);", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            "", "ALTER TABLE jobs OWNER TO postgres;", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs, "CREATE VIEW jobs AS SELECT 1;", "1 table jobs exists already",
            error: "relation \"jobs\" already exists"),
        Trial(
            jobs, "CREATE OR REPLACE VIEW jobs AS SELECT 1;", "1 table jobs exists already", error: "is not a view"),
        Trial(
            "CREATE SEQUENCE s;", "CREATE SEQUENCE s;", "1 sequence s exists already",
            error: "relation \"s\" already exists"),
        Trial("CREATE SCHEMA app;", "CREATE SCHEMA app;", "1 schema app exists already", error: "already exists"),
    ]

    private static let columns = [
        Trial(
            jobs, "ALTER TABLE jobs ADD COLUMN title varchar(20);", "1 column jobs.title exists already, as text",
            error: "column \"title\" of relation \"jobs\" already exists"),
        Trial(
            jobs, "ALTER TABLE jobs DROP COLUMN nothing;", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" of relation \"jobs\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs ALTER COLUMN nothing SET NOT NULL;", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" of relation \"jobs\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs RENAME COLUMN nothing TO something;", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs RENAME COLUMN code TO title;", "1 column jobs.title exists already",
            error: "column \"title\" of relation \"jobs\" already exists"),
        Trial(
            jobs + "INSERT INTO jobs SELECT n, 'x' FROM generate_series(1, 120) n; ANALYZE jobs;",
            "ALTER TABLE jobs ADD COLUMN tier int NOT NULL;",
            "1 column tier is NOT NULL without a default, and table jobs has rows (about 120, by the server's estimate)",
            error: "column \"tier\" of relation \"jobs\" contains null values"),
        Trial(
            "", "CREATE TABLE jobs (mood mood);", "1 type mood does not exist", error: "type \"mood\" does not exist"),
        Trial(
            jobs, "COMMENT ON COLUMN jobs.nothing IS 'x';", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" of relation \"jobs\" does not exist"),
    ]

    private static let constraints = [
        Trial(
            "", "CREATE TABLE tiers (job bigint REFERENCES jobs (id));", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs, "CREATE TABLE tiers (job bigint REFERENCES jobs (nothing));",
            "1 column jobs.nothing does not exist",
            error: "column \"nothing\" referenced in foreign key constraint does not exist"),
        Trial(
            jobs, "CREATE TABLE tiers (code int REFERENCES jobs (code));",
            "1 a foreign key refers to table jobs, which has no unique key on (code)",
            error: "no unique constraint matching given keys"),
        Trial(
            jobs + "CREATE UNIQUE INDEX ON jobs (code) WHERE code > 0;",
            "CREATE TABLE tiers (code int REFERENCES jobs (code));",
            "1 a foreign key refers to table jobs, which has no unique key on (code)",
            error: "no unique constraint matching given keys"),
        Trial(
            "CREATE TABLE jobs (id int);", "CREATE TABLE tiers (job int REFERENCES jobs);",
            "1 a foreign key refers to table jobs, which has no primary key", error: "there is no primary key"),
        Trial(
            "CREATE TABLE jobs (id int PRIMARY KEY DEFERRABLE);", "CREATE TABLE tiers (job int REFERENCES jobs);",
            "1 a foreign key refers to table jobs, whose primary key is DEFERRABLE",
            error: "cannot use a deferrable primary key for referenced table"),
        Trial(
            "CREATE TABLE jobs (id int PRIMARY KEY DEFERRABLE);", "CREATE TABLE tiers (job int REFERENCES jobs (id));",
            "1 a foreign key refers to table jobs, whose unique key on (id) is DEFERRABLE",
            error: "cannot use a deferrable unique constraint for referenced table"),
        Trial(
            jobs + "ALTER TABLE jobs ADD UNIQUE (code, id) DEFERRABLE INITIALLY DEFERRED;",
            "CREATE TABLE tiers (a bigint, b int);\nALTER TABLE tiers ADD FOREIGN KEY (a, b) REFERENCES jobs (id, code);",
            "2 a foreign key refers to table jobs, whose unique key on (id, code) is DEFERRABLE",
            error: "cannot use a deferrable unique constraint for referenced table"),
        Trial(
            "",
            "CREATE TABLE jobs (code int UNIQUE INITIALLY DEFERRED);\nCREATE TABLE t (code int REFERENCES jobs (code));",
            "2 a foreign key refers to table jobs, whose unique key on (code) is DEFERRABLE",
            error: "cannot use a deferrable unique constraint for referenced table"),
        Trial(
            "CREATE TABLE jobs (id int NOT NULL, code int); CREATE UNIQUE INDEX u ON jobs (code);",
            "ALTER TABLE jobs ADD UNIQUE USING INDEX u DEFERRABLE;\nCREATE TABLE t (code int REFERENCES jobs (code));",
            "2 a foreign key refers to table jobs, whose unique key on (code) is DEFERRABLE",
            error: "cannot use a deferrable unique constraint for referenced table"),
        Trial(
            "CREATE TABLE jobs (id int NOT NULL); CREATE UNIQUE INDEX u ON jobs (id);",
            "ALTER TABLE jobs ADD PRIMARY KEY USING INDEX u DEFERRABLE;\n"
                + "CREATE TABLE t (id int REFERENCES jobs);",
            "2 a foreign key refers to table jobs, whose primary key is DEFERRABLE",
            error: "cannot use a deferrable primary key for referenced table"),
        Trial(
            "", "CREATE TABLE jobs (id int PRIMARY KEY DEFERRABLE, parent int REFERENCES jobs);",
            "1 a foreign key refers to table jobs, whose primary key is DEFERRABLE",
            error: "cannot use a deferrable primary key for referenced table"),
        Trial(
            "CREATE VIEW jobs AS SELECT 1 AS id;", "CREATE TABLE tiers (job int REFERENCES jobs (id));",
            "1 a foreign key refers to table jobs, which is a view", error: "is not a table"),
        Trial(
            jobs, "ALTER TABLE jobs ADD PRIMARY KEY (code);", "1 table jobs has a primary key already",
            error: "multiple primary keys"),
        Trial(
            jobs + "ALTER TABLE jobs ADD CONSTRAINT c CHECK (code > 0);",
            "ALTER TABLE jobs ADD CONSTRAINT c CHECK (code > 1);", "1 constraint c exists already on jobs",
            error: "constraint \"c\" for relation \"jobs\" already exists"),
        Trial(
            jobs, "ALTER TABLE jobs ADD CONSTRAINT c CHECK (nothing > 1);", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs DROP CONSTRAINT c;", "1 constraint c does not exist on jobs",
            error: "constraint \"c\" of relation \"jobs\" does not exist"),
        Trial(
            jobs, "ALTER TABLE jobs VALIDATE CONSTRAINT c;", "1 constraint c does not exist on jobs",
            error: "constraint \"c\" of relation \"jobs\" does not exist"),
        Trial(
            jobs + "CREATE TABLE t (id int); CREATE INDEX u ON t (id);",
            "ALTER TABLE jobs ADD CONSTRAINT u UNIQUE (code);", "1 index u exists already",
            error: "relation \"u\" already exists"),
        Trial(
            jobs, "ALTER TABLE jobs ADD CONSTRAINT u UNIQUE USING INDEX u;", "1 index u does not exist",
            error: "index \"u\" does not exist"),
    ]

    private static let indexes = [
        Trial(
            jobs, "CREATE INDEX i ON jobs (nothing);", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" does not exist"),
        Trial(
            jobs, "CREATE INDEX i ON jobs (lower(nothing)) WHERE code > 1;", "1 column jobs.nothing does not exist",
            error: "column \"nothing\" does not exist"),
        Trial(
            "", "CREATE INDEX i ON jobs (id);", "1 table jobs does not exist",
            error: "relation \"jobs\" does not exist"),
        Trial(
            jobs + "CREATE TABLE t (id int); CREATE INDEX i ON t (id);", "CREATE INDEX i ON jobs (id);",
            "1 index i exists already, on table t", error: "relation \"i\" already exists"),
        Trial("", "DROP INDEX i;", "1 index i does not exist", error: "index \"i\" does not exist"),
    ]

    private static let routines = [
        Trial(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE FUNCTION f(a int) RETURNS text LANGUAGE sql AS 'SELECT ''a''';",
            "1 f(integer) returns integer: CREATE OR REPLACE cannot change it to text",
            error: "cannot change return type of existing function"),
        Trial(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "1 f(integer) calls an argument a: CREATE OR REPLACE cannot rename it",
            error: "cannot change name of input parameter \"a\""),
        Trial(
            "CREATE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "1 f(integer) has a default for an argument: CREATE OR REPLACE cannot take it away",
            error: "cannot remove parameter defaults"),
        Trial(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE PROCEDURE f() LANGUAGE sql AS 'SELECT 1';",
            "1 f() is a function: CREATE OR REPLACE cannot make it a procedure",
            error: "cannot change routine kind"),
        Trial(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "1 function f(integer) exists already", error: "already exists with same argument types"),
        Trial(
            "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "DROP FUNCTION f;", "1 function f is not unique: there are 2", error: "is not unique"),
        Trial("", "DROP FUNCTION f(int);", "1 function f(integer) does not exist", error: "does not exist"),
        Trial(
            jobs, "CREATE TRIGGER t BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION touch();",
            "1 function touch() does not exist", error: "function touch() does not exist"),
        Trial(
            "", "CREATE TRIGGER t BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION touch();",
            "1 table jobs does not exist", "1 function touch() does not exist", error: "does not exist"),
        Trial(
            "", "CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';", "1 type mood does not exist",
            error: "type mood does not exist"),
    ]

    private static let types = [
        Trial(
            "CREATE TYPE mood AS ENUM ('sad');", "CREATE TYPE mood AS ENUM ('sad');", "1 type mood exists already",
            error: "type \"mood\" already exists"),
        Trial(
            "CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood ADD VALUE 'sad';",
            "1 enum value mood 'sad' exists already", error: "enum label \"sad\" already exists"),
        Trial(
            "CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood ADD VALUE 'ok' AFTER 'glad';",
            "1 enum value mood 'glad' does not exist", error: "\"glad\" is not an existing enum label"),
        Trial(
            "", "ALTER TYPE mood ADD VALUE 'ok';", "1 type mood does not exist",
            error: "type \"mood\" does not exist"),
        Trial("", "DROP TYPE mood;", "1 type mood does not exist", error: "type \"mood\" does not exist"),
    ]

    private static let others = [
        Trial(
            "", "CREATE EXTENSION nobody_has_this;", "1 extension nobody_has_this is not available on the server",
            error: "extension \"nobody_has_this\" is not available"),
        Trial(
            "", "CREATE EXTENSION plpgsql;", "1 extension plpgsql exists already",
            error: "extension \"plpgsql\" already exists"),
        Trial(
            jobs + "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + "CREATE TRIGGER t BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION touch();",
            "CREATE TRIGGER t BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION touch();",
            "1 trigger t exists already on jobs", error: "already exists"),
        Trial(
            jobs, "DROP TRIGGER t ON jobs;", "1 trigger t does not exist on jobs",
            error: "trigger \"t\" for table \"jobs\" does not exist"),
    ]
}
