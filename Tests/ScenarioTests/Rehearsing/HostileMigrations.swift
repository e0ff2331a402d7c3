import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// A rehearsal runs what a branch brings: it leaves no file, runs no program, and sees nothing of ours.
@Suite struct HostileMigrations {
    private static let secret = "canary-8f31"

    private let server: ThrowawayServer
    private let repository: TemporaryRepository
    /// A folder in which anybody on this machine may write, with a file that the server's user may read.
    private let place: TemporaryFolder

    init() throws {
        server = try TemporaryServer.start()
        try server.createDatabase("production")
        place = try TemporaryFolder()
        try runProgram("chmod", "777", place.path)
        try place.write("\(HostileMigrations.secret)\n", to: "readable")
        try runProgram("chmod", "644", place.path("readable"))
        repository = try TemporaryRepository()
        try repository.commit(["migrations/000_start.sql": "CREATE TABLE start (id int);\n"])
        try repository.git("checkout", "--quiet", "-b", "feature")
        try server.execute("CREATE TABLE start (id int)", database: "production")
    }

    private func rehearse(_ sql: String, as role: String = "postgres") throws -> CommandOutput {
        try repository.commit(["migrations/001_attack.sql": sql])
        var environment: [String: String?] = repository.environment.mapValues { $0 }
        environment["TREEGUARD_PRODUCTION_URL"] =
            "postgresql://\(role):\(HostileMigrations.secret)@/production?host=\(server.folder)&port=\(server.port)"
        environment["SOME_TOKEN"] = HostileMigrations.secret
        return Subprocess.run(
            Command(
                "\(try ProjectFolder.builtPrograms())/treeguard", ["rehearse", "--format", "json"], in: repository.path,
                environment: environment, deadline: .seconds(120)))
    }

    private func expectHarmless(_ output: CommandOutput, _ attack: String) throws {
        #expect(try Files.names(in: place.path) == ["readable"], "\(attack) wrote a file: \(output.outputText)")
        let said = output.outputText + output.errorText
        #expect(!said.contains(HostileMigrations.secret), "\(attack): \(said)")
    }

    /// Each would leave a file, or its error would tell what it read.
    private static let attacks = [
        "CREATE TABLE x (a text); COPY x FROM PROGRAM 'env | tee PLACE/file'",
        "COPY (SELECT 1) TO 'PLACE/file'",
        "CREATE TABLE x (a int); COPY x FROM 'PLACE/readable'",
        "SELECT pg_read_file('PLACE/readable')::int",
        "SELECT encode(pg_read_binary_file('/proc/self/environ'), 'escape')::int",
        "SELECT lo_export(lo_from_bytea(0, 'x'), 'PLACE/file')",
        "SELECT lo_import('PLACE/readable')",
        "SELECT convert_from(lo_get(lo_import('PLACE/readable')), 'UTF8')::int",
        "LOAD 'PLACE/readable'",
        "ALTER SYSTEM SET archive_command = 'touch PLACE/file'",
        "SET session_preload_libraries = 'PLACE/readable'",
        "ALTER ROLE CURRENT_USER SET session_preload_libraries = 'PLACE/readable'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'PLACE/readable'; SELECT f()",
        "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_backend_pid'",
        "CREATE EXTENSION plperlu",
        "CREATE EXTENSION adminpack; SELECT pg_file_write('PLACE/file', 'x', false)",
        """
        DO $$ BEGIN EXECUTE format('SET ROLE %I', (SELECT rolname FROM pg_roles WHERE rolsuper)); END $$;
        COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'
        """,
        """
        DO $$ BEGIN EXECUTE format('SET SESSION AUTHORIZATION %I', (SELECT rolname FROM pg_roles WHERE rolsuper)); END $$
        """,
        "CREATE ROLE a CREATEROLE; SET ROLE a; GRANT pg_execute_server_program TO a",
        "ALTER ROLE treeguard_loader SUPERUSER",
    ]

