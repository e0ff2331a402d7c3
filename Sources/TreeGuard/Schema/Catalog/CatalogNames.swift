/// The names that a check needs production's word on: nothing else is asked.
package struct CatalogNames: Hashable, Sendable {
    /// Tables, views, sequences and indexes share one namespace.
    package private(set) var relations: Set<String> = []
    package private(set) var routines: Set<String> = []
    package private(set) var types: Set<String> = []
    package private(set) var extensions: Set<String> = []
    /// Objects that have, or may lose, a comment: by their name, or by that of their table.
    package private(set) var commented: Set<String> = []
    /// The other names, by kind: policies and rules by their table, facets by what has them, other kinds by their own
    /// name.
    package private(set) var others: [String: Set<String>] = [:]
    /// Old and new names, in the order of the renames.
    private var renames: [[String]] = []
    /// Schemas that the migrations name; the session's search path is asked for besides.
    package private(set) var schemas: Set<String> = []

    package init(of scripts: [Script]) {
        for script in scripts {
            schemas.formUnion(script.searchPathSchemas)
            for step in script.steps { add(step) }
        }
        followRenames()
    }

    /// An object may have its comment, owner or policy under the name that it had before, or gets later.
    private mutating func followRenames() {
        for pair in renames + renames.reversed() {
            if !commented.isDisjoint(with: pair) { commented.formUnion(pair) }
            for (kind, names) in others where !names.isDisjoint(with: pair) { others[kind]?.formUnion(pair) }
        }
    }

    /// Tables by which a database is known to be the one that is meant.
    package mutating func add(tables: [ObjectName]) {
        for table in tables { add(table, to: \.relations) }
    }

    /// Adds the names that the statements need to find if they are to run.
    package mutating func add(needsOf statements: [Statement]) {
        for statement in statements {
            for identity in statement.needs { add(identity) }
        }
    }

    private mutating func add(_ step: EffectStep) {
        switch step.action {
        case .create(let identity, let definition), .alter(let identity, let definition):
            add(identity)
            add(definition)
        case .drop(let identity):
            add(identity)
            // What loses a column or a constraint may be a type.
            if case .column(let owner, _) = identity { add(owner, to: \.types) }
            if case .constraint(let owner, _) = identity { add(owner, to: \.types) }
        case .rename(let old, let new):
            add(old)
            add(new)
            renames.append([old.facetSubject.name, new.facetSubject.name])
        case .takeColumns(let table, let origin):
            add(.relation(table))
            add(origin, table)
        }
    }

    private mutating func add(_ origin: ColumnOrigin, _ table: ObjectName) {
        switch origin {
        case .like(let source, let parts):
            add(.relation(source))
            let both: Set = [source.name, table.name]
            if parts.contains(.comments) { commented.formUnion(both) }
            if parts.contains(.identity) { others["relation", default: []].formUnion(both) }
        case .type(let type):
            add(ObjectIdentity.type(type))
            // Its attributes are the columns of a relation of that name.
            add(type, to: \.relations)
        case .query(let query, _): add(QueryNames(of: query))
        }
    }

    private mutating func add(_ identity: ObjectIdentity) {
        switch identity {
        case .schema(let name): schemas.insert(name)
        case .extension(let name): extensions.insert(name)
        case .relation(let name), .index(let name): add(name, to: \.relations)
        case .column(let table, _), .constraint(let table, _), .trigger(let table, _):
            add(table, to: \.relations)
        case .policy(let table, _):
            add(table, to: \.relations)
            others["policy", default: []].insert(table.name)
        case .rule(let table, _):
            add(table, to: \.relations)
            others["rule", default: []].insert(table.name)
        case .facet(let object, _):
            add(object)
            others[object.facetSubject.kind, default: []].insert(object.facetSubject.name)
        case .member(let object, let whole):
            for side in [object, whole] {
                add(side)
                others[side.facetSubject.kind, default: []].insert(side.facetSubject.name)
            }
        case .routine(let name, let arguments):
            add(name, to: \.routines)
            for argument in arguments ?? [] where !argument.isBuiltIn { add(argument.name, to: \.types) }
        case .type(let name), .enumValue(let name, _): add(name, to: \.types)
        case .comment(let object):
            add(object)
            (object.schemaName?.name ?? object.withoutSchemaName).map { _ = commented.insert($0) }
        case .other(let kind, let name):
            others[kind, default: []].insert(identity.facetSubject.name)
            name.schema.map { _ = schemas.insert($0) }
        }
    }

    /// The names of one kind that are at stake.
    func names(of kind: String) -> Set<String> { others[kind] ?? [] }

    /// Every table, function and type that the definition names; built-in ones go without saying.
    private mutating func add(_ definition: ObjectDefinition) {
        if case .view(let query, _) = definition { add(QueryNames(of: query)) }
        var found: [(Namespace, ObjectName)] = []
        _ = definition.mappingNames { space, name in
            found.append((space, name))
            return name
        }
        for (space, name) in found {
            switch space {
            case .relation: add(name, to: \.relations)
            case .routine: add(name, to: \.routines)
            case .type: if !TypeName(name).isBuiltIn { add(name, to: \.types) }
            case .other: break
            }
        }
    }

    /// Adds the names that a query reads, as far as its words tell: a word that names nothing finds nothing. No schema
    /// is added: that the role may not look into one which only a view reads is no failure to ask.
    private mutating func add(_ names: QueryNames) {
        relations.formUnion(names.words)
        routines.formUnion(names.words)
    }

    private mutating func add(_ name: ObjectName, to set: WritableKeyPath<CatalogNames, Set<String>>) {
        self[keyPath: set].insert(name.name)
        name.schema.map { _ = schemas.insert($0) }
    }
}

extension ObjectIdentity {
    /// Under which name its facets are asked for, and of which kind.
    fileprivate var facetSubject: (kind: String, name: String) {
        switch self {
        case .relation(let name), .index(let name): ("relation", name.name)
        case .column(let name, _), .constraint(let name, _), .trigger(let name, _), .policy(let name, _),
            .rule(let name, _):
            ("relation", name.name)
        case .routine(let name, _): ("routine", name.name)
        case .type(let name), .enumValue(let name, _): ("type", name.name)
        case .schema(let name): ("schema", name)
        case .extension(let name): ("extension", name)
        case .comment(let object), .facet(let object, _), .member(let object, _): object.facetSubject
        // Operators, casts and the like are told apart by more than a name.
        case .other(let kind, let name): (kind, ObjectIdentity.ownName(name.name, kind))
        }
    }

    private static func ownName(_ name: String, _ kind: String) -> String {
        switch kind {
        case "operator": String(name.prefix { $0 != " " })
        case "operator class", "operator family": String(name.prefix { $0 != " " })
        case "user mapping": name.split(separator: " ").last.map(String.init) ?? name
        default: name
        }
    }

    /// The name of what belongs to no schema.
    fileprivate var withoutSchemaName: String? {
        switch self {
        case .schema(let name), .extension(let name): name
        default: nil
        }
    }
}
