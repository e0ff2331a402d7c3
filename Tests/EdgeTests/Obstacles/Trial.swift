import TestSupport
import Testing
import TreeGuardBase
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// A database, a file that would run on it, and what becomes of it.
struct Trial: Sendable, CustomTestStringConvertible {
    let setup: String
    let file: String
    /// The expected obstacles, line by line: "3 table jobs does not exist".
    let obstacles: [String]
    /// The error of PostgreSQL for the first; nil if it runs all the same.
    let error: String?

    init(_ setup: String, _ file: String, _ obstacles: String..., error: String? = nil) {
        (self.setup, self.file, self.obstacles, self.error) = (setup, file, obstacles, error)
    }

    var testDescription: String { file }

    /// The obstacles found by asking the database, and the outcome of running the file for real.
    func outcome() throws -> (obstacles: [Obstacle], error: String?) {
        let database = try TemporaryDatabase()
        if !setup.isEmpty { try database.execute(setup) }
        let statements = SQL.statements(in: file)
        var catalogNames = CatalogNames(of: [Script(statements)])
        catalogNames.add(needsOf: statements)
        let questions = CatalogInquiry(about: catalogNames)
        let inquiry = Inquiry(first: questions.first) { questions.second($0) }
        let conversation = try ask(database.settings(), inquiry, retryLimits).get()
        let catalog = Catalog(questions.answers(conversation.first, conversation.second), read: SQL.statements)
        let attempt = Attempt(.pending, statements.thatMayMeetObstacles)
        let found = TreeGuardSchema.obstacles(to: [attempt], in: catalog, catalogNames)
        do {
            try database.execute(file)
            return (try found[at: 0], nil)
        } catch let failure as Failure {
            return (try found[at: 0], failure.why)
        }
    }
}

extension Obstacle {
    var line: String { "\(range.line) \(message)" }
}
