/// Production's catalog as a statement would find it, after all statements before it.
struct SimulatedCatalog {
    private var schema: Schema
    /// Relations with unknown columns or constraints: created by a query, by LIKE, or from a parent.
    private var vague: Set<ObjectIdentity> = []
    /// Objects about which nothing is known any more.
    private var doubtful: Set<ObjectIdentity> = []
    /// True after CREATE EXTENSION: its functions, types and tables are unknown.
    private var hasNewExtension = false
    /// True after an unreadable statement: an object that is not in the catalog may exist anyway.
    private var isOpen = false
    private var names: NameResolution
    /// Relations that an earlier statement created: they have no rows except from later statements.
    private var fresh: Set<ObjectIdentity> = []
    private let catalogNames: CatalogNames
    let searchPath: [String]
    let surroundings: Surroundings

    init(_ catalog: Catalog, _ catalogNames: CatalogNames) {
        schema = Schema(holding: catalog.objects)
        self.catalogNames = catalogNames
        searchPath = catalog.searchPath
        surroundings = catalog.surroundings
        names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
    }

    // MARK: Lookup

    func presence(of identity: ObjectIdentity) -> Presence {
        if isDoubtful(identity) { return .unknown }
        switch schema.objects[identity] {
        case .present(let definition): return .there(definition)
        case .someDefinition: return .there(.exists)
        case .absent, .renamed: return .absent
        case .unknown, nil: break
        }
        if case .enumValue(let type, let value) = identity { return presence(of: value, in: type) }
        if case .relation(let name) = identity, let index = definition(of: .index(name)) { return .there(index) }
        if case .index(let name) = identity, let relation = definition(of: .relation(name)) {
            return .there(relation)
        }
        if case .routine(let name, nil) = identity, let one = routines(named: name).first {
            return .there(definition(of: one) ?? .exists)
        }
        guard !isOpen, isAsked(identity), !(hasNewExtension && identity.mayComeWithExtension) else { return .unknown }
        if let owner = identity.owner, !vague.isDisjoint(with: [owner]) || presence(of: owner) == .unknown {
            return .unknown
        }
        return .absent
    }

    private func definition(of identity: ObjectIdentity) -> ObjectDefinition? { schema.objects[identity]?.definition }

    private func presence(of value: String, in type: ObjectName) -> Presence {
        guard case .there(.enumeration(let values)) = presence(of: .type(type)) else { return .unknown }
        return values.contains(value) ? .there(.exists) : .absent
    }

    /// True if no type has the name. A table counts too, because each table has a row type.
    func lacks(type name: ObjectName) -> Bool {
        presence(of: .type(name)) == .absent && !presence(of: .relation(name)).isThere
    }

    func lacks(routine name: ObjectName) -> Bool { presence(of: .routine(name, nil)) == .absent }

    private func isDoubtful(_ identity: ObjectIdentity) -> Bool {
        doubtful.contains(identity) || (identity.owner.map { isDoubtful($0) } ?? false)
    }

    /// True if we asked production for the name, so that its absence means something.
    private func isAsked(_ identity: ObjectIdentity) -> Bool {
        guard identity.isAskedFor else { return false }
        switch identity {
        case .schema(let name): return catalogNames.schemas.contains(name) && !name.isOfSystem
        case .extension(let name): return catalogNames.extensions.contains(name)
        case .relation(let name), .index(let name): return isAsked(name, catalogNames.relations)
        // These names stay without a schema if they are not found, because every schema of the path was searched.
        case .routine(let name, _):
            return !surroundings.builtInRoutines.contains(name.name) && isAskedAnywhere(name, catalogNames.routines)
        case .type(let name):
            return !surroundings.builtInTypes.contains(name.name) && isAskedAnywhere(name, catalogNames.types)
        default: return identity.owner.map { isAsked($0) } ?? false
        }
    }

    private func isAskedAnywhere(_ name: ObjectName, _ names: Set<String>) -> Bool {
        name.schema == nil ? !searchPath.isEmpty && names.contains(name.name) : isAsked(name, names)
    }

    private func isAsked(_ name: ObjectName, _ names: Set<String>) -> Bool {
        guard let schema = name.schema, !schema.isOfSystem else { return false }
        return names.contains(name.name) && (catalogNames.schemas.contains(schema) || searchPath.contains(schema))
    }

    func parts(of relation: ObjectName) -> [(ObjectIdentity, ObjectDefinition)] {
        schema.partsThere(of: relation)
    }

    func routines(named name: ObjectName) -> [ObjectIdentity] { schema.routinesThere(named: name) }

    /// True if all columns, indexes and constraints of the relation are known.
    func isWhole(_ relation: ObjectName) -> Bool {
        !isOpen && !vague.contains(.relation(relation)) && !isDoubtful(.relation(relation))
            && presence(of: .relation(relation)).isThere
    }

    /// The server's estimate of the rows; nil if it has none, or if the table is new.
    func estimatedRows(of relation: ObjectName) -> Int? {
        fresh.contains(.relation(relation)) ? nil : surroundings.estimatedRows[relation].flatMap { $0 > 0 ? $0 : nil }
    }

    /// The object with the name and the schema that a statement refers to.
    func resolved(_ identity: ObjectIdentity, _ path: [String]?, at range: SourceRange) -> ObjectIdentity {
        var names = names
        let step = EffectStep(.alter(identity, .exists), searchPath: path, at: range)
        guard case .alter(let resolved, _)? = names.resolved([step]).first?.action else { return identity }
        return resolved
    }

    // MARK: Changes

    /// The steps of one statement with every name qualified. Later statements know the objects that they create.
    mutating func resolving(_ steps: [EffectStep]) -> [EffectStep] { names.resolved(steps) }

    mutating func run(_ step: EffectStep) {
        switch step.action {
        case .create(let identity, let definition):
            if step.isConditional, presence(of: identity) != .absent, !definition.replacesEarlier { return }
            if case .relation = identity { fresh.insert(identity) }
            doubtful.remove(identity)
        case .drop(let identity): vague.remove(identity)
        case .rename(let old, let new):
            doubtful.remove(new)
            if vague.remove(old) != nil { vague.insert(new) }
            if fresh.remove(old) != nil { fresh.insert(new) }
        case .takeColumns(let table, _): blur(table)
        case .alter: break
        }
        _ = schema.run(step)
    }

    /// Marks the object as doubtful after an obstacle. One report is enough: its fix changes all that follows.
    mutating func doubt(_ identity: ObjectIdentity) { doubtful.insert(identity) }

    /// Marks a relation whose parts are not all known.
    mutating func blur(_ relation: ObjectName) { vague.insert(.relation(relation)) }

    /// Marks the objects of a new extension as unknown.
    mutating func welcomeExtension() { hasNewExtension = true }

    /// Forgets everything, because an unreadable statement may have changed anything.
    mutating func open() {
        (schema, doubtful, vague) = (Schema(), [], [])
        isOpen = true
    }
}

extension ObjectIdentity {
    fileprivate var mayComeWithExtension: Bool {
        switch self {
        case .relation, .index, .type, .routine, .schema: true
        default: false
        }
    }
}

extension String {
    /// True for system schemas, whose contents we do not ask for.
    fileprivate var isOfSystem: Bool { hasPrefix("pg_") || self == "information_schema" }
}
