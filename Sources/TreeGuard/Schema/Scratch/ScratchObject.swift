/// The place of an object in the catalog's rows, and the way to remove it on a scratch server before it is recreated.
struct ScratchObject: Hashable, Sendable {
    let kind: String
    let schema: String
    let relation: String?
    let name: String
    /// The statements that remove the object before the server's own DDL creates it again.
    let removal: [String]

    /// Finds the place; nil for kinds that are not compared on a scratch server.
    init?(_ identity: ObjectIdentity, _ definition: ObjectDefinition) {
        guard let owner = identity.schemaName, let schema = owner.schema else { return nil }
        self.schema = schema
        switch (identity, definition) {
        case (.column(_, let name), .column):
            (kind, relation, self.name) = ("column", owner.name, name)
            removal = ["ALTER TABLE \(owner) DROP COLUMN IF EXISTS \(quotedIdentifier(name)) CASCADE"]
        case (.constraint(_, let name), .constraint):
            (kind, relation, self.name, removal) = ("constraint", owner.name, name, [])
        case (.trigger(_, let name), .trigger):
            (kind, relation, self.name, removal) = ("trigger", owner.name, name, [])
        case (.index, .index(let index, _)):
            (kind, relation, name, removal) = ("index", index.table.name, owner.name, [])
        case (.relation, .view(_, let isMaterialized)):
            (kind, relation, name) = ("relation", nil, owner.name)
            removal = ["DROP \(isMaterialized ? "MATERIALIZED " : "")VIEW IF EXISTS \(owner) CASCADE"]
        case (.routine, .routine):
            (kind, relation, name) = ("routine", nil, owner.name)
            removal = ["DROP ROUTINE IF EXISTS \(owner) CASCADE"]
        case (.type, .domain):
            (kind, relation, name) = ("type", nil, owner.name)
            removal = ["DROP DOMAIN IF EXISTS \(owner) CASCADE"]
        default: return nil
        }
    }

    /// The catalog question whose answer describes the object.
    var question: CatalogQuestion {
        switch kind {
        case "column": .columns
        case "constraint": .constraints
        case "trigger": .triggers
        case "index": .indexes
        case "routine": .routines
        case "type": .types
        default: .relations
        }
    }

    var catalogNames: Set<String> { [relation ?? name, name] }

    /// The first columns of the answer row.
    var row: [String?] { [kind, schema, relation, name] }

    /// The statements that remove the object before the file's own statement creates it.
    func removal(before statement: Statement) -> [String] {
        let owner = ObjectName(schema: schema, relation ?? name)
        switch statement.kind {
        case .createTable: return ["DROP TABLE IF EXISTS \(owner) CASCADE"]
        case .alterTable(let alter):
            return alter.actions.compactMap { action in
                guard case .addColumn(let column, _) = action else { return nil }
                return "ALTER TABLE \(owner) DROP COLUMN IF EXISTS \(quotedIdentifier(column.name)) CASCADE"
            }
        default: return removal
        }
    }
}
