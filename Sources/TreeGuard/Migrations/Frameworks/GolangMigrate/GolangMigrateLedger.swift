import TreeGuardBase
import TreeGuardSchema

/// The ledger of golang-migrate: one row, with the version at which the database stands. `up` runs only files above it, so
/// a file below it that never ran is passed over for ever, in silence. The row is written as dirty before a file runs.
struct GolangMigrateLedger: LedgerKeeper {
    let place: LedgerPlace
    let home: RepositoryPath
    private let migrations: [Migration]

    init(_ sequence: LedgerSequence) {
        home = sequence.path
        migrations = sequence.migrations
        place = sequence.named?.ledger.map { LedgerPlace($0) } ?? LedgerPlace(table: "schema_migrations")
    }

    /// Ecto and others have a table of this name, too: with other columns, or more.
    func recognises(_ table: LedgerTable) -> Bool {
        table.columns.count == 2 && table.type(of: "version") == "bigint" && table.type(of: "dirty") == "boolean"
    }

    func columns(in table: LedgerTable) -> [String] { ["version", "dirty"] }

    func question(to table: LedgerTable) -> Question {
        Question("SELECT version::text, dirty FROM \(table.sql) LIMIT 2")
    }

    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading {
        var reading = LedgerReading()
        guard let row = Row(rows) else {
            for migration in migrations.list { reading.set(.notRecorded(willRun: true), for: migration) }
            return reading
        }
        reading.names = ["version \(row.version)"]
        for migration in migrations.list {
            guard let version = migration.numberedVersion else {
                reading.set(
                    .notRecorded(willRun: false), for: migration,
                    "its name has no version: golang-migrate passes it over")
                continue
            }
            if version == row.version {
                reading.explained = [0]
                reading.set(entry(at: row), for: migration)
            } else if version > row.version {
                reading.set(.notRecorded(willRun: true), for: migration)
            } else if migration.change == nil {
                // It stood before this one, in the target's tree as well.
                reading.set(.recorded(.notKept), for: migration)
            } else {
                // It ran, or it came too late. The row does not tell: its objects do.
                reading.set(
                    .none, for: migration,
                    "golang-migrate stands at \(row.version): if this file did not run before, it never will, without a word"
                )
            }
        }
        if reading.explained.isEmpty {
            reading.remarks.append(
                "\(table.description) stands at version \(row.version), which no file has: golang-migrate refuses every "
                    + "command until that file is there")
        }
        return reading
    }

    private func entry(at row: Row) -> LedgerEntry {
        row.isDirty
            ? .unfinished("golang-migrate began version \(row.version) and did not see its end (dirty)")
            : .recorded(.notKept)
    }

    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording? {
        guard let version = migration.numberedVersion else { return nil }
        let row = Row(rows)
        // A lower version would make golang-migrate run again what stands above it.
        if let row, row.isDirty || row.version >= version { return nil }
        let target = table ?? LedgerTable(schema: place.schema ?? "public", name: place.table, columns: [])
        let between = migrations.filter { other in
            guard other.change != .removed, let number = other.numberedVersion, number < version else { return false }
            return row.map { number > $0.version } ?? true
        }
        return LedgerRecording(
            statements: standing(at: "\(version)", in: target), creation: table == nil ? [creation(of: target)] : [],
            description: "\(target.description): version \(version), dirty false", table: target,
            passesOver: between.map(\.path))
    }

    func removal(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable, _ rows: [[String?]]
    ) -> LedgerRecording? {
        guard let row = Row(rows), let version = migration.numberedVersion, version == row.version else { return nil }
        let before = migrations.filter { $0.change != .removed }.compactMap(\.numberedVersion).filter { $0 < version }
            .max()
        return LedgerRecording(
            statements: standing(at: before.map { "\($0)" }, in: table),
            description: "\(table.description): " + (before.map { "version \($0), dirty false" } ?? "no version"),
            table: table)
    }

    /// The statements that golang-migrate uses: the one row is replaced.
    private func standing(at version: String?, in table: LedgerTable) -> [Question] {
        [Question("DELETE FROM \(table.sql)")]
            + (version.map { [Question("INSERT INTO \(table.sql) (version, dirty) VALUES ($1::bigint, false)", [$0])] }
                ?? [])
    }

    private func creation(of table: LedgerTable) -> Question {
        Question(
            "CREATE TABLE IF NOT EXISTS \(table.sql) (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)")
    }

    /// The one row; nil where golang-migrate never ran, or was taken back to the beginning.
    private struct Row {
        let version: WrittenNumber
        let isDirty: Bool

        init?(_ rows: [[String?]]) {
            guard let row = rows.first, row.count == 2, let version = row[0] else { return nil }
            self.version = WrittenNumber(version.utf8)
            isDirty = row[1] == "t"
        }
    }
}

extension Migration {
    /// The digits before the first underscore.
    fileprivate var numberedVersion: WrittenNumber? { position.numbers.first }
}
