import TreeGuardBase

/// The entries of every migration in the ledgers of one environment, and the ledgers' other rows.
package struct LedgerAccounts: Sendable {
    private var entries: [Migration.Key: LedgerEntry] = [:]
    private var reasons: [Migration.Key: [String]] = [:]
    private var books: [Migration.Key: OpenBook] = [:]
    private var rows: [LedgerTable: (names: [String], explained: Set<Int>)] = [:]
    /// Rows without a file, by table: from another branch, or from a file that was deleted.
    package private(set) var strangers: [Stranger] = []
    /// Remarks about whole ledgers.
    package private(set) var remarks: [String] = []

    /// A row without a file in the tree.
    package struct Stranger: Hashable, Sendable {
        package var table: String
        package var name: String

        package init(table: String, name: String) {
            self.table = table
            self.name = name
        }
    }

    /// A ledger that was found, or found absent, with its rows.
    private struct OpenBook: Sendable {
        var keeper: any LedgerKeeper
        var table: LedgerTable?
        var rows: [[String?]]
    }

    /// Makes the accounts of an environment whose ledgers were not asked.
    package init(unrecorded: [Migration] = []) {
        for migration in unrecorded { entries[migration.key] = LedgerEntry.none }
    }

    package func entry(of migration: Migration) -> LedgerEntry { entries[migration.key] ?? .none }
    package func reasons(of migration: Migration) -> [String] { reasons[migration.key] ?? [] }

    /// True if the entry comes from TreeGuard's record, not from a ledger of its framework.
    package func isOurRecord(of migration: Migration) -> Bool { books[migration.key]?.keeper is PlainRecord }

    /// The statements that record the migration; nil if its framework's form is not known.
    package func recording(of migration: Migration, _ content: [UInt8]?) -> LedgerRecording? {
        guard let book = books[migration.key] else { return nil }
        var recording = book.keeper.recording(of: migration, content, in: book.table, book.rows)
        if let table = book.table {
            recording?.premise = Amendment.Premise(book.keeper.question(to: table), rows: book.rows)
        }
        return recording
    }

    /// The statements that delete the migration's row; nil if its framework's form is not known.
    package func removal(of migration: Migration, _ content: [UInt8]?) -> LedgerRecording? {
        guard let book = books[migration.key], let table = book.table else { return nil }
        var removal = book.keeper.removal(of: migration, content, in: table, book.rows)
        removal?.premise = Amendment.Premise(book.keeper.question(to: table), rows: book.rows)
        return removal
    }

    /// The tables that were read.
    package var tables: [LedgerTable] { rows.keys.sorted { $0.description < $1.description } }

    /// Marks a ledger as unreadable, whatever else was read from it: it is neither used nor written to.
    mutating func add(_ failure: Failure, for migrations: [Migration]) {
        for migration in migrations {
            entries[migration.key] = .unreadable(failure)
            books[migration.key] = nil
        }
    }

    mutating func add(remark: String) { if !remarks.contains(remark) { remarks.append(remark) } }

    /// The reason why the state of a migration is not known; nil if its ledger tells it, or there is none.
    package func obstacle(to migration: Migration) -> Failure? {
        if case .unreadable(let failure) = entry(of: migration) { failure } else { nil }
    }

    mutating func add(
        _ reading: LedgerReading, _ keeper: any LedgerKeeper, _ table: LedgerTable?, _ found: [[String?]] = []
    ) {
        entries.merge(reading.entries) { $1 }
        reasons.merge(reading.reasons) { $1 }
        let book = OpenBook(keeper: keeper, table: table, rows: found)
        for key in reading.entries.keys { books[key] = book }
        for remark in reading.remarks where !remarks.contains(remark) { remarks.append(remark) }
        guard let table else { return }
        rows[table, default: (reading.names, [])].explained.formUnion(reading.explained)
    }

    /// Finds the rows without a file, after every sequence was read: two sequences may share one table.
    mutating func findStrangers() {
        for (table, (names, explained)) in rows.sorted(by: { $0.key.description < $1.key.description }) {
            strangers += names.indices.filter { !explained.contains($0) }
                .map { Stranger(table: table.description, name: names[$0]) }
        }
    }
}
