import TreeGuardSchema

/// Finds the losses in the statements of a rollback, in their order. Every loss has the name that its object has before
/// the rollback runs: a rollback may rename a table and drop it afterwards.
package struct LossSearch {
    /// The tables that the rollback renamed, moved or created: the name afterwards, and the present name; nil for a
    /// table that does not exist yet.
    private var tables: [(then: ObjectName, now: ObjectName?)] = []
    private var columns: [(table: ObjectName, then: String, now: String)] = []
    private var searchPath: [String]?

    package init() {}

    /// Reads the next file, which runs after the earlier ones.
    package mutating func losses(of instructions: [Instruction]) -> [Loss] {
        searchPath = nil
        return instructions.flatMap(\.statements).flatMap { take($0) }
    }

    private mutating func take(_ statement: Statement) -> [Loss] {
        switch statement.kind {
        case .setSearchPath(let path): searchPath = path.isEmpty ? nil : path
        case .rename(let rename): take(rename)
        case .setSchema(.relation(let table), let schema):
            tables.append((ObjectName(schema: schema, table.name), now(table)))
        case .createTable(let create) where !create.ifNotExists: tables.append((create.name, nil))
        case .block(let inner):
            return inner.flatMap { guarded in
                take(guarded.statement).map { loss in
                    var loss = loss
                    loss.isConditional = loss.isConditional || guarded.isConditional
                    return loss
                }
            }
        default: return statement.losses.compactMap(asItIsNow)
        }
        return []
    }

    private mutating func take(_ rename: Statement.Rename) {
        switch rename.object {
        case .relation(let table):
            tables.append((ObjectName(schema: table.schema, rename.newName), now(table)))
        case .column(let table, let column):
            guard let table = now(table) else { return }
            columns.append((table, rename.newName, now(column, of: table)))
        case .schema(let schema):
            for index in tables.indices where tables[index].then.schema == schema {
                tables[index].then.schema = rename.newName
            }
            schemas[rename.newName] = schemas[schema] ?? schema
        default: break
        }
    }

    /// The schemas that the rollback renamed: new name to present name.
    private var schemas: [String: String] = [:]

    private func now(_ table: ObjectName) -> ObjectName? {
        if let known = tables.last(where: { $0.then.mayBe(table) }) { return known.now }
        var table = table
        table.schema = table.schema.map { schemas[$0] ?? $0 }
        return table
    }

    private func now(_ column: String, of table: ObjectName) -> String {
        columns.last { $0.table == table && $0.then == column }?.now ?? column
    }

    private func asItIsNow(_ loss: Loss) -> Loss? {
        var loss = loss
        loss.searchPath = searchPath.map { path in path.map { schemas[$0] ?? $0 } }
        switch loss.thing {
        case .table(let table):
            guard let table = now(table) else { return nil }
            loss.thing = .table(table)
        case .column(let table, let column):
            guard let table = now(table) else { return nil }
            loss.thing = .column(table, now(column, of: table))
        case .tables: break
        }
        return loss
    }
}

extension ObjectName {
    /// True if both may name the same table: a name without a schema may be in any schema.
    fileprivate func mayBe(_ other: ObjectName) -> Bool {
        name == other.name && (schema == nil || other.schema == nil || schema == other.schema)
    }
}
