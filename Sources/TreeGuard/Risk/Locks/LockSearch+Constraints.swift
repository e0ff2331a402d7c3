import TreeGuardMigrations
import TreeGuardSchema

extension LockSearch {
    mutating func add(_ named: NamedConstraint, to table: ObjectName) {
        let isValid = named.constraint.isValid != false
        switch named.constraint.kind {
        case .check: lock(table, .accessExclusive, isValid ? .scan : .none, isValid ? .checkScans : nil)
        case .foreignKey(let key):
            // Rows of a table that this plan makes cannot be many.
            let scans = isValid && !isMade(resolved(table))
            let hazardKind: HazardKind? = scans ? .foreignKeyScans : nil
            lock(table, .shareRowExclusive, scans ? .scan : .none, hazardKind)
            lock(key.table, .shareRowExclusive, scans ? .scan : .none, hazardKind)
        case .primaryKey, .unique: lock(table, .accessExclusive, .scan, .constraintBuildsIndex)
        case .exclusion: lock(table, .accessExclusive, .scan, .exclusionBuildsIndex)
        case .usingIndex(let index, let isPrimary):
            let scans = isPrimary && !areWithoutNull(index, of: table)
            lock(
                table, .accessExclusive, scans ? .scan : .none, scans ? .notNullScans : nil,
                isAssumed: tableFacts == nil)
        case nil: lock(table, .accessExclusive)
        }
        note(named, of: table)
    }

    /// True if no column of the index takes NULL, so that a primary key needs no look at the rows.
    private func areWithoutNull(_ index: String, of table: ObjectName) -> Bool {
        let relation = resolved(table)
        guard let catalog = tableFacts?.catalog,
            case .index(let definition, _)? = catalog.objects[.index(ObjectName(schema: relation.schema, index))]
        else { return false }
        return definition.elements.allSatisfy { element in
            guard case .column(let name) = element.key else { return false }
            return column(name, of: relation)?.isNullable == false || proven.contains(.column(of: relation, name))
        }
    }

    mutating func drop(constraint name: String, of table: ObjectName) {
        guard isRelation(table) else { return }
        lock(table, .accessExclusive)
        lockReferenced(by: name, of: table, .accessExclusive)
        guard execution.cascades else { return }
        let relation = resolved(table)
        for reference in tableFacts?.references ?? [] where reference.parent == relation {
            take(reference.child, .accessExclusive)
        }
        if tableFacts == nil { lock(described: "the tables that refer to \(relation)", .accessExclusive) }
    }

    /// The other table of a foreign key, if the constraint is one.
    mutating func lockReferenced(by name: String, of table: ObjectName, _ mode: LockMode, _ work: LockWork = .none) {
        let relation = resolved(table)
        switch constraint(name, of: relation)?.kind {
        case .foreignKey(let key)?: lock(key.table, mode, work)
        case nil where tableFacts == nil && !isMade(relation):
            lock(described: "the table that \(name) refers to, if it is a foreign key", mode, work)
        default: break
        }
        for reference in tableFacts?.references ?? [] where reference.child == relation && reference.constraint == name
        {
            take(reference.parent, mode, work)
        }
    }

    mutating func validateConstraint(_ name: String, of table: ObjectName) {
        lock(table, .shareUpdateExclusive, .scan)
        lockReferenced(by: name, of: table, .rowShare, .scan)
        validate(name, of: resolved(table))
    }
}
