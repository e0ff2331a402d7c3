import TreeGuardBase
import TreeGuardSchema

/// How Drizzle remembers. 0.x reads one row, the one with the highest `created_at`, and runs every entry of the
/// journal with a higher `when`; 1.x runs every folder whose name no row has. Neither ever reads the hash.
struct DrizzleLedger: LedgerKeeper {
    static let usualTable = "__drizzle_migrations"
    static let usualSchema = "drizzle"

    let place: LedgerPlace
    let home: RepositoryPath
    private let migrations: [Migration]

    init(_ sequence: LedgerSequence) {
        home = sequence.path
        migrations = sequence.migrations
        place = sequence.named?.ledger.map { LedgerPlace($0) } ?? DrizzleLedger.place(of: sequence)
    }

    /// The place that the nearest configuration for this folder names.
    private static func place(of sequence: LedgerSequence) -> LedgerPlace {
        let found = sequence.files.compactMap { path, bytes -> (path: RepositoryPath, settings: DrizzleSettings)? in
            guard DrizzleSettings.fileNames.contains(path.name) else { return nil }
            let settings = DrizzleSettings(bytes)
            // The folder in which drizzle-kit is run is the file's own, or the repository's root.
            let means = [path.folder, RepositoryPath("")].contains { settings.folder(from: $0) == sequence.path }
            return means ? (path, settings) : nil
        }
        guard let (path, settings) = found.max(by: { $0.path.components.count < $1.path.components.count }) else {
            return LedgerPlace(table: usualTable)
        }
        guard !settings.isComputed else { return LedgerPlace(table: settings.table ?? usualTable) }
        guard settings.table != nil || settings.schema != nil else {
            return LedgerPlace(table: usualTable, usualSchema: usualSchema)
        }
        return LedgerPlace(
            table: settings.table ?? usualTable, schema: settings.schema ?? usualSchema, toldBy: "\(path)")
    }

    func recognises(_ table: LedgerTable) -> Bool {
        table.has("id", "hash", "created_at")
            && ["bigint", "integer", "numeric"].contains(table.type(of: "created_at") ?? "")
    }

    func columns(in table: LedgerTable) -> [String] {
        ["id", "hash", "created_at"] + (isNamed(table) ? ["name"] : [])
    }

    /// 1.x adds the column, and takes it for the sign of its own form.
    private func isNamed(_ table: LedgerTable) -> Bool { table.has("name") }

    func question(to table: LedgerTable) -> Question {
        Question(
            """
            SELECT hash, created_at, created_at > extract(epoch FROM now()) * 1000, \(isNamed(table) ? "name" : "NULL")
            FROM \(table.sql) ORDER BY id
            """)
    }

    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading {
        let rows = rows.map { DrizzleRow($0) }
        var reading = LedgerReading()
        reading.names = rows.map(\.description)
        let journal = DrizzleJournalReading(rows, migrations)
        let folders = DrizzleFolderReading(rows, migrations, isNamed: isNamed(table))
        for migration in migrations.list {
            switch migration.bookkeeping {
            case .journal(let when): journal.read(migration, when: when, into: &reading)
            case .folder(let when): folders.read(migration, when: when, into: &reading)
            default: journal.readUnlisted(migration, into: &reading)
            }
        }
        journal.addRemarks(to: &reading, table)
        folders.addRemarks(to: &reading, table)
        return reading
    }

    /// Nothing was ever recorded: 0.x would run the whole journal, in its order.
    func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading {
        var reading = LedgerReading()
        for migration in migrations.list {
            if migration.bookkeeping == .unlisted {
                reading.set(.notRecorded(willRun: false), for: migration, DrizzleJournalReading.unlisted(migration))
            } else {
                reading.set(.noTable, for: migration)
            }
        }
        return reading
    }

    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording? {
        guard let content else { return nil }
        let when: Int
        let isFolder: Bool
        switch migration.bookkeeping {
        case .journal(let moment): (when, isFolder) = (moment, false)
        case .folder(let moment): (when, isFolder) = (moment, true)
        default: return nil
        }
        let target =
            table
            ?? LedgerTable(
                schema: place.schema ?? DrizzleLedger.usualSchema, name: place.table, columns: [])
        let writesName = isFolder && (table.map(isNamed) ?? true)
        let hash = DrizzleHash.asWritten(content)
        var columns = [("hash", hash), ("created_at", "\(when)")]
        if writesName { columns.append(("name", migration.identity.key)) }
        let names = columns.map { "\"\($0.0)\"" }.joined(separator: ", ")
        let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let insert = Question("INSERT INTO \(target.sql) (\(names)) VALUES (\(places))", columns.map(\.1))
        let said = columns.map { "\($0.0) \(Escaped($0.1))" }.joined(separator: ", ")
        return LedgerRecording(
            statements: [insert], creation: table == nil ? creation(of: target, isFolder) : [],
            description: "\(target.description): \(said)", table: target,
            passesOver: isFolder ? [] : passedOver(by: when, rows.map { DrizzleRow($0) }))
    }

    func removal(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable, _ rows: [[String?]]
    ) -> LedgerRecording? {
        let rows = rows.map { DrizzleRow($0) }
        let own: [DrizzleRow]
        let hidden: [RepositoryPath]
        switch migration.bookkeeping {
        case .journal(let when):
            own = rows.filter { $0.when == when }
            // 0.x runs nothing that is older than its newest row.
            hidden = migrations.filter { other in
                guard case .journal(let later) = other.bookkeeping, later > when else { return false }
                return rows.contains { $0.when == later }
            }.map(\.path)
        case .folder(let when):
            own = rows.filter { $0.name == migration.identity.key || $0.name == nil && $0.when == when }
            hidden = []
        default: return nil
        }
        guard own.count == 1, let moment = own[0].when else { return nil }
        return LedgerRecording(
            statements: [
                Question(
                    "DELETE FROM \(table.sql) WHERE hash = $1 AND created_at = $2::numeric", [own[0].hash, "\(moment)"])
            ], description: "\(table.description): \(own[0])", table: table, passesOver: hidden)
    }

    /// The table as drizzle makes it before its first run.
    private func creation(of table: LedgerTable, _ isFolder: Bool) -> [Question] {
        let more = isFolder ? ",\n    name text,\n    applied_at timestamp with time zone DEFAULT now()" : ""
        return [
            Question("CREATE SCHEMA IF NOT EXISTS \(sqlIdentifier(table.schema))"),
            Question(
                """
                CREATE TABLE IF NOT EXISTS \(table.sql) (
                    id SERIAL PRIMARY KEY,
                    hash text NOT NULL,
                    created_at bigint\(more)
                )
                """),
        ]
    }

    /// Entries without a row that a row of that moment would push below the highest one.
    private func passedOver(by when: Int, _ rows: [DrizzleRow]) -> [RepositoryPath] {
        let highest = rows.compactMap(\.when).max() ?? Int.min
        return migrations.compactMap { migration in
            guard case .journal(let other) = migration.bookkeeping, migration.change != .removed, other < when,
                other > highest,
                !rows.contains(where: { $0.when == other })
            else { return nil }
            return migration.path
        }
    }
}
