import Foundation
import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// An INVALID index that no deployment of ours left.
@Suite struct IndexesLeftByOthers {
    private let story: DeployingRepository
    private static let building = "CREATE UNIQUE INDEX CONCURRENTLY tagged ON jobs (tag)"

    init() throws {
        story = try DeployingRepository(
            ["migrations/001_tagged.sql": "CREATE TABLE tags (tag text);\n\(IndexesLeftByOthers.building);\n"],
            on: try TemporaryServer.start())
        try story.makeDatabase("production")
        try execute("INSERT INTO jobs VALUES ('one'), ('one')")
    }

    @discardableResult
    private func execute(_ sql: String) throws -> String { try story.server.execute(sql, database: "production") }

    private func deploy(_ words: String...) throws -> (output: CommandOutput, said: String) {
        let output = try story.treeguard("deploy", words[0], database: "production")
        let said = output.outputText + output.errorText
        return (output, said.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    private func index() throws -> String {
        try execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('tagged')")
    }

    @Test func isDroppedAndBuiltAgain() throws {
        #expect(throws: Failure.self) { try execute(IndexesLeftByOthers.building) }
        #expect(try index() == "f")
        try execute("DELETE FROM jobs")
        let planned = try deploy("--dry-run")
        #expect(planned.output.succeeded, "\(planned.said)")
        #expect(
            planned.said.contains(
                "tagged: INVALID, left by a build that failed; dropped CONCURRENTLY first, and built again"),
            "\(planned.said)")
        #expect(try index() == "f")
        let deployed = try deploy("--yes")
        #expect(deployed.output.succeeded, "\(deployed.said)")
        #expect(try index() == "t")
    }

    @Test(arguments: [
        // Another column, another property, another table.
        "CREATE UNIQUE INDEX tagged ON jobs (lower(tag))", "CREATE INDEX tagged ON jobs (tag)",
        "CREATE TABLE others (tag text); CREATE UNIQUE INDEX tagged ON others (tag)",
        // Something else of the file is there.
        "CREATE TABLE tags (tag text); CREATE UNIQUE INDEX tagged ON jobs (tag)",
    ]) func staysWhereItMayBeSomethingElse(made: String) throws {
        try execute("DELETE FROM jobs; \(made)")
        try execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tagged'::regclass")
        let deployed = try deploy("--yes")
        #expect(deployed.output.end == .exited(3), "\(deployed.said)")
        #expect(deployed.said.contains("partial"), "\(deployed.said)")
        #expect(try index() == "f")
    }

    @Test func isLeftToWhoeverBuildsIt() throws {
        try execute("DELETE FROM jobs")
        let server = story.server
        // The build waits for whoever writes, with its index INVALID meanwhile.
        Thread.detachNewThread {
            let writing = "BEGIN; INSERT INTO jobs VALUES ('two'); SELECT pg_sleep(60) AS writing"
            _ = try? server.execute(writing, database: "production")
        }
        let isWriting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
        try #require(eventually { try execute(isWriting) == "1" })
        Thread.detachNewThread { _ = try? server.execute(IndexesLeftByOthers.building, database: "production") }
        try #require(eventually { try index() == "f" })
        let builder = try execute("SELECT pid FROM pg_stat_progress_create_index")
        let refused = try deploy("--yes")
        #expect(refused.output.end == .exited(3), "\(refused.said)")
        #expect(
            refused.said.contains(
                "index tagged is INVALID, and may be under construction: process \(builder) of postgres (psql) works on jobs"
            ),
            "\(refused.said)")
        #expect(try index() == "f")
    }
}
