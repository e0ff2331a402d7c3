import TreeGuardMigrations
import TreeGuardSchema

extension FileRun {
    /// The rows that the file's last transaction writes in addition to the file's statements.
    package var ending: Amendment {
        var ending = noted
        if let record { ending.statements.append(record.applied) }
        return ending
    }

    /// The record that a part is done, written in its transaction or right after it.
    package func progress(after part: Int) -> Amendment {
        Amendment(statements: record.map { [$0.running(begun: part + 1, done: part + 1)] } ?? [])
    }

    /// The record that a part is about to run outside a transaction.
    package func intention(of part: Int) -> Amendment {
        Amendment(statements: record.map { [$0.running(begun: part + 1, done: part)] } ?? [])
    }
}

extension LedgerRecording {
    /// The statements that write the row: create the table if it is missing, lock it, check that it has not changed.
    package var amendment: Amendment {
        Amendment(
            preparations: creation + [Question("LOCK TABLE \(table.sql) IN SHARE ROW EXCLUSIVE MODE")],
            // If the table was missing and somebody else created it meanwhile, it must still be empty.
            premises: [premise ?? Amendment.Premise(Question("SELECT 1 FROM \(table.sql) LIMIT 1"), rows: [])],
            statements: statements)
    }
}
