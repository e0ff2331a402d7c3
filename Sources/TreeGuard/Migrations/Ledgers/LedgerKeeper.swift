import TreeGuardBase
import TreeGuardSchema

/// The ledger of one framework for one sequence: its place, the columns that identify it, the rows to read, and their
/// meaning for each file. It is pure: the questions are asked elsewhere.
///
/// A framework makes one for each sequence (`Framework.keeper`), with everything that it needs.
package protocol LedgerKeeper: Sendable {
    var place: LedgerPlace { get }
    /// The folder of the migrations, for people.
    var home: RepositoryPath { get }
    /// True if a table of that name has the framework's columns. A name alone is never enough.
    func recognises(_ table: LedgerTable) -> Bool
    /// The columns that `question` reads: all of them must be readable.
    func columns(in table: LedgerTable) -> [String]
    /// The question for the rows. `table` is a recognised one.
    func question(to table: LedgerTable) -> Question
    /// The meaning of the rows. The migrations are those of the tree that would land, and those that the change
    /// removes, in their order.
    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading
    /// The result without a table; by default every migration is `noTable`.
    func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading
    /// The statements that record the migration as the framework would, and their description; nil if the form is not
    /// known. `table` is nil if it is missing; `rows` are the answer to `question`.
    func recording(
        of migration: Migration, _ content: [UInt8]?, in table: LedgerTable?, _ rows: [[String?]]
    ) -> LedgerRecording?
    /// The statements that delete the migration's row, so that the framework would run it again; nil if the form is not
    /// known. `passesOver` names the migrations whose rows must be deleted as well for that.
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

    /// The setting that chooses the table.
    var configurationAdvice: String {
        let key = ShellQuoted("migrations.\(home.bytes.isEmpty ? "." : home.text).ledger")
        return "name it: git config -f .treeguard \(key) SCHEMA.TABLE"
    }
}

/// The migrations of one ledger, with their contents if known.
package struct LedgerMigrations: Sendable {
    /// The migrations of the tree that would land, in their order, then those that the change removes.
    package let list: [Migration]
    private let content: @Sendable (Migration) -> [UInt8]?

    package init(_ list: [Migration], content: @escaping @Sendable (Migration) -> [UInt8]? = { _ in nil }) {
        self.list = list
        self.content = content
    }

    /// The bytes of a migration; nil if nobody needed to read it, because it comes before all changes.
    package func content(of migration: Migration) -> [UInt8]? { content(migration) }
    /// The migrations that would be in the tree.
    package var landing: [Migration] { list.filter { $0.change != .removed } }
}

/// The entries of one ledger for the migrations of one sequence.
package struct LedgerReading: Hashable, Sendable {
    package private(set) var entries: [Migration.Key: LedgerEntry] = [:]
    /// Further reasons: why the framework would never run a migration, and what to change.
    package var reasons: [Migration.Key: [String]] = [:]
    /// The rows that belong to a file, by their index. The others are strangers.
    package var explained: Set<Int> = []
    /// The name of each row for people: "0007_x, recorded 2025-10-14".
    package var names: [String] = []
    /// Remarks about the ledger as a whole.
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
    /// The statements to run in order, within one transaction, after the table was locked.
    package var statements: [Question]
    /// The statements that create the table as the framework would; empty if it exists.
    package var creation: [Question]
    /// The description for people: `public.schema_migrations: version 7`.
    package var description: String
    /// The table to write to.
    package var table: LedgerTable
    /// The rows that the table must still have; nil if the table was missing.
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
    /// The key of a migration within one change: the same path may have one that is removed and one that is added.
    package struct Key: Hashable, Sendable {
        package var path: RepositoryPath
        package var identity: Identity
    }

    package var key: Key { Key(path: path, identity: identity) }
}
