import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// The table of deployments: who reads it, what it holds of a failure, and how one of an earlier version is put in order.
@Suite struct RecordsOfEarlierVersions {
    private let server: ThrowawayServer
    private let database: TemporaryDatabase

    init() throws {
        server = try TemporaryServer.start()
        database = try TemporaryDatabase(on: server)
        try server.execute(
            "CREATE ROLE owner LOGIN; CREATE ROLE writer LOGIN; CREATE ROLE checker LOGIN; CREATE ROLE other LOGIN")
        try database.execute("GRANT CREATE ON DATABASE \(database.name) TO owner")
    }

    /// The table as the first version left it: the server's words, which quote rows, for everybody to read.
    private func makeFirstVersion() throws {
        try database.execute(
            """
            SET ROLE owner;
            CREATE SCHEMA treeguard;
            CREATE TABLE treeguard.deployment (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, deployment text NOT NULL, environment text NOT NULL,
                framework text NOT NULL, migration text NOT NULL, path text NOT NULL, digest text NOT NULL, commit text,
                who text NOT NULL, origin text NOT NULL, version text NOT NULL,
                started timestamptz NOT NULL DEFAULT clock_timestamp(), finished timestamptz, duration interval,
                parts integer NOT NULL, begun integer NOT NULL DEFAULT 0, done integer NOT NULL DEFAULT 0,
                outcome text NOT NULL CHECK (outcome IN ('running', 'applied', 'failed', 'rolled_back')), error text,
                UNIQUE (deployment, path)
            );
            GRANT USAGE ON SCHEMA treeguard TO PUBLIC; GRANT SELECT ON treeguard.deployment TO PUBLIC;
            GRANT SELECT, INSERT, UPDATE ON treeguard.deployment TO writer;
            INSERT INTO treeguard.deployment (deployment, environment, framework, migration, path, digest, who, origin,
                version, parts, outcome, error)
            VALUES ('1', 'production', 'plain', 'a', 'a.sql', '', 'me', 'here', '0.1', 1, 'failed',
                    'a.sql:1 was not deployed: duplicate key; Key (card)=(4111-1111) already exists.'),
                ('2', 'production', 'plain', 'b', 'b.sql', '', 'me', 'here', '0.1', 1, 'applied', NULL);
            """)
    }

    private func open(_ role: String) throws -> DeploySession {
        try DeploySession.open(database.settings(user: role), RetryLimits())
    }

    private func mayRead(_ role: String) throws -> Bool {
        try database.execute(
            """
            SELECT has_schema_privilege('\(role)', 'treeguard', 'USAGE')
                AND has_table_privilege('\(role)', 'treeguard.deployment', 'SELECT')
            """) == "t"
    }

    private func errors() throws -> String {
        try database.execute("SELECT string_agg(coalesce(error, '-'), ' ' ORDER BY id) FROM treeguard.deployment")
    }

    @Test func theFirstVersionIsPutInOrderOnce() throws {
        try makeFirstVersion()
        let first = try open("owner").makeRecord(readers: ["checker"])
        #expect(try first.count == 1 && first[at: 0].contains("deploy.readers"))
        #expect(try errors() == "removed -")
        #expect(
            try [mayRead("owner"), mayRead("writer"), mayRead("checker"), mayRead("other")] == [
                true, false, true, false,
            ])
        #expect(try open("owner").makeRecord(readers: ["checker"]) == [])
    }

    @Test func twoAtOnceDoItOnce() throws {
        try makeFirstVersion()
        let remarks = simultaneously([1, 2, 3, 4]) { _ in try? open("owner").makeRecord(readers: ["checker"]) }
        #expect(remarks.allSatisfy { $0 != nil })
        #expect(try errors() == "removed -")
    }

    @Test func whoDoesNotOwnItRemovesTheMessagesAndSaysWhoseItIs() throws {
        try makeFirstVersion()
        let remarks = try open("writer").makeRecord(readers: [])
        #expect(try remarks.count == 1 && remarks[at: 0].contains("belongs to owner"))
        #expect(try errors() == "removed -")
        #expect(try mayRead("other"))
    }

    @Test func aNewTableIsItsOwnersAndTheReaders() throws {
        #expect(try open("owner").makeRecord(readers: ["checker"]) == [])
        #expect(try [mayRead("owner"), mayRead("checker"), mayRead("other")] == [true, true, false])
        // Named later, read later.
        #expect(try open("owner").makeRecord(readers: ["checker", "other"]) == [])
        #expect(try mayRead("other"))
    }

    @Test func aReaderThatIsNotThereIsNamed() throws {
        let failure = #expect(throws: Failure.self) {
            _ = try open("owner").makeRecord(readers: ["nobody", "checker"])
        }
        #expect(failure?.code == .configurationInvalid && failure?.why.contains("nobody") == true)
    }

    /// Neither the message nor its detail: both quote what the file says or the table holds.
    @Test(arguments: [
        ("INSERT INTO t VALUES ('4111'), ('4111')", "deployment-failed 23505 unique_violation, line 2"),
        ("SELECT '4111-4111'::int", "deployment-failed 22P02 invalid_text_representation, line 2"),
        ("DO $$ BEGIN RAISE EXCEPTION '4111'; END $$", "deployment-failed P0001 raise_exception, line 2"),
        ("DO $$ BEGIN RAISE EXCEPTION '4111' USING ERRCODE = 'AB123'; END $$", "deployment-failed AB123, line 2"),
    ]) func aFailureIsRememberedWithoutData(statement: String, expected: String) throws {
        let writing = try open("owner")
        _ = try writing.makeRecord(readers: [])
        try database.execute("CREATE TABLE t (card text UNIQUE); GRANT ALL ON t TO owner")
        let instructions = SQL.instructions(in: "-- first\n\(statement);\n")
        var run = FileRun("x.sql", try Part.cutting(instructions, of: "x.sql"))
        run.record = RunRecord(
            deployment: "1", environment: "production", framework: "plain", migration: "x", path: "x.sql", digest: "",
            commit: nil, who: "me", origin: "here", version: "1", parts: 1)
        let failure = #expect(throws: RunFailure.self) { try writing.run(run) }
        #expect(failure?.failure.why.contains("4111") == true || failure?.state == "22P02")
        #expect(try errors() == expected)
    }

    /// The table itself refuses what another version would write.
    @Test func theServersWordsAreRefused() throws {
        _ = try open("owner").makeRecord(readers: [])
        let output = try? database.execute(
            """
            INSERT INTO treeguard.deployment (deployment, environment, framework, migration, path, digest, who, origin,
                version, parts, outcome, error)
            VALUES ('1', 'p', 'plain', 'a', 'a.sql', '', 'me', 'here', '0.1', 1, 'failed', 'Key (a)=(4111) exists')
            """)
        #expect(output == nil)
    }
}
