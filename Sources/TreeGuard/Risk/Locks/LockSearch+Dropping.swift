import TreeGuardSchema

extension LockSearch {
    mutating func drop(_ drop: Statement.Drop) {
        for object in drop.objects { self.drop(object, cascades: drop.cascade) }
    }

    private mutating func drop(_ object: ObjectIdentity, cascades: Bool) {
        switch object {
        case .relation(let name): dropRelation(name, cascades: cascades)
        case .index(let name): dropIndex(name)
        case .trigger(let table, _), .policy(let table, _), .rule(let table, _), .column(let table, _),
            .constraint(let table, _):
            lock(table, .accessExclusive)
        case .type(let name): if cascades { lockUsers(of: name, .accessExclusive) }
        case .schema(let name): if cascades { dropSchema(name) }
        case .comment, .facet, .member, .enumValue: break
        case .routine, .extension, .other:
            if cascades { lock(described: "the tables with what depends on it", .accessExclusive) }
        }
    }

    private mutating func dropRelation(_ name: ObjectName, cascades: Bool) {
        let relation = resolved(name)
        lock(name, .accessExclusive)
        guard let tableFacts, !isMade(relation) else {
            if tableFacts == nil, !isMade(relation) {
                lock(described: "the tables that foreign keys of \(relation) refer to", .accessExclusive)
                if cascades { lock(described: "the tables and views that depend on \(relation)", .accessExclusive) }
            }
            return
        }
        for parent in tableFacts.parents[relation] ?? [] {
            take(parent, .accessExclusive)
            lockDefaultPartition(of: parent, .none)
        }
        for gone in [relation] + (tableFacts.descendants[relation] ?? []) {
            for reference in tableFacts.references where reference.child == gone || reference.parent == gone {
                take(reference.parent, .accessExclusive)
                take(reference.child, .accessExclusive)
            }
            if cascades { dropViews(of: gone) }
        }
    }

    mutating func dropViews(of relation: ObjectName) {
        var waiting = [relation]
        var seen: Set<ObjectName> = [relation]
        while let next = waiting.popLast() {
            for view in tableFacts?.views[next] ?? [] where seen.insert(view).inserted {
                take(view, .accessExclusive)
                waiting.append(view)
            }
        }
    }

    private mutating func dropIndex(_ name: ObjectName) {
        let mode: LockMode = execution.isConcurrent ? .shareUpdateExclusive : .accessExclusive
        lock(name, mode)
        if let table = table(ofIndex: name) {
            lock(table, mode)
        } else {
            lock(described: "the table of \(name)", mode)
        }
    }

    private mutating func dropSchema(_ name: String) {
        guard let tableFacts else { return lock(described: "every table of schema \(name)", .accessExclusive) }
        for relation in tableFacts.relations.keys.sorted()
        where relation.schema == name && (kind(of: relation)?.holdsRows ?? false) {
            dropRelation(relation, cascades: true)
        }
    }

    mutating func rename(_ rename: Statement.Rename) {
        switch rename.object {
        case .relation(let old):
            lock(old, .accessExclusive, descends: false)
            name(old, ObjectName(schema: resolved(old).schema, rename.newName))
        case .index(let old):
            let mode: LockMode =
                kind(of: old).map { $0 == .index || $0 == .partitionedIndex } == false
                ? .accessExclusive : .shareUpdateExclusive
            lock(old, mode, descends: false)
            name(old, ObjectName(schema: resolved(old).schema, rename.newName))
        case .column(let table, let column):
            guard isRelation(table) else { return }
            lock(table, .accessExclusive)
            change(column, of: resolved(table))
            change(rename.newName, of: resolved(table))
        case .constraint(let table, _), .trigger(let table, _), .policy(let table, _), .rule(let table, _):
            if isRelation(table) { lock(table, .accessExclusive) }
        default: break
        }
    }

    mutating func move(_ object: ObjectIdentity, to schema: String) {
        guard case .relation(let old) = object else { return }
        lock(old, .accessExclusive, descends: false)
        name(old, ObjectName(schema: schema, old.name))
    }

    /// Takes the locks of statements that are declarations: on policies, rules, statistics, publications and others.
    mutating func declare(_ declaration: Declaration) {
        let command = declaration.command
        switch command {
        case _ where LockSearch.withoutLocks.contains(where: { command.hasPrefix($0) }): break
        case _ where command.hasSuffix("OWNED"):
            lock(described: "every table of the role, or with a right of it", .accessExclusive)
        case "ALTER SEQUENCE": for name in execution.named { lock(name, .shareRowExclusive) }
        case _ where LockSearch.light.contains(where: { command.hasPrefix($0) }):
            for name in execution.named where !isMade(resolved(name)) { lock(name, .shareUpdateExclusive) }
        case "ALTER EXTENSION": remark("what the extension's own script locks is not known")
        default:
            for part in declaration.parts {
                if let table = part.object.relation { lock(table, .accessExclusive) }
            }
        }
    }

    private static let withoutLocks = [
        "GRANT", "REVOKE", "ALTER DEFAULT", "CREATE ROLE", "ALTER ROLE", "CREATE EVENT", "ALTER EVENT", "CREATE SERVER",
        "ALTER SERVER",
    ]
    private static let light = [
        "CREATE STATISTICS", "ALTER STATISTICS", "CREATE PUBLICATION", "ALTER PUBLICATION", "SECURITY LABEL",
    ]
}
