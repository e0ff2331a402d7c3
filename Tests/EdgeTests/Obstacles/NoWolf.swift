private let jobs = "CREATE TABLE jobs (id bigint PRIMARY KEY, title text NOT NULL, code int);"

extension Trial {
    /// Nothing stands in the way of these, however much they look like it.
    static let running = conditional + newInTheFile + otherNames + madeAnew + outOfSight + surprising

    private static let conditional = [
        Trial(jobs, "CREATE TABLE IF NOT EXISTS jobs (id bigint PRIMARY KEY, title text NOT NULL, code int);"),
        Trial("", "DROP TABLE IF EXISTS jobs; DROP INDEX IF EXISTS i; DROP FUNCTION IF EXISTS f;"),
        Trial("", "ALTER TABLE IF EXISTS jobs ADD COLUMN tier int; ALTER TABLE IF EXISTS jobs RENAME TO work;"),
        Trial(jobs, "ALTER TABLE jobs ADD COLUMN IF NOT EXISTS title text, DROP COLUMN IF EXISTS nothing;"),
        Trial(jobs, "ALTER TABLE jobs DROP CONSTRAINT IF EXISTS c;"),
        Trial("CREATE TYPE mood AS ENUM ('sad');", "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad';"),
        Trial("", "CREATE EXTENSION IF NOT EXISTS plpgsql;"),
        Trial(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 2';"),
        Trial(jobs + "CREATE INDEX i ON jobs (id);", "CREATE INDEX IF NOT EXISTS i ON jobs (id);"),
        Trial("CREATE SCHEMA app;", "CREATE SCHEMA IF NOT EXISTS app;"),
    ]

    private static let newInTheFile = [
        Trial(
            jobs,
            """
            WITH old AS (SELECT id FROM jobs), older AS (SELECT id FROM old) DELETE FROM jobs USING older o WHERE o.id = jobs.id;
            CREATE VIEW v AS WITH x AS (SELECT 1 AS a) SELECT a FROM x, pg_class, information_schema.tables, generate_series(1, 2);
            INSERT INTO jobs (id, title) SELECT a, 'x' FROM v LIMIT 0;
            CREATE TEMP TABLE part AS SELECT * FROM jobs; UPDATE part SET code = 1; TRUNCATE part; SELECT * INTO fresh FROM part;
            DELETE FROM fresh; MERGE INTO fresh USING jobs ON fresh.id = jobs.id WHEN MATCHED THEN DELETE;
            """),
        Trial(
            "",
            """
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE TABLE jobs (id serial PRIMARY KEY, mood mood NOT NULL, code int UNIQUE, parent int REFERENCES jobs);
            CREATE TABLE tiers (job int REFERENCES jobs, code int REFERENCES jobs (code), id bigserial);
            CREATE INDEX ON jobs (abs(code), (code + 1)) WHERE code > 0 AND jobs IS NOT NULL;
            ALTER TABLE jobs ADD COLUMN note text NOT NULL, ADD CHECK (length(note) > 0);
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER t BEFORE UPDATE OF note ON jobs FOR EACH ROW EXECUTE FUNCTION touch();
            CREATE FUNCTION all_jobs() RETURNS SETOF jobs LANGUAGE sql AS 'SELECT * FROM jobs';
            CREATE VIEW busy AS SELECT id, note FROM jobs;
            COMMENT ON COLUMN busy.note IS 'x';
            ALTER TABLE jobs RENAME COLUMN note TO notes;
            ALTER TABLE jobs RENAME TO work;
            CREATE INDEX ON work (notes);
            DROP TABLE tiers;
            CREATE TABLE tiers (id int);
            """),
        Trial(jobs, "ALTER TABLE jobs ADD UNIQUE (code); CREATE TABLE t (code int REFERENCES jobs (code));"),
        Trial(jobs, "ALTER TABLE jobs ADD CHECK (code > 0); ALTER TABLE jobs DROP CONSTRAINT jobs_code_check;"),
        Trial("CREATE SCHEMA app;", "SET search_path TO app; CREATE TABLE jobs (id int); DROP TABLE app.jobs;"),
        Trial(jobs, "CREATE TABLE old (LIKE jobs INCLUDING ALL); ALTER TABLE old DROP COLUMN code;"),
        Trial(jobs, "CREATE TABLE copy AS SELECT * FROM jobs; CREATE INDEX ON copy (title);"),
        Trial(jobs, "CREATE TABLE child (x int) INHERITS (jobs); CREATE INDEX ON child (code);"),
        Trial(jobs, "CREATE TEMP TABLE jobs (x int); CREATE INDEX ON jobs (x); DROP TABLE jobs;"),
    ]

    private static let otherNames = [
        Trial(
            jobs + "CREATE INDEX i ON jobs (code);",
            """
            ALTER TABLE jobs RENAME TO work; CREATE TABLE jobs (id int); CREATE INDEX ON work (code);
            ALTER TABLE work RENAME code TO tier; ALTER TABLE work ADD CHECK (tier > 0); DROP INDEX i; CREATE INDEX i ON work (tier);
            """),
        Trial(
            "CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0), b int UNIQUE);",
            """
            ALTER TABLE t RENAME a TO c; ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k CHECK (c > 1);
            ALTER TABLE t RENAME CONSTRAINT t_b_key TO b_key; CREATE TABLE u (b int REFERENCES t (b)); ALTER TABLE u DROP CONSTRAINT u_b_fkey;
            ALTER TABLE t DROP CONSTRAINT b_key; ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE (b);
            """),
        Trial(
            jobs + "CREATE INDEX i ON jobs (code);",
            "CREATE SCHEMA s; ALTER TABLE jobs SET SCHEMA s; DROP INDEX s.i; CREATE INDEX i ON s.jobs (title);"),
        Trial(jobs, "ALTER INDEX jobs_pkey RENAME TO work_pkey; ALTER TABLE jobs DROP CONSTRAINT work_pkey;"),
        Trial(
            "CREATE TABLE a (x int); CREATE TABLE b (y int);",
            "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b; CREATE INDEX ON a (y); CREATE INDEX ON b (x);"
        ),
        Trial(
            "CREATE SCHEMA s; CREATE TABLE s.t (a int);",
            "ALTER SCHEMA s RENAME TO r; ALTER TABLE r.t ADD b int; CREATE SCHEMA s;"),
        Trial(
            "CREATE TYPE mood AS ENUM ('sad');",
            "ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'; ALTER TYPE mood ADD VALUE 'sad';"),
    ]

    private static let madeAnew = [
        Trial(jobs, "ALTER TABLE jobs ADD CONSTRAINT c CHECK (b > 0), ADD COLUMN b int;"),
        Trial(jobs, "ALTER TABLE jobs ADD CONSTRAINT jobs_pkey PRIMARY KEY (title), DROP CONSTRAINT jobs_pkey;"),
        Trial(
            jobs + "CREATE UNIQUE INDEX x ON jobs (code);",
            "ALTER TABLE jobs ADD CONSTRAINT y UNIQUE USING INDEX x; DROP INDEX IF EXISTS x; ALTER TABLE jobs DROP CONSTRAINT y; "
                + "ALTER TABLE jobs ADD CONSTRAINT x UNIQUE (code);"),
        Trial(
            jobs + "CREATE UNIQUE INDEX x ON jobs (code);",
            "DROP INDEX x; ALTER TABLE jobs ADD CONSTRAINT x UNIQUE (code);"),
        Trial(
            jobs + "CREATE TABLE t (job bigint REFERENCES jobs);",
            "ALTER TABLE t RENAME job TO work; ALTER TABLE t DROP CONSTRAINT t_job_fkey; ALTER TABLE jobs DROP CONSTRAINT jobs_pkey;"
        ),
        Trial(
            jobs + "CREATE UNIQUE INDEX x ON jobs (title);",
            "ALTER TABLE jobs DROP CONSTRAINT jobs_pkey, ADD CONSTRAINT x PRIMARY KEY USING INDEX x;"),
        Trial(jobs, "ALTER TABLE jobs DROP CONSTRAINT jobs_pkey, ADD CONSTRAINT jobs_pkey PRIMARY KEY (title);"),
        Trial(jobs, "ALTER TABLE jobs DROP CONSTRAINT jobs_pkey; ALTER TABLE jobs ADD PRIMARY KEY (title);"),
        Trial(jobs + "CREATE INDEX i ON jobs (code);", "DROP INDEX i; CREATE UNIQUE INDEX i ON jobs (title);"),
        Trial(jobs, "ALTER TABLE jobs DROP COLUMN id; ALTER TABLE jobs ADD COLUMN id int PRIMARY KEY;"),
        Trial(jobs, "DROP TABLE jobs; CREATE VIEW jobs AS SELECT 1 AS id; DROP VIEW jobs; CREATE TABLE jobs (a int);"),
        Trial(
            "CREATE TYPE pair AS (a int, b int);",
            "ALTER TYPE pair ADD ATTRIBUTE c int; ALTER TYPE pair DROP ATTRIBUTE a; ALTER TYPE pair ALTER ATTRIBUTE b TYPE text;"
        ),
        Trial(
            "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "DROP FUNCTION f; CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';"),
        Trial(
            "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (m mood);",
            "DROP TYPE mood CASCADE; CREATE TYPE mood AS ENUM ('glad'); ALTER TABLE t ADD m mood;"),
    ]

    private static let outOfSight = [
        Trial("", "DO $$ BEGIN CREATE TABLE jobs (id int); END $$; ALTER TABLE jobs ADD COLUMN tier int;"),
        Trial(
            "CREATE FUNCTION make() RETURNS void LANGUAGE sql AS 'CREATE TABLE jobs (id int)';",
            "SELECT make(); CREATE INDEX ON jobs (id);"),
        Trial(jobs, "BEGIN; DROP TABLE jobs; ROLLBACK; ALTER TABLE jobs ADD COLUMN tier int;"),
        Trial("", "CREATE TABLE t (a regrole, b pg_snapshot, c int4multirange, d \"char\", e name[]);"),
        Trial(jobs, "CREATE FUNCTION f(a jobs) RETURNS jobs.id%TYPE LANGUAGE sql AS 'SELECT 1::bigint';"),
        Trial(
            jobs,
            "CREATE TRIGGER t BEFORE UPDATE ON jobs FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();"
        ),
        Trial(jobs, "ALTER TABLE jobs ADD COLUMN tier int NOT NULL;"),
        Trial(
            jobs + "INSERT INTO jobs VALUES (1, 'x'); ANALYZE jobs;",
            "ALTER TABLE jobs ADD COLUMN a int NOT NULL DEFAULT 1, ADD COLUMN b bigserial, "
                + "ADD COLUMN c int NOT NULL GENERATED ALWAYS AS IDENTITY, ADD COLUMN d int;"),
        Trial(jobs, "ALTER TABLE jobs ADD CHECK (tableoid > 0); SELECT 1; DROP INDEX IF EXISTS x;"),
        Trial(
            "CREATE TABLE jobs (a int, b int, UNIQUE (a, b));",
            "CREATE TABLE t (a int, b int, FOREIGN KEY (b, a) REFERENCES jobs (b, a));"),
        // One key that always holds is enough, and it may be NOT DEFERRABLE in so many words.
        Trial(
            "CREATE TABLE jobs (id int PRIMARY KEY DEFERRABLE, code int UNIQUE DEFERRABLE, UNIQUE (code));",
            "ALTER TABLE jobs ADD UNIQUE (id); CREATE TABLE t (code int REFERENCES jobs (code), id int REFERENCES jobs (id));"
        ),
        Trial(
            "CREATE TABLE jobs (id int PRIMARY KEY NOT DEFERRABLE);",
            "CREATE TABLE t (id int REFERENCES jobs DEFERRABLE);"
        ),
        Trial(
            "CREATE TABLE jobs (id int PRIMARY KEY DEFERRABLE);",
            "ALTER TABLE jobs DROP CONSTRAINT jobs_pkey; ALTER TABLE jobs ADD PRIMARY KEY (id); "
                + "CREATE TABLE t (id int REFERENCES jobs);"),
    ]

    private static let surprising = [
        Trial(
            jobs, "CREATE TABLE IF NOT EXISTS jobs (id bigint, tier int, code text);",
            "1 table jobs exists already, without column tier and 1 other difference, and IF NOT EXISTS leaves it so"),
        Trial(
            "CREATE FUNCTION f(a text) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "1 function f(integer) would stand beside f(text), not take its place"),
    ]
}
