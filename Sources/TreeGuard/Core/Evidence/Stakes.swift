/// The names that a check needs production's word on: nothing else is asked.
package struct Stakes: Hashable, Sendable {
    /// Tables, views, sequences and indexes share one namespace.
    package private(set) var relations: Set<String> = []
    package private(set) var routines: Set<String> = []
    package private(set) var types: Set<String> = []
    package private(set) var extensions: Set<String> = []
    /// Whether a comment is at stake.
    private var hasComments = false
    /// Schemas that the migrations name; the session's search path is asked for besides.
    package private(set) var schemas: Set<String> = []

    package init(of scripts: [Script]) {
        for script in scripts {
            schemas.formUnion(script.searchPathSchemas)
            for step in script.steps { add(step) }
        }
    }

    /// What the statements need to find there besides, if they are to run.
    package mutating func add(needsOf statements: [Statement]) {
        for statement in statements {
            for identity in statement.needs { add(identity) }
        }
    }

    /// The names that comments are asked of: all of them, for what has one may be renamed.
    var commented: Set<String> { hasComments ? relations.union(routines).union(types).union(extensions) : [] }

    private mutating func add(_ step: EffectStep) {
        switch step.action {
        case .create(let identity, let definition), .alter(let identity, let definition):
            add(identity)
            add(definition)
        case .drop(let identity): add(identity)
        case .rename(let old, let new):
            add(old)
            add(new)
        }
    }

    private mutating func add(_ identity: ObjectIdentity) {
        switch identity {
        case .schema(let name): schemas.insert(name)
        case .extension(let name): extensions.insert(name)
        case .relation(let name), .index(let name): add(name, to: \.relations)
        case .column(let table, _), .constraint(let table, _), .trigger(let table, _), .policy(let table, _),
            .rule(let table, _):
            add(table, to: \.relations)
        case .routine(let name, let arguments):
            add(name, to: \.routines)
            for argument in arguments ?? [] where !argument.isBuiltIn { add(argument.name, to: \.types) }
        case .type(let name), .enumValue(let name, _): add(name, to: \.types)
        case .comment(let object):
            add(object)
            hasComments = true
        case .other: break
        }
    }

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

    /// What a query reads, as far as its words tell: a word that names nothing finds nothing. No schema is added: that
    /// the role may not look into one which only a view reads is no failure to ask.
    private mutating func add(_ names: QueryNames) {
        relations.formUnion(names.words)
        routines.formUnion(names.words)
    }

    private mutating func add(_ name: ObjectName, to set: WritableKeyPath<Stakes, Set<String>>) {
        self[keyPath: set].insert(name.name)
        name.schema.map { _ = schemas.insert($0) }
    }
}
