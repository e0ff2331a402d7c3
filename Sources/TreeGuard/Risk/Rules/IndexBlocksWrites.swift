import TreeGuardMigrations
import TreeGuardSchema

extension Rule {
    /// CREATE INDEX reads the whole table under a lock that lets nobody write.
    static let indexBlocksWrites = Rule(
        kind: .indexBlocksWrites, action: "builds an index",
        saferForm:
            "CREATE INDEX CONCURRENTLY in a file of its own, after DROP INDEX CONCURRENTLY IF EXISTS of the same name"
    ) { instruction, lock in
        instruction.statements.contains { statement in
            guard case .createIndex(let create) = statement.kind else { return false }
            return !create.isConcurrent && lock.work == .scan
        }
    }
}
