import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// A tool's own table that records a file is never passed by, and one that records other files stops nobody.
@Suite struct KnownLedgersOnAServer {
    private static func accounts(
        _ files: [String], in database: TemporaryDatabase, _ config: Config = Config(), user: String = "postgres",
        text: String = "CREATE TABLE jobs (id int);"
    ) throws -> (LedgerAccounts, [Migration]) {
        let discovery = Discovery(
            migrations: files.map { file in
                let path = RepositoryPath(file)
                let name = PlainName(stem: FileName(path.name).stem)
                return Migration(
                    path: path, identity: .init(framework: "plain", key: name.key), version: name.version,
                    name: name.name, sequence: path.folder, position: name.position, change: .new, content: nil)
            })
        let ledgers = Ledgers(of: discovery, config) { _ in Array(text.utf8) }
        let inquiry = Inquiry(first: ledgers.questions) { ledgers.second($0) }
        let said = try ask(database.settings(user: user), inquiry, TimeLimits()).get()
        return (ledgers.accounts(said.first, said.second), discovery.migrations)
    }

    private static func failure(of entry: LedgerEntry) -> Failure? {
        if case .unreadable(let failure) = entry { failure } else { nil }
    }

    @Test(arguments: LedgerOfATool.all) func aFileThatItRecordsIsNotPlain(_ ledger: LedgerOfATool) throws {
        let database = try TemporaryDatabase()
        try database.execute(ledger.sql)
        // What comes next in the folder is the tool's as well.
        let folder = RepositoryPath(ledger.file).folder
        let (accounts, migrations) = try Self.accounts(
            [ledger.file, "\(folder)/99990102030405_next.sql"], in: database)
        for migration in migrations {
            let failure = try #require(Self.failure(of: accounts.entry(of: migration)))
            #expect(failure.code == .ledgerOfAnotherTool)
            #expect(failure.why.hasPrefix("\(ledger.table), the ledger of \(ledger.tool), "))
            #expect(accounts.recording(of: migration, nil) == nil)
        }
    }

    @Test(arguments: LedgerOfATool.all) func aPersonsWordDecides(_ ledger: LedgerOfATool) throws {
        let database = try TemporaryDatabase()
        try database.execute(ledger.sql)
        let folder = RepositoryPath(ledger.file).folder
        let config = try Config(entries: [("migrations.\(folder).framework", "plain")])
        let (accounts, migrations) = try Self.accounts([ledger.file], in: database, config)
        #expect(try Self.failure(of: accounts.entry(of: migrations[at: 0])) == nil)
        #expect(accounts.remarks.count == 1)
    }

    /// Another project's tables in one database: all of them at once.
    @Test(arguments: [
        ["billing/migrations/001_invoices.sql", "billing/migrations/002_lines.sql"],
        ["billing/migrations/20250607080910_invoices.sql"], ["billing/migrations/0001_initial.sql"],
    ])
    func aTableOfAnotherProjectStopsNobody(files: [String]) throws {
        let database = try TemporaryDatabase()
        for ledger in LedgerOfATool.all where !ledger.isCommonNumber {
            let schema = "other_\(LedgerOfATool.all.firstIndex { $0.testDescription == ledger.testDescription } ?? 0)"
            let isOwn = ledger.sql.contains("CREATE SCHEMA")
            try database.execute(
                isOwn ? ledger.sql : "CREATE SCHEMA \(schema); SET search_path = \(schema); \(ledger.sql)")
        }
        let (accounts, migrations) = try Self.accounts(files, in: database, text: "CREATE TABLE bills (id int);")
        for migration in migrations { #expect(accounts.entry(of: migration) == .none) }
        #expect(accounts.remarks == [])
    }

    /// Of a table that may not be read, only the tool that could run the files is feared.
    @Test func aTableThatMayNotBeReadIsNoReasonToGoOn() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE ROLE blind_\(database.name) LOGIN; "
                + (LedgerOfATool.all.first { $0.tool == "sqlx" }?.sql ?? ""))
        let (accounts, migrations) = try Self.accounts(
            ["migrations/1_create_jobs.sql"], in: database, user: "blind_\(database.name)")
        #expect(try Self.failure(of: accounts.entry(of: migrations[at: 0]))?.code == .permissionDenied)
        try database.execute(
            "DROP TABLE _sqlx_migrations; "
                + LedgerOfATool.all.filter { ["Drizzle", "Django", "Liquibase"].contains($0.tool) }.map(\.sql).joined())
        let others = try Self.accounts(
            ["migrations/1_create_jobs.sql"], in: database, user: "blind_\(database.name)")
        #expect(try others.0.entry(of: others.1[at: 0]) == .none)
        try database.execute("DROP OWNED BY blind_\(database.name); DROP ROLE blind_\(database.name)")
    }

    @Test func aLedgerOfTheTeamsOwnIsRead() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            "CREATE TABLE schema_migrations (version text); INSERT INTO schema_migrations VALUES ('001')")
        let config = try Config(entries: [("migrations.db/migrations.ledger", "public.schema_migrations")])
        let (accounts, migrations) = try Self.accounts(["db/migrations/001_jobs.sql"], in: database, config)
        #expect(try accounts.entry(of: migrations[at: 0]) == .recorded(.notKept))
    }

    /// A table of an application whose name or columns are those of a ledger, and nothing more.
    @Test func aTableThatOnlySharesANameIsNone() throws {
        let database = try TemporaryDatabase()
        try database.execute(
            """
            CREATE TABLE migrations (id int, bird text); CREATE TABLE schema_migrations (species text);
            CREATE TABLE changes (id int, change text); CREATE TABLE caches (key text, dirty boolean);
            INSERT INTO schema_migrations VALUES ('001_jobs'); INSERT INTO changes VALUES (1, '001_jobs');
            """)
        let (accounts, migrations) = try Self.accounts(["db/migrations/001_jobs.sql"], in: database)
        #expect(try accounts.entry(of: migrations[at: 0]) == .none)
    }
}

extension LedgerOfATool {
    /// One that keeps short numbers and nothing else: there another project's 1 is not told from ours.
    fileprivate var isCommonNumber: Bool { tool == "tern" || tool.hasPrefix("Rails") }
}
