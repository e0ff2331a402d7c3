import TestSupport
import TreeGuardMigrations
import TreeGuardSQL
import TreeGuardSchema
import TreeGuardVerdicts

/// A database in which files have run, without a server; and what is said of other files there.
struct ImaginedProduction {
    var catalog: Catalog

    init(_ files: String...) { catalog = .after(files) }

    /// The states of files that a change adds.
    ///
    /// - Parameters:
    ///   - earlier: the files that the protected branch has
    ///   - ledger: nil where the tool keeps none; else its entry for each file
    func states(
        of files: [String], after earlier: [String] = [], ledger: [LedgerEntry]? = nil,
        change: Migration.Change = .new
    ) -> [MigrationState] {
        judgements(of: files, after: earlier, ledger: ledger, change: change).map(\.state)
    }

    func state(of file: String, after earlier: [String] = []) -> MigrationState? {
        states(of: [file], after: earlier).first
    }

    func judgements(
        of files: [String], after earlier: [String] = [], ledger: [LedgerEntry]? = nil,
        change: Migration.Change = .new, comparing remedy: ComparisonRemedy = .undecided
    ) -> [Judgement] {
        let entries = ledger ?? files.map { _ in LedgerEntry.none }
        let recorded = entries.indices.filter { if case .recorded = entries[$0] { true } else { false } }
        return zip(located(files, after: earlier, recorded: Set(recorded)), entries).map { evidence, entry in
            Judgement(of: Judgement.Subject(change: change, ledger: entry, evidence: evidence), comparing: remedy)
        }
    }

    func located(_ files: [String], after earlier: [String] = [], recorded: Set<Int> = []) -> [Evidence] {
        let scripts = files.map { Script(SQL.statements(in: $0)) }
        let before = EarlierFiles(earlier.map { Script(SQL.statements(in: $0)) }, before: scripts)
        return Evidence.located(
            catalog.evidence(for: scripts, after: before.scripts), sequences: files.map { _ in 0 },
            recorded: recorded, on: before.ground(in: catalog))
    }
}
