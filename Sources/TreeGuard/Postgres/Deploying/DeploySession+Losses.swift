import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema

/// Guards against rows that were written after the user was told that there are none.
extension DeploySession {
    /// Checks the instruction's losses, under the lock that it takes itself: from then on nobody writes a row. Throws
    /// if a row exists whose loss was not accepted.
    func refuseLosses(of instruction: Instruction, _ run: FileRun) throws(ServerRefusal) {
        guard let mayLose = run.mayLose else { return }
        for loss in instruction.losses {
            guard let tables = loss.tables(try session.execute(loss.presence)) else { continue }
            for table in tables where table.hasColumn && !mayLose.contains(table.id) {
                _ = try session.execute("LOCK TABLE \(table.sql) IN ACCESS EXCLUSIVE MODE")
                guard try holdsAnything(loss, table) else { continue }
                throw ServerRefusal(
                    Failure(
                        .changedMeanwhile, what: "\(run.path) was not rolled back",
                        why: "\(Escaped("\(table.name)")) holds rows now, and held none when this was shown",
                        next: "look again"))
            }
        }
    }

    /// True if the table holds anything. A row hidden by a policy is an error, not an empty table.
    private func holdsAnything(_ loss: Loss, _ table: LosingTable) throws(ServerRefusal) -> Bool {
        let own = try session.execute("SELECT pg_catalog.current_setting('row_security')").rows.first?.first ?? "on"
        try setRowSecurity("off")
        let answer = try session.execute(loss.anything(in: table))
        try setRowSecurity(own ?? "on")
        return answer.rows.first?.first != "f"
    }

    private func setRowSecurity(_ value: String) throws(ServerRefusal) {
        _ = try session.execute(Question("SELECT pg_catalog.set_config('row_security', $1, true)", [value]))
    }
}
