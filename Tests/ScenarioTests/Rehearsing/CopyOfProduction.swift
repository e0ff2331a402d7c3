import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSystem

/// A rehearsal reads production and writes nothing there, and says why where there can be no copy.
@Suite struct CopyOfProduction {
    private let server: ThrowawayServer
    private let repository: TemporaryRepository

    init() throws {
        server = try TemporaryServer.start()
        try server.createDatabase("production")
        try server.execute("CREATE ROLE app LOGIN; CREATE ROLE looker LOGIN; GRANT pg_read_all_data TO looker")
        try server.execute(
            """
            GRANT CREATE ON SCHEMA public TO app; SET ROLE app;
            CREATE TABLE jobs (id int PRIMARY KEY, title text, size int GENERATED ALWAYS AS (length(title)) STORED);
            INSERT INTO jobs SELECT i, 'job ' || i FROM generate_series(1, 100) i;
            """, database: "production")
        repository = try TemporaryRepository()
        try repository.commit(["migrations/001_jobs.sql": "CREATE TABLE jobs (id int PRIMARY KEY, title text);\n"])
        try repository.git("checkout", "--quiet", "-b", "feature")
        try repository.commit([
            "migrations/002_widgets.sql": "CREATE TABLE widgets (id int PRIMARY KEY, job int REFERENCES jobs);\n",
            "migrations/003_done.sql": "ALTER TABLE jobs ADD done timestamptz DEFAULT clock_timestamp();\n",
        ])
    }

    private func rehearse(_ words: String..., as role: String) throws -> CommandOutput {
        var environment: [String: String?] = repository.environment.mapValues { $0 }
        environment["TREEGUARD_PRODUCTION_URL"] =
            "postgresql://\(role):s3cret@/production?host=\(server.folder)&port=\(server.port)"
        return Subprocess.run(
            Command(
                "\(try ProjectFolder.builtPrograms())/treeguard", ["rehearse"] + words, in: repository.path,
                environment: environment, deadline: .seconds(120)))
    }

    /// The number that the next transaction that writes will get.
    private func nextTransaction() throws -> String {
        try server.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())")
    }

    @Test func nothingIsWrittenByARoleThatMayOnlyLook() throws {
        let before = try nextTransaction()
        let output = try rehearse("--data", "jobs", "--rows", "7", "--format", "json", as: "looker")
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(try nextTransaction() == before)
        let report = try JSON.parse(output.standardOutput)
        #expect(report["wayBack"]?["result"] == "same")
        #expect(
            report["remarks"] == ["7 rows of jobs, whatever they refer to", "looker may only look: rehearsed as app"])
        let files = try #require(report["files"]?.elements)
        #expect(files.map { $0["state"] } == ["applied", "applied"])
        let alter = try #require(files.last?["statements"]?.elements?.first)
        #expect(alter["rewritten"] == ["jobs"])
        #expect(
            alter["locks"]?.elements?.contains(
                .object(["mode": "AccessExclusiveLock", "relation": "jobs"])) == true)
    }

    /// Their locks are gone when they are done, and most are done in a moment.
    @Test func locksOfWhatRunsAloneAreSeenFromBeside() throws {
        try server.execute(
            """
            SET ROLE app; CREATE TYPE mood AS ENUM ('glad'); CREATE INDEX old ON jobs (title);
            CREATE TABLE whole (a int) PARTITION BY LIST (a); CREATE TABLE part PARTITION OF whole FOR VALUES IN (1);
            """, database: "production")
        let statements: [(sql: String, locks: Set<String>)] = [
            ("CREATE INDEX CONCURRENTLY i ON jobs (title)", ["ShareUpdateExclusiveLock on jobs"]),
            ("DROP INDEX CONCURRENTLY old", ["ShareUpdateExclusiveLock on jobs"]),
            ("VACUUM jobs", ["ShareUpdateExclusiveLock on jobs"]),
            ("VACUUM FULL jobs", ["AccessExclusiveLock on jobs"]),
            ("REINDEX TABLE CONCURRENTLY jobs", ["ShareUpdateExclusiveLock on jobs"]),
            ("ALTER TABLE whole DETACH PARTITION part CONCURRENTLY", ["ShareUpdateExclusiveLock on whole"]),
            ("ALTER TYPE mood ADD VALUE 'calm'", []),
        ]
        try repository.git("rm", "-q", "-r", "migrations")
        try repository.commit([
            "migrations/001_jobs.sql": "CREATE TABLE jobs (id int PRIMARY KEY, title text);\n",
            "migrations/004_alone.sql": statements.map { $0.sql + ";\n" }.joined(),
        ])
        let output = try rehearse("--format", "json", as: "app")
        let file = try #require(try JSON.parse(output.standardOutput)["files"]?.elements?.last)
        #expect(file["ok"] == true, "\(output.outputText)\(output.errorText)")
        let steps = try #require(file["statements"]?.elements)
        #expect(steps.count == statements.count)
        for (step, statement) in zip(steps, statements) {
            #expect(step["ranAlone"] == true)
            let locks = (step["locks"]?.elements ?? []).map {
                "\($0["mode"]?.string ?? "") on \($0["relation"]?.string ?? "")"
            }
            #expect(statement.locks.isSubset(of: locks), "\(statement.sql): \(locks)")
            #expect(!statement.locks.isEmpty || locks.isEmpty, "\(statement.sql): \(locks)")
        }
        #expect(try steps[at: 3]["rewritten"] == ["jobs"])
    }

    @Test func aTableThatMayNotBeReadEndsTheDump() throws {
        try server.execute("CREATE ROLE stranger LOGIN")
        let output = try rehearse(as: "stranger")
        #expect(output.end == .exited(3))
        #expect(output.errorText.contains("permission denied for table jobs"))
        #expect(output.errorText.contains("GRANT pg_read_all_data"))
        #expect(!output.errorText.contains("s3cret"))
    }

    @Test func aMissingExtensionIsNamedWithItsPackage() throws {
        // As if production's server had it: nothing else of an extension is a part of the schema.
        try server.execute(
            """
            SET allow_system_table_mods = on;
            INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            VALUES (99999, 'postgis', 10, 11, false, '3.3')
            """, database: "production")
        let output = try rehearse(as: "app")
        #expect(output.end == .exited(3))
        #expect(output.errorText.contains("it uses postgis"))
        #expect(output.errorText.contains("apt-get install postgresql-15-postgis-3"))
    }

    @Test func whatFailsIsToldWithItsLine() throws {
        try repository.commit(["migrations/004_fails.sql": "CREATE TABLE x (a int);\n\nSELECT 1 / (SELECT 0);\n"])
        let output = try rehearse("--format", "json", as: "app")
        #expect(output.end == .exited(1))
        let report = try JSON.parse(output.standardOutput)
        #expect(report["files"]?.elements?.last?["failedAt"] == 3)
        #expect(report["wayBack"]?["result"] == "not-tried")
    }

    @Test func aWayBackThatDoesNotLeadBackIsTold() throws {
        try repository.commit([
            "migrations/004_x.sql": "CREATE TABLE x (a int);\nCREATE TABLE y (a int);\n",
            "migrations/004_x.down.sql": "DROP TABLE x;\n",
        ])
        let output = try rehearse("--format", "json", as: "app")
        #expect(output.end == .exited(1))
        let report = try JSON.parse(output.standardOutput)
        #expect(report["wayBack"]?["result"] == "differs")
        #expect(report["wayBack"]?["differences"]?.elements?.contains("+ CREATE TABLE public.y (") == true)
    }
}
