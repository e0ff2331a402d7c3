import TreeGuardBase
import TreeGuardSchema

/// How one framework remembers the migrations of one sequence: where its ledger may be, how a table is told to be it,
/// what to read of it, and what its rows say of each file. Pure: the asking is done elsewhere.
///
/// A framework makes one for each sequence (`Framework.keeper`), with all that it needs in itself.
package protocol LedgerKeeper: Sendable {
    var place: LedgerPlace { get }
    /// The folder whose migrations it remembers, for people.
    var home: RepositoryPath { get }
    /// True if a table of the name has the columns that the framework makes. Names are never enough.
    func recognises(_ table: LedgerTable) -> Bool
    /// The columns that `question` reads: all of them must be readable.
    func columns(in table: LedgerTable) -> [String]
    /// The question that reads the ledger. `table` is one that it recognised.
    func question(to table: LedgerTable) -> Question
    /// The reading of the rows. The migrations are those that would be in the tree and those that the change removes,
    /// in their order.
    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading
    /// The reading without any table; every migration is `noTable` otherwise.
    func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading
    /// The statements that record the migration as the framework would have done, and in words what they write; nil
    /// where that is not known. `table` is nil where none is there yet; `rows` are those that `question` brought.
    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording?
    /// The statements that take the migration's row away, so that the framework would run it again; nil where that is
    /// not known. `passesOver` names those whose rows must go as well, or it would not.
    func removal(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable, _ rows: [[String?]]
    ) -> LedgerRecording?
}

extension LedgerKeeper {
    package func removal(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable, _ rows: [[String?]]
    ) -> LedgerRecording? { nil }
    package func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading {
        LedgerReading(entries: migrations.list.map { ($0, .noTable) })
    }
    package func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording? { nil }

    /// The edit that settles which table is meant.
    var configurationAdvice: String {
        let key = ShellQuoted("migrations.\(home.bytes.isEmpty ? "." : home.text).ledger")
        return "name it: git config -f .treeguard \(key) SCHEMA.TABLE"
    }
}

/// The migrations that one ledger remembers, with what they say where that is known.
package struct LedgerMigrations: Sendable {
    /// The migrations of the tree that would land, in their order, then those that the change removes.
    package let list: [Migration]
    private let content: @Sendable (Migration) -> [UInt8]?

    package init(_ list: [Migration], content: @escaping @Sendable (Migration) -> [UInt8]? = { _ in nil }) {
        self.list = list
        self.content = content
    }

    /// The bytes of a migration; nil where nobody needed to read it, because it stands before all that changes.
    package func content(of migration: Migration) -> [UInt8]? { content(migration) }
    /// The migrations that would be in the tree.
    package var landing: [Migration] { list.filter { $0.change != .removed } }
}

/// The entries of one ledger for the migrations of one sequence.
package struct LedgerReading: Hashable, Sendable {
    package private(set) var entries: [Migration.Key: LedgerEntry] = [:]
    /// More than the entry tells, in words that lead on: why the framework would never run it, what to change.
    package var reasons: [Migration.Key: [String]] = [:]
    /// The rows that belong to a file, by their index. The others are strangers.
    package var explained: Set<Int> = []
    /// For each row what to call it, for people: "0007_x, recorded 2025-10-14".
    package var names: [String] = []
    /// Remarks on the ledger as a whole.
    package var remarks: [String] = []

    package init() {}
    package init(entries: some Sequence<(Migration, LedgerEntry)>) {
        for (migration, entry) in entries { self.entries[migration.key] = entry }
    }

    package mutating func set(_ entry: LedgerEntry, for migration: Migration, _ reasons: String...) {
        entries[migration.key] = entry
        self.reasons[migration.key] = reasons.isEmpty ? nil : reasons
    }
}

/// The statements that record one migration as applied.
package struct LedgerRecording: Hashable, Sendable {
    /// Run in order, within one transaction, after the table was locked.
    package var statements: [Question]
    /// Makes the table as the framework would, where there is none; empty where there is one.
    package var creation: [Question]
    /// The written values, for people: `public.schema_migrations: version 7`.
    package var description: String
    /// The table that is written to.
    package var table: LedgerTable
    /// The rows that the table must still hold when it is written to; nil if it was not there.
    package var premise: Amendment.Premise?
    /// Migrations that the framework would never run once this one is recorded, unless they are recorded as well.
    package var passesOver: [RepositoryPath]

    package init(
        statements: [Question], creation: [Question] = [], description: String, table: LedgerTable,
        passesOver: [RepositoryPath] = []
    ) {
        self.statements = statements
        self.creation = creation
        self.description = description
        self.table = table
        self.passesOver = passesOver
    }
}

extension Migration {
    /// Tells apart the migrations of one change: a path may hold one that goes and one that comes.
    package struct Key: Hashable, Sendable {
        package var path: RepositoryPath
        package var identity: Identity
    }

    package var key: Key { Key(path: path, identity: identity) }
}
