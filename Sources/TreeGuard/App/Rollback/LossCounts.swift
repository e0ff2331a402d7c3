import TreeGuardBase
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema

/// How much each file's way back would take away, counted over connections that cannot write.
struct LossCounts {
    private let connection: ConnectionSettings
    private let limits: TimeLimits
    /// Over all files, in the order in which they run.
    private var search = LossSearch()

    init(_ connection: ConnectionSettings, _ limits: TimeLimits) {
        self.connection = connection
        self.limits = limits
    }

    /// - Parameter ledgers: tables that are left out, for the framework keeps them
    mutating func counts(
        of instructions: [Instruction], without ledgers: Set<String> = []
    ) throws(Failure) -> [RollbackReport.LossCount] {
        let losses = search.losses(of: instructions).filter { loss in
            loss.table.map { !ledgers.contains($0.name) } ?? true
        }
        guard !losses.isEmpty else { return [] }
        let found = try ask(connection, Inquiry(first: losses.map(\.presence)) { _ in [] }, limits).get().first
        var counts: [RollbackReport.LossCount] = []
        for (loss, answer) in zip(losses, found) {
            guard let tables = loss.tables(answer) else {
                let table = loss.table ?? ObjectName("")
                counts.append(RollbackReport.LossCount(table, column: loss.column, id: nil, rows: nil))
                continue
            }
            for table in tables {
                counts.append(
                    RollbackReport.LossCount(
                        table.name, column: loss.column, id: table.id,
                        rows: table.hasColumn ? rows(loss.count(in: table)) : nil))
            }
        }
        return counts
    }

    /// nil where nobody can tell. Each is asked for by itself: one may take too long.
    private func rows(_ question: Question) -> Int? {
        let told = try? ask(connection, Inquiry(first: [question]) { _ in [] }, limits).get()
        return told?.first.first?.rows.first?.first.flatMap { $0 }.flatMap { Int($0) }
    }
}
