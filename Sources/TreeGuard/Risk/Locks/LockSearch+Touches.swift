import TreeGuardMigrations
import TreeGuardSchema

extension LockSearch {
    /// Locks the relations that the SQL itself names: rows, maintenance, LOCK, and everything that is read.
    mutating func lookAtTouches() {
        for touch in execution.touches { self.touch(touch) }
        if let mode = execution.everywhere {
            lock(described: "every table that it finds, one after the other", mode, .scan)
        }
        for name in execution.named { read(name) }
    }

    private mutating func touch(_ touch: Execution.Touch) {
        let relation = resolved(touch.relation)
        let hazardKind: HazardKind? =
            switch touch.work {
            case .rewrite: isRefresh ? .refreshBlocksReads : .tableIsRewritten
            case .scan, .none, .rows: nil
            }
        if let kind = kind(of: relation), kind == .index || kind == .partitionedIndex {
            reindex(touch.relation, touch.mode)
            return
        }
        let isReindex = touch.mode == .share && touch.work == .scan
        lock(touch.relation, touch.mode, touch.work, isReindex ? .reindexBlocksWrites : hazardKind)
        if isReindex { lockIndexes(of: relation) }
        if let changes = touch.changes { followKeys(of: relation, changes) }
        if touch.work == .none, touch.mode == .accessExclusive, execution.cascades { truncateReferencing(relation) }
    }

    private var isRefresh: Bool { command == "REFRESH MATERIALIZED VIEW" }

    /// Each is locked while it is built anew, and whoever plans a query of the table waits for all of them.
    private mutating func lockIndexes(of table: ObjectName) {
        guard let tableFacts else { return lock(described: "every index of \(table)", .accessExclusive, .scan) }
        let tables = [table] + (tableFacts.descendants[table] ?? [])
        for (index, owner) in tableFacts.tableOfIndex.sorted(by: { $0.key < $1.key }) where tables.contains(owner) {
            take(index, .accessExclusive, .scan, .reindexBlocksWrites)
        }
    }

    /// REINDEX INDEX names the index alone; nobody can plan a query of the table meanwhile.
    private mutating func reindex(_ index: ObjectName, _ mode: LockMode) {
        let hazardKind: HazardKind? = mode == .share ? .reindexBlocksWrites : nil
        lock(index, mode == .share ? .accessExclusive : mode, .scan, hazardKind)
        guard let table = table(ofIndex: index) else {
            return lock(described: "the table of \(index)", mode, .scan, hazardKind)
        }
        take(table, mode, .scan, hazardKind)
    }

    /// A row's foreign keys are looked up in the other table, and locked there; rows that refer to it may go or change
    /// with it.
    private mutating func followKeys(of relation: ObjectName, _ changes: RowChanges) {
        var waiting = [(relation: relation, changes: changes)]
        var seen: [TableFacts.Reference: Set<RowChanges>] = [:]
        while let (relation, changes) = waiting.popLast() {
            for reference in tableFacts?.references ?? [] where reference.parent != reference.child {
                if reference.child == relation, reference.looksUp(changes) { take(reference.parent, .rowShare) }
                guard reference.parent == relation, let follows = reference.following(changes) else { continue }
                let areLookedFor = follows == RowChanges()
                take(reference.child, areLookedFor ? .rowShare : .rowExclusive, areLookedFor ? .none : .rows)
                if !areLookedFor, seen[reference, default: []].insert(follows).inserted {
                    waiting.append((reference.child, follows))
                }
            }
        }
    }

    private mutating func truncateReferencing(_ relation: ObjectName) {
        var waiting = [relation]
        var seen: Set<ObjectName> = [relation]
        while let next = waiting.popLast() {
            for reference in tableFacts?.references ?? []
            where reference.parent == next && seen.insert(reference.child).inserted {
                take(reference.child, .accessExclusive)
                waiting.append(reference.child)
            }
        }
        if tableFacts == nil { lock(described: "every table that refers to \(relation)", .accessExclusive) }
    }

    private mutating func read(_ name: ObjectName) {
        let relation = resolved(name)
        guard !isMade(relation), tableFacts == nil || tableFacts?.relations[relation] != nil else { return }
        if found.list.allSatisfy({ $0.relation != relation }) { take(relation, .accessShare) }
        // A definition names a view; what runs a query looks through it.
        guard kind(of: relation) == .view ? command != nil : isRefresh else { return }
        for base in tableFacts?.bases[relation] ?? [] { take(base, .accessShare) }
    }

    func kind(of relation: ObjectName) -> TableFacts.Kind? { tableFacts?.relations[resolved(relation)]?.kind }
}
