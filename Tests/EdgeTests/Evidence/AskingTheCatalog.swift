import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem
import TreeGuardVerdicts

/// The questions to the catalog, asked of a real server.
@Suite struct AskingTheCatalog {
    @Test func namesAreChosenAsPostgreSQLChoosesThem() throws {
        let long = String(repeating: "very_long_", count: 6)
        let file = """
            CREATE TABLE t (a int UNIQUE, b int CHECK (b > 0) CHECK (b < 9), c int CHECK (c > a), id serial PRIMARY KEY,
                "Größe" text UNIQUE, UNIQUE (a, b), UNIQUE (a) INCLUDE (c), FOREIGN KEY (a, b) REFERENCES t (a, b));
            CREATE INDEX ON t (a); CREATE INDEX ON t (a, b) INCLUDE (c); CREATE INDEX ON t (lower("Größe"), a);
            CREATE INDEX ON t ((a + 1), (b::text), (coalesce(a, b)), (a = 1)); CREATE INDEX ON t (a, a); CREATE INDEX ON t (a);
            CREATE INDEX ON t ((CASE WHEN a > 0 THEN b END)); CREATE INDEX ON t ((ARRAY[a])); CREATE INDEX ON t (("Größe" COLLATE "C"));
            CREATE TABLE \(long) (\(long)a int UNIQUE CHECK (\(long)a > 0) REFERENCES t (id), \(long)b serial, UNIQUE (\(long)a, \(long)b));
            CREATE INDEX ON \(long) (\(long)a, \(long)b);
            CREATE TABLE x (r int4range, EXCLUDE USING gist (r WITH &&), EXCLUDE USING gist ((r * r) WITH &&));
            CREATE TABLE "Quoted Name" ("A b" int UNIQUE, id serial);
            CREATE TABLE ümlautümlautümlautümlautümlautümlaut (ümlautümlautümlautümlautümlautümlaut int UNIQUE);
            """
        let database = try TemporaryDatabase()
        try database.execute(file)
        let found = try DescribedDatabase(database, about: [file])
        let expected = found.evidence(for: file)
        #expect(expected.complaints == [])
        // Found under the very name that was expected, not by what they are; a number in a name that had to be cut
        // is beyond it.
        for observation in expected.observations where !"\(observation.effect.identity)".contains("long_key1") {
            #expect(found.catalog.objects[observation.effect.identity] != nil, "\(observation.effect.identity)")
        }
    }

    @Test func namesThatNeedQuotesAreFound() throws {
        let file = """
            CREATE SCHEMA "My Schema"; CREATE TABLE "My Schema"."Tab, le" ("Col""umn" int PRIMARY KEY, "b\\c" text, "{" int);
            CREATE INDEX "I x" ON "My Schema"."Tab, le" ("b\\c"); CREATE TYPE "My Schema"."Kind" AS ENUM ('it''s', 'a"b');
            CREATE FUNCTION "My Schema"."F n"("A" int) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            COMMENT ON TABLE "My Schema"."Tab, le" IS 'x';
            """.replacing("(\"A\" int) RETURNS trigger", with: "() RETURNS trigger")
        let database = try TemporaryDatabase()
        try database.execute(file)
        #expect(try DescribedDatabase(database, about: [file]).evidence(for: file).complaints == [])
    }

    @Test func whatHangsOnARenamedTableIsAskedForUnderAllItsNames() throws {
        let database = try TemporaryDatabase()
        let files = [
            """
            CREATE TABLE a (x int); COMMENT ON TABLE a IS 'one'; ALTER TABLE a ENABLE ROW LEVEL SECURITY;
            CREATE POLICY p ON a USING (x > 0); ALTER TABLE a OWNER TO postgres
            """,
            "ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME TO c",
        ]
        for (number, file) in files.enumerated() {
            try database.execute(file)
            let found = try DescribedDatabase(database, about: files)
            let states = files.indices.map { $0 <= number ? MigrationState.applied : .pending }
            #expect(found.states(of: files) == states, "\(found.evidence(for: files).map(\.complaints))")
        }
    }

