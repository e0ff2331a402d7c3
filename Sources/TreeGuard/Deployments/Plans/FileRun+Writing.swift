import TreeGuardMigrations
import TreeGuardSchema

extension FileRun {
    /// The statements that the last transaction of the file runs beside it.
    package var ending: Amendment {
        var ending = noted
        if let record { ending.statements.append(record.applied) }
        return ending
    }

    /// The statements that note that a part is done, in its transaction or right after it.
    package func progress(after part: Int) -> Amendment {
        Amendment(statements: record.map { [$0.running(begun: part + 1, done: part + 1)] } ?? [])
    }

    /// The statements that note that a part that runs alone is about to run.
    package func intention(of part: Int) -> Amendment {
        Amendment(statements: record.map { [$0.running(begun: part + 1, done: part)] } ?? [])
    }
}

extension LedgerRecording {
    /// The statements that write the row: the table made where there is none, locked, and seen to be as it was.
    package var amendment: Amendment {
        Amendment(
            preparations: creation + [Question("LOCK TABLE \(table.sql) IN SHARE ROW EXCLUSIVE MODE")],
            // Where there was none, whoever made one meanwhile must not have written to it.
            premises: [premise ?? Amendment.Premise(Question("SELECT 1 FROM \(table.sql) LIMIT 1"), rows: [])],
            statements: statements)
    }
}
