import TestSupport
import TreeGuardBase
import TreeGuardSystem

/// A team's repository with a branch that brings migrations, and databases to bring them to.
struct DeployingRepository: Sendable {
    let repository: TemporaryRepository
    let server: ThrowawayServer
    /// The template of every database.
    private static let template = "before"

    static let base = "CREATE TABLE jobs (tag text);\nCREATE TYPE mood AS ENUM ('glad');\n"

    private static let start = base + "CREATE INDEX old_index ON jobs (lower(tag));"

    /// One of each: a transaction, a file of several steps, and rows alone.
    static let files = [
        "migrations/001_widgets.sql": """
        CREATE TABLE widgets (id int PRIMARY KEY, name text);
        INSERT INTO jobs VALUES ('one');
        COPY widgets (id, name) FROM stdin;
        1\tfirst
        2\t\\N
        \\.

        """,
        "migrations/002_steps.sql": """
        SET search_path = public;
        INSERT INTO jobs VALUES ('two');
        CREATE INDEX CONCURRENTLY ON jobs (tag);
        ALTER TYPE mood ADD VALUE 'calm';
        CREATE TABLE moods (feel mood DEFAULT 'calm');
        INSERT INTO jobs VALUES ('three');
        DROP INDEX CONCURRENTLY old_index;

        """,
        "migrations/003_rows.sql": "INSERT INTO jobs VALUES ('four');\n",
    ]

    init(_ files: [String: String] = files, on server: ThrowawayServer) throws {
        self.server = server
        repository = try TemporaryRepository()
        try repository.commit(["migrations/000_jobs.sql": DeployingRepository.base])
        try repository.git("checkout", "--quiet", "-b", "feature")
        try repository.commit(files.mapValues { $0 })
        try server.createDatabase(DeployingRepository.template)
        try server.execute(
            DeployingRepository.base + "CREATE INDEX old_index ON jobs (lower(tag));",
            database: DeployingRepository.template)
    }

    func makeDatabase(_ name: String) throws {
        try server.execute("CREATE DATABASE \(name) TEMPLATE \(DeployingRepository.template)")
    }

    /// Resets the database to its start.
    func reset(_ name: String) throws {
        try server.execute(
            """
            SET client_min_messages = error; DROP SCHEMA IF EXISTS treeguard CASCADE; DROP SCHEMA public CASCADE;
            CREATE SCHEMA public; \(DeployingRepository.start)
            """, database: name)
    }

    /// Runs treeguard as a person would.
    func treeguard(
        _ words: String..., database: String, through folder: String? = nil, environment: [String: String?] = [:]
    ) throws -> CommandOutput {
        let url = "postgresql://postgres@/\(database)?host=\(folder ?? server.folder)&port=\(server.port)"
        var all: [String: String?] = repository.environment.mapValues { $0 }
        all["TREEGUARD_PRODUCTION_URL"] = url
        all.merge(environment) { $1 }
        return Subprocess.run(
            Command(
                "\(try ProjectFolder.builtPrograms())/treeguard", words, in: repository.path, environment: all,
                deadline: .seconds(60)))
    }

    /// The contents in the end, on one line: every row once, every index whole.
    func contents(of database: String) throws -> String {
        try server.execute(
            """
            SELECT (SELECT string_agg(tag, ' ' ORDER BY tag) FROM jobs),
                (SELECT count(*) FROM widgets), (SELECT count(*) FROM moods),
                (SELECT string_agg(i.indexrelid::regclass::text || ':' || i.indisvalid, ' ')
                    FROM pg_index i WHERE i.indrelid = 'jobs'::regclass),
                (SELECT string_agg(enumlabel, ' ' ORDER BY enumsortorder) FROM pg_enum),
                (SELECT string_agg(DISTINCT d.migration, ' ') FROM treeguard.deployment d
                    WHERE d.id = (SELECT max(id) FROM treeguard.deployment l WHERE l.migration = d.migration)
                        AND d.outcome = 'applied')
            """, database: database)
    }

    static let complete = "four one three two|2|0|jobs_tag_idx:true|glad calm|1/widgets 2/steps 3/rows"
}
