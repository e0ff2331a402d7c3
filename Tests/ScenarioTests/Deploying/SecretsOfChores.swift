import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// Whatever runs around a deployment gets the password in its environment, and nobody has it among his arguments.
@Suite struct SecretsOfChores {
    private static let password = "not-to-be-seen"

    @Test func noProcessHasThePasswordAmongItsArguments() throws {
        let team = try DeployingTeam(
            "backup = tables\nbefore = \"while ! test -e ../go; do sleep 0.1; done\"",
            ["migrations/001_index.sql": "CREATE INDEX jobs_id ON jobs (id);\n"], password: Self.password)
        let lock = try team.holding("BEGIN; LOCK TABLE jobs")
        let results = simultaneously([true, false]) { deploys -> Result<CommandOutput?, any Error> in
            Result {
                if deploys { return try team.treeguard("deploy", "--yes") }
                defer { lock.end() }
                // A shell of the team, then pg_dump, which waits for the lock.
                try #require(eventually { Self.lines().contains { $0.contains("while ! test -e ../go") } })
                #expect(!Self.lines().contains { $0.contains(Self.password) })
                try team.repository.write("", to: "../go")
                try #require(try eventually { try team.isBusy(with: "LOCK TABLE public.jobs") })
                let lines = Self.lines()
                #expect(lines.contains { $0.contains("pg_dump\0") && $0.contains("--table=public.jobs") })
                #expect(!lines.contains { $0.contains(Self.password) })
                return nil
            }
        }
        let output = try #require(try results.compactMap { try $0.get() }.first)
        #expect(output.succeeded, "\(output.outputText)\(output.errorText)")
        #expect(!output.outputText.contains(Self.password) && !output.errorText.contains(Self.password))
    }

    /// The command lines of all that runs on this machine.
    private static func lines() -> [String] {
        ((try? Files.names(in: "/proc")) ?? []).filter { Int($0) != nil }.map {
            String(decoding: (try? Files.read("/proc/\($0)/cmdline")) ?? [], as: UTF8.self)
        }
    }
}
