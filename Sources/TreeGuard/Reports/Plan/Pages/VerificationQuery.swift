import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema

/// A query that shows a deployment to have arrived, and what psql prints then.
package struct VerificationQuery: Hashable, Sendable {
    package var title: String
    package var sql: String
    package var expected: String
}

extension VerificationQuery {
    /// Made of what the files leave behind, all taken together.
    package static func all(for history: SchemaHistory) -> [VerificationQuery] {
        let present = history.left
        let tables = present.compactMap { identity, definition -> ObjectName? in
            if case .relation(let name) = identity, case .relation(.table) = definition { return name }
            return nil
        }
        let columns = present.compactMap { identity, definition -> (table: ObjectName, name: String)? in
            guard case .column(let table, let name) = identity, case .column(let column) = definition,
                column.type != nil
            else { return nil }
            return (table, name)
        }
        let added = columns.filter { !tables.contains($0.table) }
        let indexes = present.compactMap { identity, definition -> ObjectName? in
            if case .index(let name) = identity, case .index = definition { return name }
            return nil
        }
        return [
            ofTables(tables.map { table in (table, columns.count { $0.table == table }) }), ofColumns(added),
            ofIndexes(indexes),
        ].compactMap(\.self)
    }

    private static func ofTables(_ tables: [(name: ObjectName, columns: Int)]) -> VerificationQuery? {
        guard !tables.isEmpty else { return nil }
        let sorted = tables.sorted { ($0.name.schema ?? "", $0.name.name) < ($1.name.schema ?? "", $1.name.name) }
        return VerificationQuery(
            title: "New tables, and how many columns each has",
            sql: """
                SELECT table_name, count(*) AS column_count
                FROM information_schema.columns
                WHERE \(condition(sorted.map(\.name), schema: "table_schema", name: "table_name"))
                GROUP BY table_schema, table_name
                ORDER BY table_schema COLLATE "C", table_name COLLATE "C";
                """,
            expected: psql(
                ["table_name", "column_count"], sorted.map { [$0.name.name, String($0.columns)] }, rightAligned: [1]))
    }

    private static func ofColumns(_ columns: [(table: ObjectName, name: String)]) -> VerificationQuery? {
        guard !columns.isEmpty else { return nil }
        let sorted = columns.sorted { ($0.table.name, $0.name) < ($1.table.name, $1.name) }
        let wanted = sorted.map { column in
            "(" + condition([column.table], schema: "table_schema", name: "table_name")
                + " AND column_name = \(SQLWords.literal(column.name)))"
        }
        return VerificationQuery(
            title: "New columns of tables that were there before",
            sql: """
                SELECT table_name, column_name
                FROM information_schema.columns
                WHERE \(wanted.joined(separator: "\n   OR "))
                ORDER BY table_name COLLATE "C", column_name COLLATE "C";
                """,
            expected: psql(["table_name", "column_name"], sorted.map { [$0.table.name, $0.name] }))
    }

    private static func ofIndexes(_ indexes: [ObjectName]) -> VerificationQuery? {
        guard !indexes.isEmpty else { return nil }
        let sorted = indexes.sorted { $0.name < $1.name }
        return VerificationQuery(
            title: "New indexes, all of them valid",
            sql: """
                SELECT relname AS index_name, indisvalid AS valid
                FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = relnamespace
                WHERE \(condition(sorted, schema: "nspname", name: "relname"))
                ORDER BY relname COLLATE "C";
                """,
            expected: psql(["index_name", "valid"], sorted.map { [$0.name, "t"] }))
    }

    /// Names without a schema are looked for where the session looks.
    private static func condition(_ names: [ObjectName], schema: String, name: String) -> String {
        Dictionary(grouping: names, by: \.schema).sorted { ($0.key ?? "") < ($1.key ?? "") }.map { space, names in
            let place =
                space.map { "\(schema) = \(SQLWords.literal($0))" } ?? "\(schema) = ANY (current_schemas(false))"
            return "(\(place) AND \(name) IN (\(names.map { SQLWords.literal($0.name) }.joined(separator: ", "))))"
        }.joined(separator: " OR ")
    }

    /// The result as psql prints it, without blanks at the ends of lines.
    private static func psql(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) -> String {
        let widths = header.indices.map { column in
            ([header[column]] + rows.map { $0[column] }).map(\.displayWidth).max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            (" " + cells.joined(separator: " | ")).trimmingEnd
        }
        let centred = header.indices.map { column -> String in
            let room = widths[column] - header[column].displayWidth
            return blanks(room / 2) + header[column] + blanks(room - room / 2)
        }
        let body = rows.map { row in
            line(
                row.indices.map { column in
                    let padding = blanks(widths[column] - row[column].displayWidth)
                    return rightAligned.contains(column) ? padding + row[column] : row[column] + padding
                })
        }
        let rule = widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "+")
        return ([line(centred), rule] + body + ["(\(counted(rows.count, "row")))"]).joined(separator: "\n")
    }
}
