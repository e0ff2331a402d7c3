import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The indexes that an interrupted attempt of a statement may have left: begun, but never valid. The statement runs
/// outside a transaction.
package struct LeftoverIndex: Hashable, Sendable {
    /// Asks for indexes: the statement that drops each, and whether it is valid.
    package var question: Question
    /// True if a valid index means that the statement was done. REINDEX leaves none of its own.
    package var wholeMeansDone: Bool
    /// True if PostgreSQL chooses the name, so that an older valid index looks like the new one.
    package var isNameless: Bool

    /// Fails if the statement leaves nothing to drop.
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

    /// The leftovers of REINDEX CONCURRENTLY, which builds a new index beside the old one. A leftover has a name of its
    /// own, and no query uses it. An index under construction is excluded.
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

    /// The result of `question`.
    package func found(_ answer: Answer) -> (isWhole: Bool, clearing: [String]) {
        let rows = answer.rows.filter { $0.count == 2 }
        return (
            rows.contains { $0[1] == "t" }, rows.filter { $0[1] != "t" }.compactMap { $0[0] }
        )
    }
}
