import TreeGuardMigrations
import TreeGuardSchema

/// Walks through a plan's statements in order and finds the locks of each. It uses the lock levels of PostgreSQL's
/// commands, as measured, and production's catalog for partitions, foreign keys, types and defaults. Without a catalog
/// it assumes the worst case.
package struct LockSearch {
    let tableFacts: TableFacts?
    /// Relations that the plan creates: no other session waits for them.
    private(set) var made: Set<ObjectName> = []
    /// New names of relations, mapped to their names in the table facts.
    private var renamed: [ObjectName: ObjectName] = [:]
    /// Constraints that the plan adds.
    private var added: [ObjectIdentity: Constraint] = [:]
    /// Columns that the plan changed: the catalog no longer describes them.
    private var changed: Set<ObjectIdentity> = []
    /// Columns that a valid CHECK proves to contain no NULL.
    private(set) var proven: Set<ObjectIdentity> = []
    private var indexes: [ObjectName: ObjectName] = [:]
    private var searchPath: [String]?
    /// The locks of the current statement.
    private(set) var found = StatementLocks()
    private(set) var execution = Execution()
    /// The first words of a statement that changes rows; nil for other statements.
    private(set) var command: String?

    package init(_ tableFacts: TableFacts?) { self.tableFacts = tableFacts }

    package mutating func locks(of instruction: Instruction) -> StatementLocks {
        found = StatementLocks()
        execution = instruction.execution
        command = nil
        for statement in instruction.statements { look(at: statement) }
        lookAtTouches()
        return found
    }

    mutating func look(at statement: Statement) {
        switch statement.kind {
        case .createTable(let table): create(table)
        case .alterTable(let alter): self.alter(alter)
        case .createIndex(let create): self.create(create)
        case .createTrigger(let create):
            lock(create.table, .shareRowExclusive)
            if let other = create.trigger.referencedTable { lock(other, .accessShare) }
        case .createView(let view): create(view)
        case .createSequence(let name, _): make(name)
        case .comment(let object, _): comment(on: object)
        case .drop(let drop): self.drop(drop)
        case .rename(let rename): self.rename(rename)
        case .setSchema(let object, let schema): move(object, to: schema)
        case .alterDomain(let alter): self.alter(alter)
        case .declare(let declaration): declare(declaration)
        case .setSearchPath(let schemas):
            searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" && !$0.isEmpty }
        case .block(let inner): for guarded in inner { look(at: guarded.statement) }
        case .doBlock: found.remark("what the DO block locks is not known")
        case .data(let command):
            self.command = command
            if ["SELECT", "CALL", "EXECUTE"].contains(command) { remarkOnCalls(command) }
        case .unverifiable(let command): found.remark("what \(command) locks is not known")
        case .unanalysable: found.remark("what it locks is not known: it could not be read")
        case .createSchema, .createRoutine, .createEnum, .addEnumValue, .createComposite, .createRange, .createDomain,
            .createExtension, .setting, .transaction, .withoutEffect:
            break
        }
    }

    mutating func remark(_ words: String) { found.remark(words) }

    private mutating func remarkOnCalls(_ command: String) {
        found.remark("functions that \(command) calls may lock more")
    }

    // MARK: Names

    /// The relation's name in the table facts.
    func resolved(_ name: ObjectName) -> ObjectName {
        let found = qualified(name)
        return renamed[found] ?? found
    }

    private func qualified(_ name: ObjectName) -> ObjectName {
        guard name.schema == nil else { return name }
        let path = searchPath ?? tableFacts?.searchPath ?? []
        let candidates = path.map { ObjectName(schema: $0, name.name) }
        return candidates.first { isKnown($0) } ?? candidates.first ?? name
    }

    private func isKnown(_ name: ObjectName) -> Bool {
        made.contains(name) || renamed[name] != nil || tableFacts?.relations[name] != nil
    }

    func isMade(_ name: ObjectName) -> Bool { made.contains(name) }

    mutating func make(_ name: ObjectName) {
        // CREATE uses the first schema of the path, even if a later schema has a relation of that name.
        let home = (searchPath ?? tableFacts?.searchPath)?.first { !$0.hasPrefix("pg_temp") }
        let own = ObjectName(schema: name.schema ?? home, name.name)
        if tableFacts?.relations[own] == nil { made.insert(own) }
    }

    mutating func name(_ old: ObjectName, _ new: ObjectName) {
        let known = resolved(old)
        renamed[new] = known
        if made.contains(known) { made.insert(new) }
    }

    mutating func note(_ index: ObjectName, on table: ObjectName) { indexes[index] = resolved(table) }

    /// The table of an index.
    func table(ofIndex name: ObjectName) -> ObjectName? {
        let index = resolved(name)
        return tableFacts?.tableOfIndex[index] ?? indexes[index] ?? indexes[name]
    }

    // MARK: Changes by the plan

    mutating func add(_ constraint: Constraint, _ name: String?, to table: ObjectName) {
        if let name { added[.constraint(of: table, name)] = constraint }
        if constraint.isValid != false, case .check(let condition, _)? = constraint.kind { prove(condition, of: table) }
    }

    /// The constraint, from the plan or from the catalog; nil if neither has it.
    func constraint(_ name: String, of table: ObjectName) -> Constraint? {
        if let own = added[.constraint(of: table, name)] { return own }
        if case .constraint(let known, _)? = tableFacts?.catalog?.objects[.constraint(of: table, name)] { return known }
        return nil
    }

    mutating func validate(_ name: String, of table: ObjectName) {
        if case .check(let condition, _)? = constraint(name, of: table)?.kind { prove(condition, of: table) }
    }

    private mutating func prove(_ condition: Expression, of table: ObjectName) {
        for column in condition.columnsWithoutNull { proven.insert(.column(of: table, column)) }
    }

    mutating func change(_ column: String, of table: ObjectName) { changed.insert(.column(of: table, column)) }

    /// The column in the catalog; nil if it is unknown or the plan has changed it.
    func column(_ name: String, of table: ObjectName) -> Column? {
        guard !changed.contains(.column(of: table, name)),
            case .column(let column)? = tableFacts?.catalog?.objects[.column(of: table, name)]
        else { return nil }
        return column
    }

    // MARK: Locks

    /// Locks a relation that the statement names, and its partitions and inheritance children.
    mutating func lock(
        _ name: ObjectName, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil,
        isAssumed: Bool = false,
        descends: Bool = true
    ) {
        let relation = resolved(name)
        // A missing relation cannot be locked: the statement has IF EXISTS, or it fails.
        guard !isMade(relation), tableFacts == nil || tableFacts?.relations[relation] != nil else { return }
        let isAssumed = isAssumed || (tableFacts == nil && work.growsWithSize && hazardKind == nil)
        take(relation, mode, work, hazardKind, isAssumed)
        guard descends, !execution.isOnly else { return }
        for descendant in tableFacts?.descendants[relation] ?? [] {
            take(descendant, mode, work, hazardKind, isAssumed)
        }
    }

    mutating func take(
        _ relation: ObjectName, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil,
        _ isAssumed: Bool = false
    ) {
        if !isMade(relation) {
            found.add(TableLock(.relation(relation), mode, work, hazardKind, isAssumed: isAssumed))
        }
    }

    /// Adds a lock on relations that only the catalog could name.
    mutating func lock(
        described words: String, _ mode: LockMode, _ work: LockWork = .none, _ hazardKind: HazardKind? = nil
    ) {
        found.add(TableLock(.described(words), mode, work, hazardKind, isAssumed: true))
    }
}
