import TreeGuardMigrations
import TreeGuardSchema

extension LockSearch {
    mutating func add(_ declaration: Statement.ColumnDeclaration, to table: ObjectName) {
        let rewrite = rewrites(declaration.column)
        lock(
            table, .accessExclusive, rewrite == nil ? .none : .rewrite, rewrite == nil ? nil : .columnRewritesTable,
            isAssumed: rewrite == .assumed)
        let hasDefault = declaration.column.defaultValue.map { $0 != .none } ?? false
        for named in declaration.constraints {
            switch named.constraint.kind {
            case .foreignKey(let key):
                lock(key.table, .shareRowExclusive, hasDefault ? .scan : .none, hasDefault ? .foreignKeyScans : nil)
                if hasDefault { lock(table, .accessExclusive, .scan, .foreignKeyScans) }
            case .check: lock(table, .accessExclusive, .scan, .checkScans)
            case .primaryKey, .unique, .usingIndex: lock(table, .accessExclusive, .scan, .constraintBuildsIndex)
            case .exclusion: lock(table, .accessExclusive, .scan, .exclusionBuildsIndex)
            case nil: break
            }
            note(named, of: table)
        }
        change(declaration.name, of: resolved(table))
    }

    mutating func note(_ named: NamedConstraint, of table: ObjectName) {
        add(named.constraint, named.name, to: resolved(table))
    }

    /// Why every row is written anew for a new column.
    private enum Rewrite { case known, assumed }

    private func rewrites(_ column: Column) -> Rewrite? {
        if case .stored? = column.generated { return .known }
        if let identity = column.identity, identity != .none { return .known }
        if let type = column.type, type.isSerial { return .known }
        if let type = column.type, !type.isBuiltIn, let checks = isCheckingDomain(type), checks { return .known }
        if case .expression(let expression)? = column.defaultValue {
            switch Volatility(of: expression, tableFacts?.volatility) {
            case .volatile: return .known
            case .unknown: return .assumed
            case .lasting: break
            }
        }
        if let type = column.type, !type.isBuiltIn, isCheckingDomain(type) == nil { return .assumed }
        return nil
    }

    /// nil where nobody was asked.
    private func isCheckingDomain(_ type: TypeName) -> Bool? {
        tableFacts.map { $0.checkingDomains.contains(type.name.name) }
    }

    mutating func drop(column: String, of table: ObjectName, cascades: Bool) {
        let relation = resolved(table)
        guard isRelation(table) else { return }
        lock(table, .accessExclusive)
        change(column, of: relation)
        guard !isMade(relation) else { return }
        guard let tableFacts else {
            return lock(
                described: "the table that a foreign key of \(column) refers to, if it has one", .accessExclusive)
        }
        for reference in tableFacts.references where reference.parent != reference.child {
            if reference.child == relation, reference.columns.contains(column) {
                take(reference.parent, .accessExclusive)
            }
            if cascades, reference.parent == relation, reference.referenced.contains(column) {
                take(reference.child, .accessExclusive)
            }
        }
        if cascades { dropViews(of: relation) }
    }

    mutating func alter(_ name: String, _ column: Column, of table: ObjectName) {
        let relation = resolved(table)
        if column.type != nil { alterType(of: name, column, table) }
        switch column.isNullable {
        case false?:
            let isProven =
                proven.contains(.column(of: relation, name)) || self.column(name, of: relation)?.isNullable == false
                || isProvenByCatalog(name, of: relation)
            lock(
                table, .accessExclusive, isProven ? .none : .scan, isProven ? nil : .notNullScans,
                isAssumed: tableFacts == nil)
        case true?: lock(table, .accessExclusive)
        case nil: break
        }
        if column.defaultValue != nil || column.identity != nil || column.generated != nil || column.storage != nil
            || column.compression != nil
        {
            lock(table, .accessExclusive)
        }
        if column.statisticsTarget != nil { lock(table, .shareUpdateExclusive) }
    }

    /// A valid CHECK (column IS NOT NULL) spares the scan.
    private func isProvenByCatalog(_ column: String, of table: ObjectName) -> Bool {
        guard let catalog = tableFacts?.catalog else { return false }
        return catalog.parts(of: table).contains { part in
            guard case .constraint(let constraint, _)? = catalog.objects[part], constraint.isValid != false,
                case .check(let condition, _)? = constraint.kind
            else { return false }
            return condition.columnsWithoutNull.contains(column)
        }
    }

    private mutating func alterType(of name: String, _ column: Column, _ table: ObjectName) {
        let relation = resolved(table)
        let old = self.column(name, of: relation)
        let change = TypeChange(from: old?.type, to: column.type, tableFacts?.timeZone)
        let isAssumed = old?.type == nil
        let isRewritten = execution.convertsByExpression || change == .rewrites
        let isReread = isRereadAfterTypeChange(name, column, old, of: relation)
        let work: LockWork = isRewritten ? .rewrite : isReread ? .scan : .none
        let hazardKind: HazardKind? = isRewritten ? .typeChangeRewritesTable : isReread ? .typeChangeScans : nil
        lock(table, .accessExclusive, work, hazardKind, isAssumed: isAssumed)
        self.change(name, of: relation)
        lockKeys(ofColumn: name, of: relation, work)
    }

    /// Foreign keys of the column are made anew.
    private mutating func lockKeys(ofColumn name: String, of relation: ObjectName, _ work: LockWork) {
        guard !isMade(relation) else { return }
        guard let tableFacts else {
            return lock(
                described: "the tables that foreign keys of \(name) join", .accessExclusive, work, .foreignKeyScans)
        }
        for reference in tableFacts.references where reference.parent != reference.child {
            let scan: LockWork = work == .none ? .none : .scan
            let hazardKind: HazardKind? = work == .none ? nil : .foreignKeyScans
            if reference.child == relation, reference.columns.contains(name) {
                take(reference.parent, .accessExclusive, scan, hazardKind)
            }
            if reference.parent == relation, reference.referenced.contains(name) {
                take(reference.child, .accessExclusive, scan, hazardKind)
            }
        }
    }

    /// True if rows are read even where none is written: for a CHECK on the column, or an index in another order.
    private func isRereadAfterTypeChange(
        _ name: String, _ column: Column, _ old: Column?, of relation: ObjectName
    ) -> Bool {
        guard let catalog = tableFacts?.catalog else { return true }
        return catalog.parts(of: relation).contains { part in
            switch catalog.objects[part] {
            case .constraint(let constraint, _):
                if case .check(let condition, _)? = constraint.kind { return condition.mentions(name) }
                if case .exclusion? = constraint.kind { return true }
                return false
            case .index(let index, _): return column.sortingCollation != old?.sortingCollation && index.mentions(name)
            default: return false
            }
        }
    }
}

extension Column {
    /// nil for the type's own, however it is written.
    fileprivate var sortingCollation: ObjectName? { collation == .defaultCollation ? nil : collation }
}

extension TypeName {
    /// serial and its kin, which are a sequence's next value.
    fileprivate var isSerial: Bool {
        ["serial", "serial2", "serial4", "serial8", "bigserial", "smallserial"].contains(name.name)
    }
}

extension Index {
    fileprivate func mentions(_ column: String) -> Bool {
        elements.contains(where: { element in
            switch element.key {
            case .column(let name): name == column
            case .expression(let expression): expression.mentions(column)
            }
        }) || (predicate?.mentions(column) ?? false)
    }
}
