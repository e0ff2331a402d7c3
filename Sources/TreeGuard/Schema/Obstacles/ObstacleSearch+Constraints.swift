extension ObstacleSearch {
    /// - Parameter identity: nil if PostgreSQL chooses the name; it then chooses a free one
    mutating func look(at constraint: Constraint, _ identity: ObjectIdentity?, on table: ObjectName) {
        if let identity, catalog.isWhole(table), needFree(identity), constraint.hasIndex,
            case .constraint(_, let name) = identity, !constraint.isUsingIndex
        {
            needFree(.index(ObjectName(schema: table.schema, name)))
        }
        needColumns(constraint.columns, of: table)
        switch constraint.kind {
        case .primaryKey, .usingIndex(_, isPrimary: true):
            guard catalog.parts(of: table).contains(where: { $0.1.isPrimaryKey }) else { break }
            report(
                "\(table.words) has a primary key already",
                help: "drop the old one first, or make this a UNIQUE constraint")
        case .foreignKey(let key): look(at: key)
        default: break
        }
        if case .usingIndex(let index, _) = constraint.kind, index == identity?.lastName ?? index {
            need(.index(ObjectName(schema: table.schema, index)))
        }
    }

    private mutating func look(at key: Constraint.ForeignKey) {
        guard need(.relation(key.table), as: .relation(.table)) else { return }
        if case .there(let definition) = catalog.presence(of: .relation(key.table)), let kind = definition.kindWord,
            definition != .relation(.table)
        {
            report(
                "a foreign key refers to \(key.table.words), which is a \(kind)",
                help: "refer to the table that holds the rows")
            return
        }
        let before = found.count
        needColumns(key.referenced, of: key.table)
        guard found.count == before, catalog.isWhole(key.table) else { return }
        let keys = deferrability(ofKeysFor: key)
        guard !keys.contains(false) else { return }
        let columns = key.referenced.map(quotedIdentifier).joined(separator: ", ")
        let name = key.referenced.isEmpty ? "primary key" : "unique key on (\(columns))"
        if keys.isEmpty {
            report(
                "a foreign key refers to \(key.table.words), which has no \(name)",
                help: "give it one first: a foreign key needs a primary key or a unique constraint to point to")
        } else {
            report(
                "a foreign key refers to \(key.table.words), whose \(name) is DEFERRABLE",
                help: "give it a unique constraint that is NOT DEFERRABLE: a foreign key needs one that always holds")
        }
    }

    /// For each key of the referenced table on exactly these columns, in any order: true if it is DEFERRABLE.
    private func deferrability(ofKeysFor key: Constraint.ForeignKey) -> [Bool] {
        let parts = catalog.parts(of: key.table)
        // The catalog lists a constraint and its index, and only the constraint has DEFERRABLE.
        let deferrable = Set(
            parts.flatMap { $0.1.isDeferrable ? [$0.0.partName, $0.1.usedIndex].compactMap(\.self) : [] })
        return parts.compactMap { identity, definition in
            let isMeant =
                key.referenced.isEmpty
                ? definition.isPrimaryKey : definition.keyColumns.map { Set($0) == Set(key.referenced) } ?? false
            return isMeant ? identity.partName.map(deferrable.contains) : nil
        }
    }

    mutating func create(_ create: Statement.CreateIndex, _ statement: Statement) {
        let steps = steps(of: statement)
        guard case .create(let identity, .index(let index, let isNamed))? = steps.first?.action else { return }
        let table = index.table
        guard need(.relation(table), as: .relation(.table)) else { return steps.forEach { catalog.run($0) } }
        if isNamed, case .there(let existing) = catalog.presence(of: identity) {
            let other = existing.table.flatMap { $0 == table ? nil : ", on \($0.words)" } ?? ""
            if !create.ifNotExists {
                needFree(identity, saying: other)
            } else if existing.kindWord != "index" || !other.isEmpty {
                report(
                    "\(existing.kindWord ?? "index") \(identity.words(nil).name) exists already\(other), "
                        + "and IF NOT EXISTS leaves it so", help: "choose another name for the index", .surprises)
            }
            return
        }
        needColumns(index.columns, of: table)
        for step in steps { catalog.run(step) }
    }

    mutating func create(_ create: Statement.CreateTrigger, _ statement: Statement) {
        let steps = steps(of: statement)
        guard case .create(let identity, .trigger(let trigger))? = steps.first?.action,
            case .trigger(let table, _) = identity
        else { return }
        if need(.relation(table), as: .relation(.table)) {
            if !create.orReplace { needFree(identity) }
            needColumns(trigger.columns, of: table)
        }
        if catalog.lacks(routine: trigger.function) {
            report(
                "function \(ObjectIdentity.routine(trigger.function, []).words(nil).name) does not exist",
                help: "what makes it must be deployed first: a migration, or CREATE EXTENSION")
            catalog.doubt(.routine(trigger.function, nil))
        }
        for step in steps { catalog.run(step) }
    }
}

extension Constraint {
    fileprivate var isUsingIndex: Bool {
        if case .usingIndex = kind { return true }
        return false
    }
}

extension ObjectDefinition {
    fileprivate var isPrimaryKey: Bool {
        guard case .constraint(let constraint, _) = self else { return false }
        switch constraint.kind {
        case .primaryKey, .usingIndex(_, isPrimary: true): return true
        default: return false
        }
    }

    fileprivate var isDeferrable: Bool {
        if case .constraint(let constraint, _) = self { constraint.isDeferrable == true } else { false }
    }

    /// The index of `UNIQUE USING INDEX name`.
    fileprivate var usedIndex: String? {
        if case .constraint(let constraint, _) = self, case .usingIndex(let name, _) = constraint.kind {
            name
        } else {
            nil
        }
    }

    /// The columns that a foreign key may refer to; nil if this is not a key.
    fileprivate var keyColumns: [String]? {
        switch self {
        case .constraint(let constraint, _):
            switch constraint.kind {
            case .primaryKey(let columns, _), .unique(let columns, _, _): return columns
            default: return nil
            }
        case .index(let index, _) where index.isUnique && index.predicate == nil && index.isValid:
            let columns = index.elements.compactMap { element -> String? in
                if case .column(let name) = element.key { return name }
                return nil
            }
            return columns.count == index.elements.count ? columns : nil
        default: return nil
        }
    }
}

extension ObjectIdentity {
    /// The name of a constraint or an index; a constraint's index has the same name.
    fileprivate var partName: String? {
        switch self {
        case .constraint(_, let name): name
        case .index(let name): name.name
        default: nil
        }
    }
}
