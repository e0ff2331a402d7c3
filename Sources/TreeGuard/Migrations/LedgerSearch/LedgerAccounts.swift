import TreeGuardBase

/// The entries of one environment's ledgers for every migration, and their other rows.
package struct LedgerAccounts: Sendable {
    private var entries: [Migration.Key: LedgerEntry] = [:]
    private var reasons: [Migration.Key: [String]] = [:]
    private var books: [Migration.Key: OpenBook] = [:]
    private var rows: [LedgerTable: (names: [String], explained: Set<Int>)] = [:]
    /// Rows that no file explains, by table: from another branch, or from a file that was deleted.
    package private(set) var strangers: [Stranger] = []
    /// Remarks on a ledger as a whole.
    package private(set) var remarks: [String] = []

    /// A row that no file of the tree explains.
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

    /// For environments of which no ledger was asked.
    package init(unrecorded: [Migration] = []) {
        for migration in unrecorded { entries[migration.key] = LedgerEntry.none }
    }

    package func entry(of migration: Migration) -> LedgerEntry { entries[migration.key] ?? .none }
    package func reasons(of migration: Migration) -> [String] { reasons[migration.key] ?? [] }

    /// True if what is said of it comes from TreeGuard's record, and not from a ledger of its framework.
    package func isOurRecord(of migration: Migration) -> Bool { books[migration.key]?.keeper is PlainRecord }

    /// The recording of the migration; nil if its framework's form is not known.
    package func recording(of migration: Migration, _ content: [UInt8]?) -> LedgerRecording? {
        guard let book = books[migration.key] else { return nil }
        var recording = book.keeper.recording(of: migration, content, in: book.table, book.rows)
        if let table = book.table {
            recording?.premise = Amendment.Premise(book.keeper.question(to: table), rows: book.rows)
        }
        return recording
    }

    /// The removal of the migration's row; nil if its framework's form is not known.
    package func removal(of migration: Migration, _ content: [UInt8]?) -> LedgerRecording? {
        guard let book = books[migration.key], let table = book.table else { return nil }
        var removal = book.keeper.removal(of: migration, content, in: table, book.rows)
        removal?.premise = Amendment.Premise(book.keeper.question(to: table), rows: book.rows)
        return removal
    }

    /// The tables that were read.
    package var tables: [LedgerTable] { rows.keys.sorted { $0.description < $1.description } }

    /// Whatever else was read of them: what nobody may trust is not used, nor written to.
    mutating func add(_ failure: Failure, for migrations: [Migration]) {
        for migration in migrations {
            entries[migration.key] = .unreadable(failure)
            books[migration.key] = nil
        }
    }

    mutating func add(remark: String) { if !remarks.contains(remark) { remarks.append(remark) } }

    /// Why nobody can tell what became of a migration; nil where its ledger tells, or there is none.
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

    /// After every sequence has had its say: two may share one table.
    mutating func findStrangers() {
        for (table, (names, explained)) in rows.sorted(by: { $0.key.description < $1.key.description }) {
            strangers += names.indices.filter { !explained.contains($0) }
                .map { Stranger(table: table.description, name: names[$0]) }
        }
    }
}
