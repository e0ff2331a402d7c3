import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The rows that `treeguard repair` would write into the ledgers of one environment, and those that it refuses and why.
package struct RepairPlan: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var migration: Migration
        package var recording: LedgerRecording
    }

    package struct Refusal: Hashable, Sendable {
        package var migration: Migration
        package var why: String
        package var state = MigrationState.untracked
    }

    /// The items in the order in which they are recorded.
    package private(set) var items: [Item] = []
    package private(set) var refusals: [Refusal] = []

    /// - Parameters:
    /// - untracked: every migration in that state, with the statements that record it
    /// - unread: migrations whose ledger could not be read, and why
    /// - mayCreateLedger: whether a missing ledger may be created
    package init(
        untracked: [(migration: Migration, recording: LedgerRecording?)],
        unread: [(migration: Migration, why: String)] = [], mayCreateLedger: Bool
    ) {
        for (migration, recording) in untracked {
            guard let recording else {
                refuse(migration, "how \(migration.framework) would record it is not known: its own tool must do it")
                continue
            }
            guard mayCreateLedger || recording.creation.isEmpty else {
                refuse(
                    migration,
                    "there is no ledger: --create-ledger makes \(recording.table.description) as the framework does")
                continue
            }
            items.append(Item(migration: migration, recording: recording))
        }
        leaveOutWhatHidesOthers()
        // A reason that holds for a whole folder is reported once.
        var said: Set<RepositoryPath> = []
        for (migration, why) in unread where said.insert(migration.sequence).inserted {
            refusals.append(Refusal(migration: migration, why: why, state: .unknown))
        }
    }

    private mutating func refuse(_ migration: Migration, _ why: String) {
        refusals.append(Refusal(migration: migration, why: why))
    }

    /// Removes items whose record would hide a pending migration: frameworks skip files below the highest recorded one.
    /// Removing one item may expose the next.
    private mutating func leaveOutWhatHidesOthers() {
        while true {
            let recorded = Set(items.map(\.migration.path))
            guard
                let index = items.firstIndex(where: { item in
                    item.recording.passesOver.contains { !recorded.contains($0) }
                })
            else { return }
            let item = items.remove(at: index)
            let hidden = item.recording.passesOver.filter { !recorded.contains($0) }.map(\.description)
            refuse(
                item.migration,
                "once it is recorded, \(item.migration.framework) would never run "
                    + "\(hidden.joined(separator: ", ")): deploy that first")
        }
    }

    /// One transaction that locks the tables and reads them again, to be sure that nobody else wrote to them.
    package var amendment: Amendment {
        var creation: [Question] = []
        var premises: [Amendment.Premise] = []
        for item in items {
            for question in item.recording.creation where !creation.contains(question) { creation.append(question) }
            // If the table was missing and somebody else created it meanwhile, it must still be empty.
            let premise =
                item.recording.premise
                ?? Amendment.Premise(Question("SELECT 1 FROM \(item.recording.table.sql) LIMIT 1"), rows: [])
            if !premises.contains(premise) { premises.append(premise) }
        }
        // Tables are locked in the order of their names, so that two repairs never deadlock.
        let locks = Set(items.map(\.recording.table.sql)).sorted().map {
            Question("LOCK TABLE \($0) IN SHARE ROW EXCLUSIVE MODE")
        }
        return Amendment(
            preparations: creation + locks, premises: premises, statements: items.flatMap(\.recording.statements))
    }
}
