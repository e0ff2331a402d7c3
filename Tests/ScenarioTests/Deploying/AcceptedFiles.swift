import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// `[accept "..."]` settles what was seen: a ledger that could not be read was not.
@Suite struct AcceptedFiles {
    private let story: DeployingRepository

    init() throws {
        story = try DeployingRepository(
            ["migrations/001_rows.sql": "INSERT INTO jobs VALUES ('one');\n"], on: try TemporaryServer.start())
        let repository = story.repository
        try repository.git("checkout", "--quiet", "main")
        try repository.commit([
            ".treeguard": """
            [migrations "migrations"]
            \tledger = public.applied
            \tledgerColumn = name
            [accept "*001_rows.sql"]
            \treason = "looked at by hand"

            """
        ])
        try repository.git("checkout", "--quiet", "feature")
        try repository.git("merge", "--quiet", "--no-edit", "main")
        try story.makeDatabase("production")
        try story.server.execute(
            """
            CREATE TABLE applied (name text); CREATE ROLE reader LOGIN; REVOKE ALL ON applied FROM PUBLIC;
            GRANT SELECT ON jobs TO reader
            """, database: "production")
    }

    private func check() throws -> CommandOutput {
        let server = story.server
        return try story.treeguard(
            "check", database: "production",
            environment: [
                "TREEGUARD_PRODUCTION_URL":
                    "postgresql://reader@/production?host=\(server.folder)&port=\(server.port)"
            ])
    }

    @Test func areNotAcceptedOverALedgerThatCannotBeRead() throws {
        defer { story.server.stop() }
        let blind = try check()
        #expect(!blind.succeeded, "\(blind.outputText)")
        #expect(!blind.outputText.contains("looked at by hand"), "\(blind.outputText)")
        #expect(!blind.outputText.contains("READY TO MERGE"), "\(blind.outputText)")
        try story.server.execute("GRANT SELECT ON applied TO reader", database: "production")
        let seen = try check()
        #expect(seen.succeeded, "\(seen.outputText)\(seen.errorText)")
        #expect(seen.outputText.contains("looked at by hand"), "\(seen.outputText)")
    }
}
