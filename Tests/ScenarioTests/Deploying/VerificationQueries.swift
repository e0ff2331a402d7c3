import TestSupport
import Testing
import TreeGuardBase
import TreeGuardSystem

/// The answer that a query beside a migration must give for a deployment to count as good.
@Suite struct VerificationQueries {
    private static let good = [
        "SELECT true", "SELECT x FROM made", "SELECT count(*) = 0, true FROM made", "VALUES (true), (true)",
        "SELECT true; SELECT 1 WHERE false",
    ]
    /// NULL is no yes: nobody knows.
    private static let bad = [
        "SELECT false", "SELECT NULL::boolean", "SELECT bool_and(x) FROM made", "SELECT max(id) > 0 FROM made",
        "SELECT true, NULL", "VALUES (true), (NULL)", "SELECT NULL WHERE true", "SELECT count(*) FROM made",
        "SELECT ''", "SELECT true; SELECT NULL::boolean", "SELECT NULL::boolean; SELECT true",
    ]

    @Test func whatIsTrueInEveryRowIsGoodAndNothingElse() throws {
        let file = "migrations/001_made.sql"
        let story = try DeployingRepository(
            [file: "CREATE TABLE made (id int, x boolean);\n"], on: try TemporaryServer.start())
        defer { story.server.stop() }
        for (number, query) in (Self.good + Self.bad).enumerated() {
            try story.repository.commit(["migrations/001_made.verify.sql": query + ";\n"])
            let database = "verified_\(number)"
            try story.makeDatabase(database)
            let output = try story.treeguard("deploy", "--yes", database: database)
            let said = Comment(rawValue: "\(query)\n\(output.outputText)\(output.errorText)")
            #expect(output.end == .exited(Self.good.contains(query) ? 0 : 3), said)
            // Long lines are broken.
            let words = output.outputText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("finds something wrong") == Self.bad.contains(query), said)
            // It is deployed all the same.
            #expect(try story.server.execute("SELECT to_regclass('made') IS NOT NULL", database: database) == "t")
        }
    }
}
