import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The same questions where a framework keeps its own ledger.
@Suite struct RollbackOfDrizzle {
    private static func journal(_ tags: [String]) -> String {
        let entries = tags.enumerated().map { index, tag in
            "{\"idx\": \(index), \"version\": \"7\", \"when\": \(1_700_000_000_000 + index), \"tag\": \"\(tag)\", \"breakpoints\": true}"
        }
        return "{\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [\(entries.joined(separator: ", "))]}\n"
    }

    @Test func aDeploymentOfTwoFilesGoesWithItsLedgerRows() throws {
        let team = try DeployingTeam("retries = 0", [:])
        try team.deploy([
            "drizzle/0000_first.sql": "CREATE TABLE \"firsts\" (\"id\" integer);\n",
            "drizzle/0001_second.sql": "CREATE TABLE \"Seconds\" (\"id\" integer);\n",
            "drizzle/meta/_journal.json": RollbackOfDrizzle.journal(["0000_first", "0001_second"]),
        ])
        try team.database.execute("INSERT INTO \"Seconds\" VALUES (1)")
        let refused = try team.treeguard("rollback", "--last", "--yes")
        #expect(refused.end == .exited(3))
        let said = DeployingTeam.said(refused)
        #expect(said.contains("--accept-loss 'public.\"Seconds\"'"), "\(said)")
        let output = try team.treeguard("rollback", "--last", "--yes", "--accept-loss", "\"Seconds\"")
        #expect(output.succeeded, "\(DeployingTeam.said(output))")
        #expect(try team.tables() == "deployment jobs")
        #expect(try team.database.execute("SELECT count(*) FROM drizzle.__drizzle_migrations") == "0")
    }
}
