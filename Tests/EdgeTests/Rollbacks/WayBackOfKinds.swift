import TestSupport
import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardSystem

/// Whatever kind of object a migration makes or changes: where a way back is generated, it leads back.
@Suite struct WayBackOfKinds {
    @Test(arguments: tableKinds + relationKinds) func ofTables(kind: KindCase) throws { try check(kind) }
    @Test(arguments: columnKinds + typeKinds) func ofColumns(kind: KindCase) throws { try check(kind) }
    @Test(arguments: routineKinds + privilegeKinds) func ofRoutines(kind: KindCase) throws { try check(kind) }
    @Test(arguments: databaseKinds + blockKinds) func ofDatabases(kind: KindCase) throws { try check(kind) }
    @Test(arguments: commentKinds) func ofComments(kind: KindCase) throws { try check(kind) }
    @Test(arguments: furtherWays) func ofFurtherStatements(kind: KindCase) throws { try check(kind) }

    /// Roles belong to a whole server: those of other tests have the same names.
    private static let server = Result {
        let server = try TemporaryServer.start()
        try KindCase.makeRoles(on: server)
        return server
    }

    private func check(_ kind: KindCase) throws {
        let database = try TemporaryDatabase(on: Self.server.get())
        try database.execute(kind.given)
        let back = try database.rollback(from: kind.migration)
        let isKnown = withoutWayBack.contains(kind.name) || kind.migration == "ALTER TABLE t NO INHERIT p"
        #expect(back.exists != isKnown, "\(back)")
        guard case .generated(let reversals) = back else { return }
        let start = try database.dump()
        try database.execute(kind.migration)
        let text = reversals.map { $0.text + ";\n" }.joined()
        try database.execute(text)
        let end = try database.dump()
        #expect(start == end, "\(text)")
    }
}

/// The kinds for which nothing is generated: the old state is gone, or undoing does not bring it back.
private let withoutWayBack: Set<String> = [
    "an updated extension", "the columns of a published table", "a subscription", "a block that nobody can look into",
    "an operator class", "a transform", "privileges on all tables",
    "default privileges", "default privileges of a role",
    "a trigger that is disabled with all others", "all triggers disabled", "a partitioned index",
    "no expression", "USING INDEX",
    "a value between others",
    "the attributes of a composite type", "no check on a domain", "a text search configuration",
    "SET and RESET parameters of the TOAST table", "options that an identity gets",
    "RESTART is a matter of rows", "a partition that gets an index", "a partition that gets a foreign key",
    "a partition that is detached CONCURRENTLY",
]

extension TemporaryDatabase {
    /// The rollback generated for a migration that is about to run here.
    func rollback(from migration: String) throws -> Rollback {
        let questions = CatalogInquiry(about: CatalogNames(of: [Script(SQL.statements(in: migration))]))
        let inquiry = Inquiry(first: questions.first) { questions.second($0) }
        let conversation = try ask(settings(), inquiry, retryLimits).get()
        let answers = questions.answers(conversation.first, conversation.second)
        let before = PriorSchema(catalog: answers, Catalog(answers, read: SQL.statements), read: SQL.instructions)
        return .reversing(SQL.instructions(in: migration), knowing: before)
    }

    /// The schema as pg_dump writes it.
    func dump() throws -> String {
        let output = Subprocess.run(
            Command(
                "\(server.binaries.folder)/pg_dump",
                ["--schema-only", "--host", server.folder, "--port", "\(server.port)", "--username", "postgres", name]))
        try #require(output.succeeded, "\(output.errorText)")
        return output.outputText.split(separator: "\n").filter { !$0.hasPrefix("--") && !$0.hasPrefix("\\") }
            .joined(separator: "\n")
    }
}