    @Test func aNameIsLookedForOnTheSearchPath() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            """
            CREATE SCHEMA app; ALTER DATABASE \(database.name) SET search_path = app, public;
            CREATE TABLE public.t (a int); CREATE TABLE public.only_public (a int)
            """)
        let files = [
            "CREATE TABLE t (a int)", "ALTER TABLE only_public ADD COLUMN b int", "CREATE INDEX i ON only_public (a)",
        ]
        let before = try DescribedDatabase(database, about: files)
        #expect(before.catalog.searchPath == ["app", "public"])
        // What is created goes to the first schema, whatever the others hold.
        #expect(before.states(of: files) == [.pending, .pending, .pending])
        try database.execute(
            "CREATE TABLE app.t (a int); ALTER TABLE only_public ADD b int; CREATE INDEX i ON only_public (a)")
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.applied, .applied, .applied])
    }

    @Test func theRolesSettingsChangeNothing() throws {
        let database = try TemporaryDatabase()
        let file = """
            CREATE TABLE t (a timestamptz DEFAULT '2020-02-03 04:05:06+00', b date DEFAULT '2020-02-03',
                c interval DEFAULT '1 day 02:00', d float8 DEFAULT 0.1, e bytea DEFAULT '\\x01')
            """
        try database.execute(
            """
            ALTER DATABASE \(database.name) SET DateStyle = 'SQL, DMY'; ALTER DATABASE \(database.name) SET TimeZone = 'Asia/Tokyo';
            ALTER DATABASE \(database.name) SET IntervalStyle = 'iso_8601'; ALTER DATABASE \(database.name) SET bytea_output = 'escape';
            ALTER DATABASE \(database.name) SET extra_float_digits = -15; ALTER DATABASE \(database.name) SET quote_all_identifiers = on;
            \(file)
            """)
        #expect(try DescribedDatabase(database, about: [file]).evidence(for: file).complaints == [])
    }

    @Test func aFileMaySetItsOwnPath() throws {
        let database = try TemporaryDatabase()
        let file = "CREATE SCHEMA s; SET search_path TO s, public; CREATE TABLE t (a int); CREATE INDEX i ON t (a)"
        #expect(try DescribedDatabase(database, about: [file]).states(of: [file]) == [.pending])
        try database.execute(file)
        #expect(try DescribedDatabase(database, about: [file]).states(of: [file]) == [.applied])
        try database.execute("DROP TABLE s.t; CREATE TABLE public.t (a int); CREATE INDEX i ON public.t (a)")
        // Somebody may have made the schema before.
        #expect(try DescribedDatabase(database, about: [file]).states(of: [file]) == [.pending])
    }

    @Test func aSchemaThatTheRoleMayNotUseIsAFailure() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE SCHEMA hidden; CREATE TABLE hidden.t (a int); CREATE ROLE \(database.name)_reader LOGIN; REVOKE USAGE ON SCHEMA public FROM PUBLIC"
        )
        defer { _ = try? database.execute("DROP ROLE \(database.name)_reader") }
        let reader = "\(database.name)_reader"
        for file in ["CREATE TABLE hidden.t (a int)", "CREATE TABLE t (a int)"] {
            let found = try DescribedDatabase(database, about: [file], user: reader)
            #expect(found.catalog.accessFailure?.code == .permissionDenied)
            #expect(try DescribedDatabase(database, about: [file]).catalog.accessFailure == nil)
        }
        try database.execute("GRANT USAGE ON SCHEMA public TO \(reader)")
        #expect(
            try DescribedDatabase(database, about: ["CREATE TABLE t (a int)"], user: reader).catalog.accessFailure
                == nil)
        try database.execute("DROP OWNED BY \(reader)")
    }

    @Test func anInvalidIndexAndAnUnvalidatedConstraintArePartial() throws {
        let database = try TemporaryDatabase()
        let index = "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1); CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"
        try database.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)")
        _ = try? database.execute("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)")
        #expect(try DescribedDatabase(database, about: [index]).states(of: [index]) == [.partial])
        let constraint =
            "CREATE TABLE u (a int); ALTER TABLE u ADD CONSTRAINT k CHECK (a > 0) NOT VALID; ALTER TABLE u VALIDATE CONSTRAINT k"
        let files = [
            "CREATE TABLE u (a int); ALTER TABLE u ADD CONSTRAINT k CHECK (a > 0) NOT VALID",
            "ALTER TABLE u VALIDATE CONSTRAINT k",
        ]
        try database.execute(files[at: 0])
        #expect(try DescribedDatabase(database, about: [constraint]).states(of: [constraint]) == [.partial])
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.applied, .pending])
        try database.execute(files[at: 1])
        #expect(try DescribedDatabase(database, about: files).states(of: files) == [.applied, .applied])
    }

    @Test func theQuestionsUseIndexesInALargeCatalog() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            """
            DO $$ BEGIN FOR n IN 1..3000 LOOP
            EXECUTE format('CREATE TABLE big_%s (id int, a int, CONSTRAINT k CHECK (a > 0))', n); END LOOP; END $$;
            DO $$ BEGIN FOR n IN 1..3000 LOOP
            EXECUTE format('CREATE FUNCTION fun_%s() RETURNS int LANGUAGE sql AS ''SELECT 1''', n);
            EXECUTE format('CREATE TYPE enu_%s AS ENUM (''a'')', n); END LOOP; END $$;
            VACUUM ANALYZE pg_class; VACUUM ANALYZE pg_attribute; VACUUM ANALYZE pg_constraint; VACUUM ANALYZE pg_proc;
            VACUUM ANALYZE pg_type; VACUUM ANALYZE pg_attrdef; VACUUM ANALYZE pg_enum; VACUUM ANALYZE pg_depend
            """)
        let file = """
            CREATE TABLE big_7 (id int, a int, m enu_8); CREATE INDEX i ON big_7 (a); COMMENT ON TABLE big_7 IS 'x';
            CREATE FUNCTION fun_9() RETURNS int LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION fun_9() IS 'x';
            COMMENT ON TYPE enu_8 IS 'x'; ALTER TABLE big_7 OWNER TO postgres; GRANT SELECT ON big_7 TO PUBLIC;
            ALTER FUNCTION fun_9() OWNER TO postgres; GRANT USAGE ON TYPE enu_8 TO PUBLIC; CREATE SEQUENCE seq_9;
            ALTER SEQUENCE seq_9 INCREMENT 2; ALTER TABLE big_7 INHERIT big_8; CREATE POLICY p ON big_7;
            CREATE RULE r AS ON DELETE TO big_7 DO NOTHING; CREATE COLLATION c FROM "C"; CREATE STATISTICS x ON a, id FROM big_7
            """
        let catalogNames = CatalogNames(of: [Script(SQL.statements(in: file))])
        let asked = (CatalogQuestion.all + CatalogQuestion.kinds).filter {
            !$0.names(catalogNames).isEmpty || $0.isAlwaysAsked
        }
        for question in asked.map({ $0.question(about: catalogNames) }) {
            let explain = Question("EXPLAIN " + question.sql, question.parameters)
            let plan = try ask(database.settings(), Inquiry(first: [explain]), retryLimits).get().first[at: 0].rows
                .compactMap { $0.first.flatMap { $0 } }
            for table in ["pg_class", "pg_attribute", "pg_constraint", "pg_proc", "pg_type"] {
                #expect(
                    !plan.contains { $0.contains("Seq Scan on \(table)") },
                    "\(question.sql)\n\(plan.joined(separator: "\n"))")
            }
        }
    }
}
