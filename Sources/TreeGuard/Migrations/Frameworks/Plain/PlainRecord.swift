import TreeGuardBase
import TreeGuardSchema

/// The stand-in for the ledger that plain SQL does not have: TreeGuard's own record of what it deployed. A file that it
/// does not know is judged by its objects, as if there were none.
struct PlainRecord: LedgerKeeper {
    let place = LedgerPlace(table: RunRecord.table, schema: RunRecord.schema)
    let home: RepositoryPath

    func recognises(_ table: LedgerTable) -> Bool { RunHistory.columns.allSatisfy { table.has($0) } }
    func columns(in table: LedgerTable) -> [String] { RunHistory.columns }
    func question(to table: LedgerTable) -> Question { RunHistory.question }

    /// Of what nobody has a word for, there is no ledger.
    func readingWithoutTable(_ migrations: LedgerMigrations) -> LedgerReading { LedgerReading() }

    func reading(of rows: [[String?]], in table: LedgerTable, _ migrations: LedgerMigrations) -> LedgerReading {
        let history = RunHistory(rows)
        let paths = Set(migrations.list.map(\.path.text))
        var reading = LedgerReading()
        // It is a history of all frameworks and all branches: no row of it is a stranger.
        reading.names = rows.map { _ in "" }
        reading.explained = Set(rows.indices)
        for migration in migrations.list {
            let entry = history.last(of: migration) { paths.contains($0) }
            reading.set(self.entry(entry, migrations.content(of: migration)), for: migration)
        }
        return reading
    }

    private func entry(_ entry: RunHistory.Entry?, _ content: [UInt8]?) -> LedgerEntry {
        guard let entry, entry.outcome != .rolledBack else { return .none }
        guard !entry.isUnfinished else { return .unfinished("\(entry.standing): treeguard deploy goes on there") }
        guard let content else { return .recorded(.notKept) }
        return .recorded(ContentDigest.all(of: content).contains(entry.digest) ? .matches : .differs)
    }
}
