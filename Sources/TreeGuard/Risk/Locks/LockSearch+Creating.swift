import TreeGuardMigrations
import TreeGuardSchema

extension LockSearch {
    mutating func create(_ table: Statement.CreateTable) {
        make(table.name)
        for named in table.constraints + table.columns.flatMap(\.constraints) {
            if case .foreignKey(let key)? = named.constraint.kind { lock(key.table, .shareRowExclusive) }
        }
        for parent in table.inherits { lock(parent, .shareUpdateExclusive, descends: false) }
        if let parent = table.partitionOf { join(parent, bound: table.partitionBound) }
    }

    /// Adds a new partition. PostgreSQL locks the partitioned table, and scans the default partition for rows that
    /// belong in the new one.
    private mutating func join(_ parent: ObjectName, bound: String?) {
        lock(parent, .accessExclusive, descends: false)
        if bound != "DEFAULT" { lockDefaultPartition(of: parent) }
        lockKeys(of: resolved(parent), .shareRowExclusive)
    }

    mutating func lockDefaultPartition(of parent: ObjectName, _ work: LockWork = .scan) {
        let relation = resolved(parent)
        let hazardKind: HazardKind? = work == .scan ? .partitionScans : nil
        if let partition = tableFacts?.defaultPartitions[relation] {
            lock(partition, .accessExclusive, work, hazardKind)
        } else if tableFacts == nil {
            lock(described: "the default partition of \(parent), if it has one", .accessExclusive, work, hazardKind)
        }
    }

    /// Locks the tables at the other end of the relation's foreign keys: creating those keys on a partition locks them
    /// too.
    mutating func lockKeys(
        of relation: ObjectName, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil
    ) {
        for reference in tableFacts?.references ?? [] where reference.child != reference.parent {
            if reference.child == relation { take(reference.parent, mode, work, hazardKind) }
            if reference.parent == relation { take(reference.child, mode) }
        }
        if tableFacts == nil, !isMade(relation) {
            lock(described: "the tables that foreign keys join with \(relation)", mode, work, hazardKind)
        }
    }

    mutating func create(_ create: Statement.CreateIndex) {
        let table = create.index.table
        if let name = create.name { note(ObjectName(schema: resolved(table).schema, name), on: table) }
        let isLight = create.isConcurrent
        // CREATE INDEX ON ONLY a partitioned table makes a catalog entry and reads no rows.
        let isBare = execution.isOnly && kind(of: table) == .partitioned
        lock(table, isLight ? .shareUpdateExclusive : .share, isBare ? .none : .scan)
    }

    mutating func create(_ view: Statement.CreateView) {
        let known = resolved(view.name)
        if view.orReplace, tableFacts == nil || tableFacts?.relations[known] != nil, !isMade(known) {
            take(known, .accessExclusive, isAssumed: tableFacts == nil)
        } else {
            make(view.name)
        }
    }

    private mutating func take(_ relation: ObjectName, _ mode: LockMode, isAssumed: Bool) {
        take(relation, mode, .none, nil, isAssumed)
    }

    mutating func comment(on object: ObjectIdentity) {
        switch object {
        case .relation(let name), .column(let name, _), .constraint(let name, _), .trigger(let name, _),
            .policy(let name, _), .rule(let name, _):
            guard isRelation(name) else { return }
            lock(name, .shareUpdateExclusive, descends: false)
        case .index(let name): lock(name, .shareUpdateExclusive, descends: false)
        default: break
        }
    }

    /// True for a relation. A composite type also has columns and constraints, but nobody waits for its lock.
    func isRelation(_ name: ObjectName) -> Bool {
        guard let tableFacts else { return true }
        return tableFacts.relations[resolved(name)].map { $0.kind != .composite } ?? isMade(resolved(name))
    }

    mutating func alter(_ alter: Statement.AlterDomain) {
        let isHarmless: Bool =
            switch alter.action {
            case .setDefault, .dropConstraint, .setNullable(true): true
            case .addConstraint(let named): named.constraint.isValid == false
            case .setNullable(false), .validateConstraint: false
            }
        guard !isHarmless else { return }
        lockUsers(of: alter.name, .share, .scan, .domainScans)
    }

    /// Locks every table with a column of the type.
    mutating func lockUsers(
        of type: ObjectName, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil
    ) {
        guard let tableFacts else {
            return lock(described: "every table with a column of type \(type)", mode, work, hazardKind)
        }
        for (name, tables) in tableFacts.users.sorted(by: { $0.key < $1.key })
        where name.name == type.name && (type.schema == nil || type.schema == name.schema) {
            for table in tables { lock(table, mode, work, hazardKind) }
        }
    }
}
