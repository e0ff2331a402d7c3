import TreeGuardMigrations
import TreeGuardSchema

extension LockSearch {
    mutating func alter(_ alter: Statement.AlterTable) {
        guard !alter.isIndex else { return alterIndex(alter) }
        guard !execution.isAboutType else { return lockUsers(of: alter.name, .accessExclusive) }
        for action in alter.actions { act(action, on: alter.name) }
    }

    /// The strongest lock that an action of ALTER INDEX needs; its table is left alone.
    private mutating func alterIndex(_ alter: Statement.AlterTable) {
        let modes = alter.actions.map { action -> LockMode in
            if case .alterColumn(_, let column) = action, column.statisticsTarget != nil {
                return .shareUpdateExclusive
            }
            return action.words.map { AlterLock(words: $0).mode } ?? .accessExclusive
        }
        lock(alter.name, modes.max() ?? .accessExclusive, descends: false)
    }

    private mutating func act(_ action: Statement.AlterAction, on table: ObjectName) {
        switch action {
        case .addColumn(let declaration, _): add(declaration, to: table)
        case .dropColumn(let name, _, let cascade): drop(column: name, of: table, cascades: cascade)
        case .alterColumn(let name, let column): alter(name, column, of: table)
        case .addConstraint(let named): add(named, to: table)
        case .dropConstraint(let name, _): drop(constraint: name, of: table)
        case .validateConstraint(let name): validateConstraint(name, of: table)
        case .alterConstraint: alterConstraint(of: table)
        case .setTrigger, .setAllTriggers: lock(table, .shareRowExclusive)
        case .declare(let declaration): declare(declaration, on: table)
        case .unverifiable(let words): alter(words, table)
        }
    }

    // ATExecAlterConstraint: the table that a foreign key refers to is left alone. Partitions have the constraint as well,
    // whatever ONLY says; heirs have none.
    private mutating func alterConstraint(of table: ObjectName) {
        lock(table, .accessExclusive, descends: false)
        let relation = resolved(table)
        guard tableFacts?.relations[relation]?.kind == .partitioned else { return }
        for partition in tableFacts?.descendants[relation] ?? [] { take(partition, .accessExclusive) }
    }

    private mutating func alter(_ words: String, _ table: ObjectName) {
        let known = AlterLock(words: words)
        lock(table, known.mode, known.work, known.work == .rewrite ? .tableIsRewritten : nil)
    }

    /// Partitions and parents are joined and parted; the rest is told by its words.
    private mutating func declare(_ declaration: Declaration, on table: ObjectName) {
        let command = declaration.command
        guard case .member(let child, let parent)? = declaration.parts.first?.object, let child = child.relation,
            let parent = parent.relation
        else { return alter(command, table) }
        if command.hasPrefix("ATTACH") {
            attach(child, to: parent)
        } else if command.hasPrefix("DETACH") {
            detach(child, from: parent)
        } else {
            lock(child, .accessExclusive)
            lock(parent, .shareUpdateExclusive, descends: false)
        }
    }

    private mutating func attach(_ child: ObjectName, to parent: ObjectName) {
        lock(parent, .shareUpdateExclusive, descends: false)
        lock(child, .accessExclusive, .scan, .partitionScans)
        lockDefaultPartition(of: parent)
        lockKeys(of: resolved(parent), .shareRowExclusive, .scan, .foreignKeyScans)
    }

    private mutating func detach(_ child: ObjectName, from parent: ObjectName) {
        let mode: LockMode = execution.isConcurrent ? .shareUpdateExclusive : .accessExclusive
        lock(parent, mode, descends: false)
        lock(child, .accessExclusive)
        lockDefaultPartition(of: parent, .none)
        lockKeys(of: resolved(parent), mode == .accessExclusive ? .accessExclusive : .shareRowExclusive)
        lockKeys(of: resolved(child), mode == .accessExclusive ? .accessExclusive : .shareRowExclusive)
    }
}

/// The lock of an ALTER TABLE action that the AST tells by its words alone.
struct AlterLock {
    var mode: LockMode
    var work: LockWork

    init(words: String) {
        work = AlterLock.rewriting.contains { words.hasPrefix($0) } ? .rewrite : .none
        mode = AlterLock.isLight(words) ? .shareUpdateExclusive : .accessExclusive
    }

    private static let rewriting = ["SET LOGGED", "SET UNLOGGED", "SET ACCESS METHOD", "SET TABLESPACE"]

    // AlterTableGetLockLevel and relOpts of reloptions.c.
    private static func isLight(_ words: String) -> Bool {
        for prefix in [
            "SET STATISTICS", "SET OPTIONS OF COLUMN", "RESET OPTIONS OF COLUMN", "CLUSTER ON", "SET WITHOUT CLUSTER",
        ]
        where words.hasPrefix(prefix) {
            return true
        }
        guard words.hasPrefix("SET (") || words.hasPrefix("RESET (") else { return false }
        let parameters = words.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ",")
        return parameters.allSatisfy { parameter in
            let name = parameter.drop { $0 == " " }.prefix { $0 != "=" && $0 != " " }
            return name.hasPrefix("autovacuum_") || name.hasPrefix("toast.autovacuum_") || name.hasPrefix("vacuum_")
                || name.hasPrefix("toast.vacuum_")
                || ["fillfactor", "parallel_workers", "toast_tuple_target", "log_autovacuum_min_duration"].contains(
                    name)
        }
    }
}

extension Statement.AlterAction {
    /// Of those that are told by words.
    fileprivate var words: String? {
        switch self {
        case .declare(let declaration): declaration.command
        case .unverifiable(let words): words
        default: nil
        }
    }
}
