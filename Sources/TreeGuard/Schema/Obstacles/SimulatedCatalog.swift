/// Production as a statement would find it: its catalog, and what the statements before it would have done.
struct SimulatedCatalog {
    private var objects: [ObjectIdentity: ObjectDefinition]
    private var parts: [ObjectName: Set<ObjectIdentity>] = [:]
    private var overloads: [ObjectName: Set<ObjectIdentity>] = [:]
    /// Relations of which not all columns and constraints are known: made by a query, by LIKE, by a parent.
    private var vague: Set<ObjectIdentity> = []
    /// Of which nothing is known any more.
    private var doubtful: Set<ObjectIdentity> = []
    /// True if an extension was created, with functions, types and tables that nobody knows.
    private var hasNewExtension = false
    /// True if something ran that nobody can read: what is not known to be there may be there all the same.
    private var isOpen = false
    private var names: NameResolution
    /// Relations that were made by a statement before: they have no rows but those that a statement gave them.
    private var fresh: Set<ObjectIdentity> = []
    private let catalogNames: CatalogNames
    let searchPath: [String]
    let surroundings: Surroundings

    init(_ catalog: Catalog, _ catalogNames: CatalogNames) {
        objects = catalog.objects
        self.catalogNames = catalogNames
        searchPath = catalog.searchPath
        surroundings = catalog.surroundings
        names = NameResolution(searchPath: catalog.searchPath, existing: catalog.objects.keys)
        for (identity, definition) in objects { link(identity, definition) }
    }

    // MARK: Looking

    func presence(of identity: ObjectIdentity) -> Presence {
        if isDoubtful(identity) { return .unknown }
        if let definition = objects[identity] { return .there(definition) }
        if case .enumValue(let type, let value) = identity { return presence(of: value, in: type) }
        if case .relation(let name) = identity, let index = objects[.index(name)] { return .there(index) }
        if case .index(let name) = identity, let relation = objects[.relation(name)] { return .there(relation) }
        if case .routine(let name, nil) = identity, let one = overloads[name]?.first {
            return .there(objects[one] ?? .exists)
        }
        guard !isOpen, isAsked(identity), !(hasNewExtension && identity.mayComeWithExtension) else { return .unknown }
        if let owner = identity.owner, !vague.isDisjoint(with: [owner]) || presence(of: owner) == .unknown {
            return .unknown
        }
        return .absent
    }

    private func presence(of value: String, in type: ObjectName) -> Presence {
        guard case .there(.enumeration(let values, _)) = presence(of: .type(type)) else { return .unknown }
        return values.contains(value) || objects[.enumValue(of: type, value)] != nil ? .there(.exists) : .absent
    }

    /// True if nothing of the name is there that a column could have as its type: every table is one, too.
    func lacks(type name: ObjectName) -> Bool {
        presence(of: .type(name)) == .absent && !presence(of: .relation(name)).isThere
    }

    func lacks(routine name: ObjectName) -> Bool { presence(of: .routine(name, nil)) == .absent }

    private func isDoubtful(_ identity: ObjectIdentity) -> Bool {
        doubtful.contains(identity) || (identity.owner.map { isDoubtful($0) } ?? false)
    }

