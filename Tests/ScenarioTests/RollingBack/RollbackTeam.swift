import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The result of a rollback, and the state that it left.
extension DeployingTeam {
    /// Everything that was said, with single blanks.
    static func said(_ output: CommandOutput) -> String {
        (output.outputText + " " + output.errorText).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// Commits the files and deploys them.
    func deploy(_ files: [String: String] = [:]) throws {
        if !files.isEmpty { try repository.commit(files.mapValues { $0 }) }
        let output = try treeguard("deploy", "--yes", "--quiet")
        try #require(output.succeeded, "\(DeployingTeam.said(output))")
    }

    /// The numbers of the deployments, the oldest first.
    func deployments() throws -> [String] {
        try database.execute(
            "SELECT deployment FROM treeguard.deployment WHERE outcome <> 'rolled_back' GROUP BY 1 ORDER BY min(id)"
        ).split(separator: "\n").map(String.init)
    }

    /// The team's branch enters main, unasked.
    func land() throws {
        try repository.git("branch", "--force", "main", "HEAD")
    }

    /// A session that writes something, and commits it once it is told to.
    struct Writer {
        fileprivate let session: Watchdog
        fileprivate let sign: String

        func commit() throws {
            try Files.write([], to: sign)
            session.end()
        }
    }

    func writer(_ sql: String) throws -> Writer {
        let sign = repository.folder.path("commit")
        let script =
            "(printf 'BEGIN; %s;\\n' \"$2\"; until test -e \"$3\"; do sleep 0.05; done; echo 'COMMIT;') | psql -qX \"$1\" >/dev/null"
        let session = try Watchdog(
            Command("sh", ["-c", script]), arguments: [environment["TREEGUARD_PRODUCTION_URL"] ?? "", sql, sign])
        let hasWritten = try eventually {
            try database.execute(
                "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '\(database.name)' AND state = 'idle in transaction' AND query LIKE 'INSERT%'"
            ) == "t"
        }
        try #require(hasWritten)
        return Writer(session: session, sign: sign)
    }
}
