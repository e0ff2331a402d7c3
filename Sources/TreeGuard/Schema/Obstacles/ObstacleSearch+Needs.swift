extension ObstacleSearch {
    /// The object must be there. Whether nothing stands in the way of looking further.
    @discardableResult
    mutating func need(_ identity: ObjectIdentity, as definition: ObjectDefinition? = nil) -> Bool {
        if let owner = identity.owner, !need(owner, as: owner.relation == nil ? nil : .relation(.table)) {
            return false
        }
        switch catalog.presence(of: identity) {
        case .there: return true
        case .unknown: return false
        case .absent: break
        }
        if isRenumbered(identity) { return false }
        let words = identity.words(definition ?? identity.usualDefinition)
        report(
            "\(words.kind) \(words.name) does not exist\(words.table.map { " on \($0)" } ?? "")",
            help: "what makes it must be deployed first; or the name is not the one that it has there")
        catalog.doubt(identity)
        return false
    }

    /// PostgreSQL numbers the names that it chooses, so one that was chosen in this run may be another.
    private func isRenumbered(_ identity: ObjectIdentity) -> Bool {
        guard case .constraint(let table, _) = identity else { return false }
        return catalog.parts(of: table).contains {
            if case .constraint(_, isNamed: false) = $0.1 { return true }
            return false
        }
    }

    /// Nothing may have the name yet. Whether it is free as far as that is known.
    @discardableResult
    mutating func needFree(_ identity: ObjectIdentity, saying difference: String = "") -> Bool {
        guard case .there(let definition) = catalog.presence(of: identity) else { return true }
        let words = identity.words(nil)
        let kind = identity.isRelationName ? definition.kindWord ?? "relation" : words.kind
        report(
            "\(kind) \(words.name) exists already\(words.table.map { " on \($0)" } ?? "")\(difference)",
            help: "find out who made it; where it is what is meant, say IF NOT EXISTS, else choose another name")
        return false
    }

    mutating func needSchema(of identity: ObjectIdentity) {
        if let schema = identity.schemaName?.schema { need(.schema(schema)) }
    }

    mutating func needType(_ type: TypeName?) {
        guard let type, !type.isBuiltIn, !type.name.name.hasSuffix("%TYPE"), catalog.lacks(type: type.name)
        else { return }
        report(
            "type \(ObjectIdentity.type(type.name).words(nil).name) does not exist",
            help: "what makes it must be deployed first: a migration, or CREATE EXTENSION")
        catalog.doubt(.type(type.name))
    }

    /// The columns must be there. System columns always are, and a row may be named as a whole.
    mutating func needColumns(_ columns: [String], of table: ObjectName) {
        guard catalog.isWhole(table) else { return }
        for column in columns where !Self.systemColumns.contains(column) && column != "*" && column != table.name {
            need(.column(of: table, column))
        }
    }

    private static let systemColumns: Set<String> = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"]
}

extension ObjectIdentity {
    /// Tables, views, sequences and indexes share their names.
    fileprivate var isRelationName: Bool {
        switch self {
        case .relation, .index: true
        default: false
        }
    }

    fileprivate var usualDefinition: ObjectDefinition? {
        if case .relation = self { return .relation(.table) }
        return nil
    }
}

extension ObjectDefinition {
    /// The kind of relation.
    var kindWord: String? {
        switch self {
        case .relation(let kind): kind.rawValue
        case .view(_, let isMaterialized): isMaterialized ? "materialized view" : "view"
        case .index: "index"
        default: nil
        }
    }
}
