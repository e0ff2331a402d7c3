import Glibc
import TestSupport
import Testing
import TreeGuardSystem

/// Ctrl-C at a real terminal, wherever a deployment is: it is said how things stand, and what comes after it runs.
@Suite struct StoppedInOrder {
    private static let after = "after = echo $TREEGUARD_OUTCOME >>../chores"

    private func stop(
        _ team: DeployingTeam, onceItIsSoThat isTrue: () throws -> Bool
    ) throws -> PseudoTerminal {
        let terminal = try team.terminal("treeguard deploy --yes")
        let came = try eventually(isTrue)
        try #require(came, "\(terminal.text)")
        terminal.type("\u{03}")
        #expect(terminal.shows("code 130"), "\(terminal.text)")
        #expect(terminal.exitCode() == 0)
        return terminal
    }

    @Test func inAStatementItIsRolledBack() throws {
        let team = try DeployingTeam(
            Self.after, ["migrations/001_long.sql": "CREATE TABLE long (id int);\nSELECT pg_sleep(600);\n"])
        let terminal = try stop(team) { try team.isBusy(with: "pg_sleep") }
        #expect(terminal.text.contains("001_long.sql   failed, rolled back"), "\(terminal.text)")
        #expect(terminal.text.contains("it was stopped"))
        #expect(try team.tables() == "deployment jobs")
        #expect(try team.chores() == ["failed"])
        #expect(
            String(decoding: try Files.read("\(team.repository.path)/.git/treeguard/audit.jsonl"), as: UTF8.self)
                .contains("0 of 1"))
    }

    @Test func inACommandThatComesBeforeNothingWasWritten() throws {
        let team = try DeployingTeam(
            "before = \"echo began >>../chores; sleep 600\"\n" + Self.after,
            ["migrations/001_new.sql": "CREATE TABLE new (id int);\n"])
        let terminal = try stop(team) { try team.chores() == ["began"] }
        #expect(terminal.text.contains("nothing was deployed") && terminal.text.contains("it was stopped"))
        #expect(try team.tables() == "jobs")
        #expect(try team.chores() == ["began", "failed"])
    }

    @Test func inTheBackupNothingWasWritten() throws {
        let team = try DeployingTeam(
            "backup = tables\n" + Self.after, ["migrations/001_new.sql": "CREATE INDEX new ON jobs (id);\n"])
        let lock = try team.holding("BEGIN; LOCK TABLE jobs")
        defer { lock.end() }
        let terminal = try stop(team) { try team.isBusy(with: "LOCK TABLE public.jobs") }
        #expect(terminal.text.contains("nothing was deployed"))
        #expect(try team.tables() == "jobs")
        #expect(try team.chores() == ["failed"])
        #expect(try Files.names(in: "\(team.repository.path)/.git/treeguard/backups") == [])
    }

    @Test func whileTheApplicationIsWaitedForEverythingIsIn() throws {
        let team = try DeployingTeam(
            "retries = 20\nhealth = \"echo ill >>../chores; exit 1\"\n" + Self.after,
            ["migrations/001_new.sql": "CREATE TABLE new (id int);\n"])
        let terminal = try stop(team) { try team.chores().contains("ill") }
        #expect(terminal.text.contains("it is deployed"), "\(terminal.text)")
        #expect(try team.tables() == "deployment jobs new")
        #expect(try team.chores().last == "failed")
    }

    /// It takes its time, and is not cut off by the end that is under way.
    @Test func whatComesAfterIsWaitedFor() throws {
        let team = try DeployingTeam(
            "after = \"sleep 2; echo after $TREEGUARD_OUTCOME >>../chores\"",
            ["migrations/001_long.sql": "SELECT pg_sleep(600);\n"])
        _ = try stop(team) { try team.isBusy(with: "pg_sleep") }
        #expect(try team.chores() == ["after failed"])
    }
}