    /// True if production was asked for the name, so that its silence means something.
    private func isAsked(_ identity: ObjectIdentity) -> Bool {
        guard identity.isAskedFor else { return false }
        switch identity {
        case .schema(let name): return catalogNames.schemas.contains(name) && !name.isOfSystem
        case .extension(let name): return catalogNames.extensions.contains(name)
        case .relation(let name), .index(let name): return isAsked(name, catalogNames.relations)
        // Names of these that are not found keep no schema: every schema of the path was looked in.
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
        (parts[relation] ?? []).compactMap { part in objects[part].map { (part, $0) } }
    }

    func routines(named name: ObjectName) -> [ObjectIdentity] { Array(overloads[name] ?? []) }

    /// True if every column, index and constraint of the relation is known.
    func isWhole(_ relation: ObjectName) -> Bool {
        !isOpen && !vague.contains(.relation(relation)) && !isDoubtful(.relation(relation))
            && presence(of: .relation(relation)).isThere
    }

    /// How many rows the server thinks that it has; nil where it does not say, or the table is new.
    func estimatedRows(of relation: ObjectName) -> Int? {
        fresh.contains(.relation(relation)) ? nil : surroundings.estimatedRows[relation].flatMap { $0 > 0 ? $0 : nil }
    }

    /// Under what name in which schema a statement means the object.
    func resolved(_ identity: ObjectIdentity, _ path: [String]?, at range: SourceRange) -> ObjectIdentity {
        var names = names
        let step = EffectStep(.alter(identity, .exists), searchPath: path, at: range)
        guard case .alter(let resolved, _)? = names.resolved([step]).first?.action else { return identity }
        return resolved
    }

    // MARK: Changing

    /// The steps of one statement with every name qualified; what they make is known from here on.
    mutating func resolving(_ steps: [EffectStep]) -> [EffectStep] { names.resolved(steps) }

    mutating func run(_ step: EffectStep) {
        switch step.action {
        case .create(let identity, let definition):
            if step.isConditional, presence(of: identity) != .absent, !definition.replacesEarlier { return }
            if case .relation = identity { fresh.insert(identity) }
            add(identity, definition)
        case .alter(let identity, let facets): objects[identity] = objects[identity]?.overlaid(with: facets)
        case .drop(let identity): remove(identity)
        case .rename(let old, let new):
            let definition = objects[old] ?? .exists
            let moved = old.owner == nil ? parts(of: old.relation ?? ObjectName("")) : []
            remove(old)
            add(new, definition)
            // What hangs on it has another name now; that is not followed further.
            if !moved.isEmpty { vague.insert(new) }
        case .takeColumns(let table, _): blur(table)
        }
    }

    private mutating func add(_ identity: ObjectIdentity, _ definition: ObjectDefinition) {
        doubtful.remove(identity)
        objects[identity] = definition
        link(identity, definition)
    }

    private mutating func link(_ identity: ObjectIdentity, _ definition: ObjectDefinition) {
        if let relation = identity.owner?.relation ?? definition.table { parts[relation, default: []].insert(identity) }
        if case .routine(let name, _) = identity { overloads[name, default: []].insert(identity) }
    }

    private mutating func remove(_ identity: ObjectIdentity) {
        objects[identity] = nil
        if let relation = identity.owner?.relation { parts[relation]?.remove(identity) }
        switch identity {
        case .relation(let name):
            for part in parts[name] ?? [] { objects[part] = nil }
            parts[name] = nil
            vague.remove(identity)
        case .routine(let name, nil):
            for overload in overloads[name] ?? [] { objects[overload] = nil }
            overloads[name] = nil
        case .routine(let name, _): overloads[name]?.remove(identity)
        case .column(let table, let column):
            for (part, definition) in parts(of: table) where definition.columnNames.contains(column) {
                objects[part] = nil
                parts[table]?.remove(part)
            }
        case .schema(let name): for object in objects.keys where object.schemaName?.schema == name { remove(object) }
        default: break
        }
    }

    /// One complaint about an object is enough: whoever heeds it changes what follows.
    mutating func doubt(_ identity: ObjectIdentity) { doubtful.insert(identity) }

    /// It is there, and not all that belongs to it is known.
    mutating func blur(_ relation: ObjectName) { vague.insert(.relation(relation)) }

    /// Notes an extension whose objects are not known.
    mutating func welcomeExtension() { hasNewExtension = true }

    /// Something ran that may have done anything.
    mutating func open() {
        (objects, parts, overloads, doubtful, vague) = ([:], [:], [:], [], [])
        isOpen = true
    }
}

extension ObjectDefinition {
    /// The columns of its table that it stands on.
    fileprivate var columnNames: [String] {
        switch self {
        case .index(let index, _): index.columns
        case .constraint(let constraint, _): constraint.columns
        default: []
        }
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
    /// Schemas whose contents nobody asks for.
    fileprivate var isOfSystem: Bool { hasPrefix("pg_") || self == "information_schema" }
}
