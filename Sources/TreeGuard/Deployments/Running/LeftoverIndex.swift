import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// An index that an interrupted attempt may have left: it was begun and never became valid.
package struct LeftoverIndex: Hashable, Sendable {
    /// Asks for indexes: the statement that takes each away, and whether it is whole.
    package var question: Question
    /// True if a whole one means that the statement was done. REINDEX leaves none of its own.
    package var wholeMeansDone: Bool
    /// True if PostgreSQL chooses the name, so that a whole one of before cannot be told from the one to be made.
    package var isNameless: Bool

    /// nil where the statement leaves nothing that must be taken away.
    package init?(of instruction: Instruction) {
        guard instruction.execution.isConcurrent else { return nil }
        switch instruction.statements.first?.kind {
        case .createIndex(let create): self.init(of: create)
        case .withoutEffect: self = .reindexing
        default: return nil
        }
    }

    private init(of create: Statement.CreateIndex) {
        isNameless = create.name == nil
        wholeMeansDone = true
        let table = create.index.table
        let quoted = [table.schema, table.name].compactMap(\.self).map(sqlIdentifier).joined(separator: ".")
        let name = create.name ?? ChosenName.index(on: table.name, create.index)
        question = Question(
            """
            SELECT pg_catalog.format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', n.nspname, c.relname),
                i.indisvalid AND i.indisready
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE i.indrelid = pg_catalog.to_regclass($1)
                AND (c.relname = $2 OR $3::boolean
                    AND pg_catalog.left(c.relname, pg_catalog.length($2)) = $2
                    AND pg_catalog.substr(c.relname, pg_catalog.length($2) + 1) ~ '^[0-9]+$')
            ORDER BY c.relname
            """, [quoted, name, isNameless ? "true" : "false"])
    }

    private init(question: Question, wholeMeansDone: Bool, isNameless: Bool) {
        self.question = question
        self.wholeMeansDone = wholeMeansDone
        self.isNameless = isNameless
    }

    /// REINDEX CONCURRENTLY builds beside the old index; what it leaves bears a name of its own, and nobody uses it. An
    /// index that somebody is building at this moment is not taken for one.
    private static let reindexing = LeftoverIndex(
        question: Question(
            """
            SELECT pg_catalog.format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', n.nspname, c.relname), false
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND n.nspname NOT LIKE 'pg\\_%'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l
                    WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock'
                        AND l.pid <> pg_catalog.pg_backend_pid())
            ORDER BY c.relname
            """), wholeMeansDone: false, isNameless: false)

    /// The reading of the answer to `question`.
    package func found(_ answer: Answer) -> (isWhole: Bool, clearing: [String]) {
        let rows = answer.rows.filter { $0.count == 2 }
        return (
            rows.contains { $0[1] == "t" }, rows.filter { $0[1] != "t" }.compactMap { $0[0] }
        )
    }
}