    /// The same, where a statement must stand by itself: the copy's superuser may run some.
    private static let attacksByThemselves = [
        "COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "CREATE EXTENSION plpython3u",
        """
        CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;
        CREATE FOREIGN TABLE x (a text) SERVER s OPTIONS (filename 'PLACE/readable'); SELECT a::int FROM x
        """,
        """
        CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw;
        CREATE FOREIGN TABLE x (a text) SERVER s OPTIONS (program 'touch PLACE/file'); SELECT a FROM x
        """,
        """
        CREATE EXTENSION dblink;
        SELECT dblink_exec('dbname=rehearsal user=' || (SELECT rolname FROM pg_roles WHERE rolsuper),
            $$COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'$$)
        """,
        """
        CREATE EXTENSION dblink SCHEMA public;
        SELECT dblink_exec('hostaddr=127.0.0.1 password=x dbname=x', 'SELECT 1')
        """,
        """
        CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'FOLDER');
        CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (user 'postgres', password 'x');
        CREATE FOREIGN TABLE elsewhere (id int) SERVER s OPTIONS (table_name 'start');
        INSERT INTO elsewhere VALUES (1)
        """,
        "RESET ROLE; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "RESET SESSION AUTHORIZATION; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "SET ROLE postgres; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "CREATE ROLE mighty SUPERUSER; SET ROLE mighty; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "GRANT pg_execute_server_program TO postgres; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        "CREATE ROLE a IN ROLE pg_write_server_files; SET ROLE a; COPY (SELECT 1) TO 'PLACE/file'",
        "ALTER ROLE postgres SUPERUSER; COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'",
        // What looks on must not stumble over what the branch put in its way.
        """
        CREATE SCHEMA trap;
        CREATE FUNCTION trap.f(oid, oid) RETURNS boolean LANGUAGE plpgsql AS $$
            BEGIN EXECUTE $c$COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'$c$; RETURN true; END $$;
        CREATE OPERATOR trap.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = trap.f);
        ALTER DATABASE rehearsal SET search_path = trap, pg_catalog;
        CREATE INDEX CONCURRENTLY i ON start (id);
        """,
        // The superuser's function runs nothing but what was written down before.
        """
        CREATE ROLE harmless;
        UPDATE treeguard_rehearsal.step SET text = 'COPY (SELECT 1) TO PROGRAM ''touch PLACE/file'''
        """,
        """
        CREATE ROLE harmless;
        SELECT treeguard_rehearsal.run(0, 'x; COPY (SELECT 1) TO PROGRAM ''touch PLACE/file''')
        """,
        """
        CREATE ROLE harmless;
        CREATE OR REPLACE FUNCTION treeguard_rehearsal.run(number integer, place text) RETURNS void LANGUAGE plpgsql
            SECURITY DEFINER AS $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch PLACE/file'; END $$;
        CREATE ROLE another
        """,
    ]

    private func filledIn(_ attack: String) -> String {
        attack.replacing("PLACE", with: place.path).replacing("FOLDER", with: server.folder)
    }

    /// In one file, each in a block of its own that tells what the server said of it; the last raises all of that.
    @Test func nothingReachesThisMachine() throws {
        let blocks = HostileMigrations.attacks.map { attack in
            """
            DO $try$ BEGIN EXECUTE $attack$\(filledIn(attack))$attack$;
            EXCEPTION WHEN OTHERS THEN INSERT INTO told VALUES (SQLERRM); END $try$;

            """
        }
        let output = try rehearse(
            "CREATE TABLE told (message text);\n" + blocks.joined()
                + "DO $$ BEGIN RAISE EXCEPTION 'all: %', (SELECT string_agg(message, ', ') FROM told); END $$;\n")
        #expect(output.outputText.contains("permission denied"), "\(output.outputText)\(output.errorText)")
        try expectHarmless(output, "one of them")
    }

    @Test(arguments: attacksByThemselves.indices) func nothingReachesThisMachineByItself(number: Int) throws {
        let attack = HostileMigrations.attacksByThemselves[number]
        try expectHarmless(rehearse(filledIn(attack) + ";\n"), attack)
        #expect(try server.execute("SELECT count(*) FROM start", database: "production") == "0")
    }

    /// A function of production could be called by the branch: there it does what its owner may, here nothing.
    @Test func whatProductionsSuperuserMadeIsNoWayIn() throws {
        let note = "COPY (SELECT 1) TO PROGRAM 'touch \(place.path)/file'"
        try server.execute(
            """
            CREATE ROLE app LOGIN; GRANT pg_execute_server_program, pg_read_all_data TO app; GRANT CREATE ON SCHEMA public TO app;
            ALTER TABLE start OWNER TO app;
            CREATE FUNCTION mighty() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS
                $f$ BEGIN EXECUTE $q$\(note)$q$; RETURN 1; END $f$;
            CREATE FUNCTION meddles() RETURNS event_trigger LANGUAGE plpgsql AS $f$ BEGIN \(note); END $f$;
            CREATE EXTENSION dblink;
            CREATE FUNCTION notes() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN EXECUTE $q$\(note)$q$; RETURN 1; END $f$;
            CREATE FUNCTION folded(text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $f$
                BEGIN PERFORM public.notes(); RETURN true; EXCEPTION WHEN insufficient_privilege THEN RETURN true; END $f$;
            CREATE TABLE checked (a text); ALTER TABLE checked ADD CHECK (folded('x')) NOT VALID;
            CREATE INDEX ON checked (a) WHERE folded('y');
            CREATE EVENT TRIGGER meddling ON ddl_command_end EXECUTE FUNCTION meddles();
            """, database: "production")
        try Files.remove(place.path("file"))
        let output = try rehearse("CREATE TABLE fine (id int);\n", as: "app")
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(output.outputText.contains("1 event trigger left out of the copy"))
        #expect(output.outputText.contains("functions of dblink do not run on the copy"))
        for call in ["SELECT mighty()", "COPY (SELECT 1) TO PROGRAM 'touch \(place.path)/file'"] {
            let output = try rehearse("\(call);\n", as: "app")
            #expect(output.end == .exited(1))
            try expectHarmless(output, call)
        }
    }

