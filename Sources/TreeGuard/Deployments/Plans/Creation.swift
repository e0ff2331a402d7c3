import TreeGuardBase
import TreeGuardSchema

/// The objects that a file creates, counted: "table security_detections (10 columns, 5 indexes)".
package struct Creation: Hashable, Sendable {
    /// One line per object, in the order in which the file creates them.
    package private(set) var lines: [String] = []

    package init(of statements: [Statement]) {
        var tables: [ObjectName: (columns: Int, indexes: Int)] = [:]
        var order: [ObjectName] = []
        var changes: [String] = []
        for statement in statements {
            switch statement.kind {
            case .createTable(let table) where !table.isTemporary:
                order.append(table.name)
                tables[table.name] = (table.columns.count, 0)
            case .createIndex(let create) where tables[create.index.table] != nil:
                tables[create.index.table]?.indexes += 1
            case .createIndex(let create):
                changes.append("index \(create.name ?? "without a name") on \(create.index.table)")
            case .alterTable(let alter) where tables[alter.name] == nil:
                let columns = alter.actions.compactMap { action -> String? in
                    if case .addColumn(let column, _) = action { return column.name }
                    return nil
                }
                if !columns.isEmpty {
                    changes.append(
                        "\(counted(columns.count, "column")) in \(alter.name): \(columns.joined(separator: ", "))")
                }
            case .createView(let view):
                changes.append("\(view.isMaterialized ? "materialized view" : "view") \(view.name)")
            case .createEnum(let name, let values): changes.append("type \(name) (\(counted(values.count, "value")))")
            case .addEnumValue(let type, let value, _, _, _): changes.append("value '\(value)' of type \(type)")
            case .createRoutine(let routine): changes.append("function \(routine.name)")
            case .createTrigger(let trigger): changes.append("trigger \(trigger.name) on \(trigger.table)")
            case .createSchema(let name, _): changes.append("schema \(quotedIdentifier(name))")
            case .createSequence(let name, _): changes.append("sequence \(name)")
            case .createExtension(let name, _, _): changes.append("extension \(quotedIdentifier(name))")
            default: break
            }
        }
        lines = order.map { name in
            let (columns, indexes) = tables[name] ?? (0, 0)
            let parts = [
                columns > 0 ? counted(columns, "column") : nil,
                indexes > 0 ? "\(indexes) \(indexes == 1 ? "index" : "indexes")" : nil,
            ]
            .compactMap(\.self)
            return "table \(name)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
        }
        lines += changes
    }
}
