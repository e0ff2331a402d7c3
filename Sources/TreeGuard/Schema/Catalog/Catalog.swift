/// The objects that exist in a database, as far as it was asked: the same values that migrations are folded into.
package struct Catalog: Hashable, Sendable {
    /// Schemas in which names without one are found, in their order.
    package private(set) var searchPath: [String] = []
    /// Schemas that exist, and that the role may not look into: nothing can be said of what they hold.
    package private(set) var unusableSchemas: Set<String> = []
    package private(set) var objects: [ObjectIdentity: ObjectDefinition] = [:]
    /// Other facts that decide if a statement would run.
    package var surroundings = Surroundings()
    /// The base type of each domain.
    package private(set) var domains: [ObjectName: TypeName] = [:]
    /// The parts of each relation: its columns, constraints, indexes, triggers.
    private var parts: [ObjectName: [ObjectIdentity]] = [:]
    /// Routines, and comments on them, by their name alone.
    private var overloads: [ObjectIdentity: [ObjectIdentity]] = [:]

    /// Reads the answers to questions of `CatalogQuestion`, in their order.
    package init(_ answers: [Answer], read: ReadStatements) {
        for answer in answers {
            for row in answer.rows { add(Row(row), read: read) }
        }
        sortParts()
    }

    /// For tests and comparisons of what is at hand.
    package init(searchPath: [String], objects: [ObjectIdentity: ObjectDefinition]) {
        self.searchPath = searchPath
        self.objects = objects
        sortParts()
    }

    private mutating func sortParts() {
        for (identity, definition) in objects {
            if let relation = identity.owner?.relation ?? definition.table {
                parts[relation, default: []].append(identity)
            }
            if case .type(let name) = identity, case .domain(let column) = definition { domains[name] = column.type }
            let bare = identity.withoutArguments
            if bare != identity { overloads[bare, default: []].append(identity) }
        }
    }

    /// Columns, constraints, indexes and triggers of a relation.
    package func parts(of relation: ObjectName) -> [ObjectIdentity] { parts[relation] ?? [] }

    /// The tables, views and sequences that are there.
    var relations: [ObjectName] {
        objects.keys.compactMap { if case .relation(let name) = $0 { name } else { nil } }
    }

    func overloads(of identity: ObjectIdentity) -> [ObjectIdentity] { overloads[identity] ?? [] }

    /// The columns of a relation.
    package func columns(of relation: ObjectName) -> [String: Column] {
        var columns: [String: Column] = [:]
        for case .column(_, let name) in parts(of: relation) {
            if case .column(let column) = objects[.column(of: relation, name)] { columns[name] = column }
        }
        return columns
    }

    /// One row of an answer; see `CatalogQuestion`.
    private struct Row {
        var kind, schema, relation, name, ddl, remark: String?

        init(_ columns: [String?]) {
            func column(_ number: Int) -> String? { number < columns.count ? columns[number] : nil }
            (kind, schema, relation) = (column(0), column(1), column(2))
            (name, ddl, remark) = (column(3), column(4), column(5))
        }

        /// The object of a row whose DDL cannot be read, because it is newer than the parser, or missing.
        var identity: ObjectIdentity? {
            guard let kind, let name else { return nil }
            let owner = ObjectName(schema: schema, relation ?? "")
            return switch kind {
            case "schema": .schema(name)
            case "extension": .extension(name)
            case "relation": .relation(ObjectName(schema: schema, name))
            case "type": .type(ObjectName(schema: schema, name))
            case "index": .index(ObjectName(schema: schema, name))
            case "routine": .routine(ObjectName(schema: schema, name), nil)
            case "column": .column(of: owner, name)
            case "constraint": .constraint(of: owner, name)
            case "trigger": .trigger(of: owner, name)
            case "policy": .policy(of: owner, name)
            case "rule": .rule(of: owner, name)
            case let kind where ObjectKinds.asked.contains(kind):
                .other(kind: kind, ObjectName(schema: schema, name))
            default: nil
            }
        }
    }

    private mutating func add(_ row: Row, read: ReadStatements) {
        surroundings.add(kind: row.kind, schema: row.schema, name: row.name, remark: row.remark)
        if row.kind == "schema", let name = row.name {
            if row.remark == "unusable" { unusableSchemas.insert(name) }
            if row.remark == "on the path", name != "pg_catalog" { searchPath.append(name) }
        }
        let steps = row.ddl.map { read($0).flatMap(\.effects) } ?? []
        if steps.isEmpty, let identity = row.identity { objects[identity] = .exists }
        for step in steps {
            switch step.action {
            case .create(let identity, .index(var index, let isNamed)):
                index.isValid = row.remark != "invalid"
                objects[identity] = .index(index, isNamed: isNamed)
            case .create(let identity, let definition): objects[identity] = definition
            case .alter(let identity, let facets):
                objects[identity] = objects[identity]?.overlaid(with: facets) ?? (identity.isFacet ? facets : nil)
            case .drop, .rename, .takeColumns: break
            }
        }
    }
}