    /// An ordinary migration is rehearsed as before, by whoever owns it in production.
    @Test(arguments: ["postgres", "app"]) func ordinaryMigrationsAreRehearsed(role: String) throws {
        try server.execute(
            """
            CREATE ROLE app LOGIN; CREATE ROLE reporter NOINHERIT; GRANT reporter, pg_read_all_data TO app;
            CREATE EXTENSION citext; CREATE EXTENSION pg_stat_statements;
            CREATE SCHEMA shop AUTHORIZATION app; GRANT CREATE ON DATABASE production TO app;
            CREATE SCHEMA closed; GRANT USAGE ON SCHEMA closed TO app; CREATE TABLE closed.kept (a int); ALTER TABLE closed.kept OWNER TO app;
            SET ROLE app;
            CREATE TYPE shop.mood AS ENUM ('glad');
            CREATE FUNCTION shop.f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
            CREATE TABLE shop.orders (id serial PRIMARY KEY, feels shop.mood, mail citext, CHECK (shop.f(id) > 0));
            CREATE INDEX ON shop.orders (shop.f(id));
            CREATE VIEW shop.all_orders AS SELECT * FROM shop.orders;
            CREATE MATERIALIZED VIEW shop.some AS SELECT id FROM shop.orders;
            CREATE TABLE shop.lines (id int REFERENCES shop.orders) PARTITION BY RANGE (id);
            CREATE TABLE shop.lines_1 PARTITION OF shop.lines FOR VALUES FROM (1) TO (10);
            GRANT SELECT ON shop.orders TO reporter;
            ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO reporter;
            COMMENT ON TABLE shop.orders IS 'kept';
            """, database: "production")
        let output = try rehearse(
            """
            ALTER TABLE shop.orders ADD COLUMN done boolean NOT NULL DEFAULT false;
            CREATE INDEX orders_done ON shop.orders (done);
            CREATE EXTENSION IF NOT EXISTS citext;
            CREATE EXTENSION pgcrypto;
            CREATE SCHEMA news;
            CREATE TABLE news.items (id int REFERENCES shop.orders, at timestamptz DEFAULT now());
            CREATE VIEW news.v AS SELECT * FROM shop.all_orders;
            GRANT SELECT ON news.items TO reporter;
            ALTER TABLE closed.kept ADD b int;

            """, as: role)
        let report = try JSON.parse(output.standardOutput)
        #expect(report["files"]?.elements?.first?["ok"] == true, "\(output.outputText)\(output.errorText)")
        #expect(report["wayBack"]?["result"] == "same", "\(output.outputText)")
    }

    /// The copy's superuser does what production's deployer may, and the report says so.
    @Test func rolesAndExtensionsAreMadeForWhoMayMakeThem() throws {
        let output = try rehearse(
            """
            CREATE ROLE app LOGIN PASSWORD 'x';
            GRANT app TO postgres;
            CREATE EXTENSION pg_stat_statements;
            CREATE TABLE mine (id int);
            ALTER TABLE mine OWNER TO app;
            SET session_replication_role = replica;

            """)
        let report = try JSON.parse(output.standardOutput)
        #expect(report["files"]?.elements?.first?["ok"] == true, "\(output.outputText)\(output.errorText)")
        #expect(report["remarks"]?.elements?.count == 3, "\(output.outputText)")
        try server.execute(
            "CREATE ROLE weak LOGIN; GRANT pg_read_all_data TO weak; GRANT CREATE ON SCHEMA public TO weak",
            database: "production")
        let refused = try rehearse("CREATE ROLE app;\n", as: "weak")
        #expect(refused.end == .exited(1))
        #expect(refused.outputText.contains("not-rehearsable"))
    }
}
