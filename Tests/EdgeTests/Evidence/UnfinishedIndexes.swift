import TestSupport
import Testing
import TreeGuardDeployments
import TreeGuardSQL
import TreeGuardSchema

/// An INVALID index is ours to drop and build again only where every part of it is seen to be what the file builds.
@Suite struct UnfinishedIndexes {
    private let database: TemporaryDatabase

    init() throws {
        database = try TemporaryDatabase()
        try database.execute("CREATE TABLE jobs (tag text, tags text[], at timestamptz, span int4range)")
    }

    private func names(_ file: String, found: String) throws -> [String] {
        try database.execute(
            "\(found); UPDATE pg_index SET indisvalid = false WHERE indrelid = 'jobs'::regclass")
        let described = try DescribedDatabase(database, about: [file])
        let builds = FailedBuild.all(
            in: described.evidence(for: file), of: SQL.instructions(in: file), described.catalog)
        return builds.map(\.index.name)
    }

    @Test(arguments: [
        "jobs (tag)", "jobs (lower(tag))", "jobs (tag) WHERE tag IS NOT NULL", "jobs ((tags[1]))",
        "jobs (tag COLLATE \"C\")",
    ])
    func theSameIsOurs(what: String) throws {
        let file = "CREATE INDEX CONCURRENTLY i ON \(what)"
        #expect(try names(file, found: "CREATE INDEX i ON \(what)") == ["i"])
    }

    @Test(arguments: [
        ("jobs (tag)", "jobs (at)"), ("jobs (tag)", "jobs (tag) WHERE tag <> ''"), ("jobs (tag)", "jobs (tag DESC)"),
        // What nobody can compare without a server: it may be the same, or somebody else's.
        ("jobs ((lower(tag)) COLLATE \"C\")", "jobs (lower(tag))"),
        ("jobs (tag) WHERE tags[1] = 'x'", "jobs (tag) WHERE tags[2] = 'x'"),
        ("jobs USING gist (span range_ops)", "jobs USING gist (span)"),
    ])
    func whatMayBeAnotherIsNot(file: String, found: String) throws {
        #expect(try names("CREATE INDEX CONCURRENTLY i ON \(file)", found: "CREATE INDEX i ON \(found)") == [])
    }

    /// Both must be: the file is pending but for them, or it is not.
    @Test func oneThatIsNotMakesTheOtherNobodys() throws {
        let file = """
            CREATE INDEX CONCURRENTLY i ON jobs (tag);
            CREATE INDEX CONCURRENTLY j ON jobs ((lower(tag)) COLLATE "C");
            """
        #expect(try names(file, found: "CREATE INDEX i ON jobs (tag); CREATE INDEX j ON jobs (lower(tag))") == [])
    }
}
