/// The attempt to run one file on a database.
package struct Attempt: Sendable {
    package enum Kind: Sendable {
        /// It would run, and is looked at.
        case pending
        /// It has run in part: it is looked at as it stands, and taken to be completed before what follows.
        case halfDone
        /// Somebody sees to it first: it is not looked at, and taken to be there for what follows.
        case assumed
    }

    package var kind: Kind
    package var statements: [Statement]

    package init(_ kind: Kind, _ statements: [Statement]) {
        self.kind = kind
        self.statements = statements
    }
}

/// The obstacles to each of the files, which run one after the other on the database that the catalog describes. An
/// unknown is no obstacle.
package func obstacles(to attempts: [Attempt], in catalog: Catalog, _ catalogNames: CatalogNames) -> [[Obstacle]] {
    var simulated = SimulatedCatalog(catalog, catalogNames)
    return attempts.map { attempt in
        var search = ObstacleSearch(simulated)
        for statement in attempt.statements { search.look(at: statement) }
        switch attempt.kind {
        case .pending: simulated = search.catalog
        case .halfDone, .assumed:
            var assumption = ObstacleSearch(simulated)
            for statement in attempt.statements { assumption.assume(statement) }
            simulated = assumption.catalog
        }
        return attempt.kind == .assumed ? [] : search.found
    }
}

/// Goes through one file, statement by statement.
struct ObstacleSearch {
    var catalog: SimulatedCatalog
    private(set) var found: [Obstacle] = []
    private var searchPath: [String]?
    private var temporary: Set<String> = []
    /// The statement that is being looked at.
    private(set) var range = SourceRange(offset: 0, length: 0, line: 1, column: 1)

    init(_ catalog: SimulatedCatalog) { self.catalog = catalog }

    mutating func report(_ message: String, help: String, _ certainty: Obstacle.Certainty = .fails) {
        found.append(Obstacle(message, help: help, certainty: certainty, at: range))
    }

    func resolved(_ identity: ObjectIdentity) -> ObjectIdentity { catalog.resolved(identity, searchPath, at: range) }

    func resolved(_ relation: ObjectName) -> ObjectName {
        resolved(.relation(relation)).relation ?? relation
    }

    /// The steps with every name qualified; each is looked at, and then taken to have been done.
    mutating func steps(of statement: Statement) -> [EffectStep] {
        catalog.resolving(
            statement.effects.map { step in
                var step = step
                step.searchPath = searchPath
                return step
            })
    }

    mutating func look(at statement: Statement) {
        range = statement.range
        guard !isAboutTemporary(statement) else { return }
        for relation in statement.reads where !isTemporary(relation) {
            need(.relation(resolved(relation)), as: .relation(.table))
        }
        switch statement.kind {
        case .createTable(let table): create(table, statement)
        case .alterTable(let alter): self.alter(alter, statement)
        case .createIndex(let create): self.create(create, statement)
        case .createRoutine(let create): self.create(create, statement)
        case .createTrigger(let create): self.create(create, statement)
        case .createView(let view): create(view, statement)
        case .createExtension(let name, _, let ifNotExists): createExtension(name, ifNotExists)
        case .addEnumValue(let type, let value, let before, let after, let ifNotExists):
            addValue(value, to: type, neighbour: before ?? after, ifNotExists, statement)
        case .drop(let drop): self.drop(drop, statement)
        case .rename(let rename): move(statement, ifExists: rename.ifExists)
        case .setSchema(_, let schema):
            need(.schema(schema))
            move(statement, ifExists: false)
        case .comment(let object, _): need(resolved(object))
        default: assumeOrCreate(statement)
        }
    }

    /// Statements of which only the steps are known.
    private mutating func assumeOrCreate(_ statement: Statement) {
        guard !follow(statement) else { return }
        for step in steps(of: statement) {
            if case .create(let identity, _) = step.action, identity.owner == nil {
                needSchema(of: identity)
                if !step.isConditional { needFree(identity) }
            }
            catalog.run(step)
        }
    }

    /// Takes the statement to have been done, whether it would or not.
    mutating func assume(_ statement: Statement) {
        range = statement.range
        guard !isAboutTemporary(statement), !follow(statement) else { return }
        for step in steps(of: statement) { catalog.run(step) }
        if case .createTable(let table) = statement.kind, table.isVague { catalog.blur(resolved(table.name)) }
        if case .createView(let view) = statement.kind { catalog.blur(resolved(view.name)) }
        if case .createExtension = statement.kind { catalog.welcomeExtension() }
    }

    /// Statements that change what the others mean, or of which nobody knows what they do. Whether it was one.
    private mutating func follow(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .setSearchPath(let schemas):
            searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" && !$0.isEmpty }
        case .transaction(.rollback), .transaction(.rollbackTo), .doBlock, .unanalysable: catalog.open()
        case .data(let command) where !Statement.rowCommands.contains(command): catalog.open()
        case .unverifiable(let command) where !Self.isHarmless(command): catalog.open()
        case .setting, .transaction, .data, .unverifiable, .withoutEffect: break
        default: return false
        }
        return true
    }

    /// They make nothing that another statement is looked at for.
    private static func isHarmless(_ command: String) -> Bool {
        if command.hasSuffix(" OWNER") || command.hasSuffix(" POLICY") { return true }
        return [
            "GRANT", "REVOKE", "ALTER DEFAULT", "SECURITY LABEL", "CREATE ROLE", "ALTER ROLE", "ALTER SEQUENCE",
            "CREATE PUBLICATION", "ALTER PUBLICATION", "CREATE STATISTICS", "ALTER STATISTICS", "CREATE RULE",
            "COMMENT", "ALTER DATABASE", "CREATE CAST", "CREATE COLLATION", "CREATE OPERATOR", "CLUSTER",
        ].contains { command.hasPrefix($0) }
    }

    /// Relations that end with the session have names of their own.
    private mutating func isAboutTemporary(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .createTable(let table) where table.isTemporary: temporary.insert(table.name.name)
        case .createView(let view) where view.isTemporary: temporary.insert(view.name.name)
        case .createTable, .createView, .createSequence: return false
        default:
            guard !temporary.isEmpty else { return false }
            return statement.relations.contains { isTemporary($0) }
        }
        return true
    }

    private func isTemporary(_ relation: ObjectName) -> Bool {
        (relation.schema ?? "pg_temp") == "pg_temp" && temporary.contains(relation.name)
    }
}

extension Statement {
    /// The relations that it is about.
    fileprivate var relations: [ObjectName] {
        switch kind {
        case .alterTable(let alter): return [alter.name]
        case .createIndex(let create): return [create.index.table]
        case .createTrigger(let create): return [create.table]
        case .drop(let drop): return drop.objects.compactMap(\.relation)
        case .rename(let rename): return rename.object.relation.map { [$0] } ?? []
        case .comment(let object, _): return object.relation.map { [$0] } ?? []
        default: return []
        }
    }
}

extension Statement.CreateTable {
    /// Not all of its columns and constraints are written down.
    var isVague: Bool { !origins.isEmpty || !inherits.isEmpty || partitionOf != nil }
}
