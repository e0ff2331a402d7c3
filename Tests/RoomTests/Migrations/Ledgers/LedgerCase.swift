import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The migrations of one folder and the rows of its ledger, without any database.
struct LedgerCase {
    var framework = "drizzle"
    var migrations: [Migration] = []
    var contents: [RepositoryPath: [UInt8]] = [:]
    var named: FolderSettings?
    var files: [RepositoryPath: [UInt8]] = [:]

    mutating func add(
        _ path: RepositoryPath, key: String, _ bookkeeping: JournalEntry? = nil, _ text: String? = nil,
        change: Migration.Change? = nil
    ) {
        let name = FileName(path.name).stem
        let plain = Migration.Identity(framework: framework, key: key)
        let number = name.utf8.prefix(while: \.isDigit)
        migrations.append(
            Migration(
                path: path, identity: plain, version: String(decoding: number, as: UTF8.self), name: name,
                sequence: path.folder,
                position: Position(numbers: number.isEmpty ? [] : [WrittenNumber(number)], name: name),
                change: change, content: nil, bookkeeping: bookkeeping))
        contents[path] = text.map { Array($0.utf8) }
    }

    func keeper() throws -> any LedgerKeeper {
        let sequence = LedgerSequence(
            path: migrations.first?.path.folder ?? "drizzle", migrations: migrations, named: named, files: files)
        return try #require(Frameworks.named(framework)?.keeper(of: sequence))
    }

    func reading(_ rows: [[String?]], in table: LedgerTable) throws -> LedgerReading {
        let contents = contents
        return try keeper().reading(
            of: rows, in: table, LedgerMigrations(migrations) { contents[$0.path] })
    }

    /// The entries in the migrations' order, with what is said besides.
    func entries(_ rows: [[String?]], in table: LedgerTable) throws -> [(entry: LedgerEntry?, reasons: String)] {
        let reading = try reading(rows, in: table)
        return migrations.map { (reading.entries[$0.key], (reading.reasons[$0.key] ?? []).joined(separator: "\n")) }
    }
}

extension LedgerTable {
    static let drizzle = LedgerTable(
        schema: "drizzle", name: "__drizzle_migrations",
        columns: [Column("id", "integer"), Column("hash", "text"), Column("created_at", "bigint")])
    static let drizzleWithNames = LedgerTable(
        schema: "drizzle", name: "__drizzle_migrations",
        columns: drizzle.columns + [
            Column("name", "text"), Column("applied_at", "timestamp with time zone"),
        ])
}

/// The hash that drizzle stores of a text.
func digest(_ text: String) -> String { SHA256(of: Array(text.utf8)).description }
