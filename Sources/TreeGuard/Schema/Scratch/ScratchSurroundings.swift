/// The surroundings of the compared objects, as production's own DDL: enough for a scratch server to understand their
/// expressions and queries. Of a table, its columns by their types, and its keys.
struct ScratchSurroundings {
    let ddl: [String]

    init(_ answers: [Answer], _ catalog: Catalog, read: ReadStatements) {
        let rows = answers.flatMap(\.rows)
        func texts(of kind: String) -> [String] {
            rows.compactMap { row in row.count > 4 && row[0] == kind ? row[4] : nil }
        }
        let columns = rows.compactMap { row -> String? in
            guard row.count > 4, row[0] == "column", let relation = row[2], let name = row[3] else { return nil }
            let table = ObjectName(schema: row[1], relation)
            guard case .column(let column)? = catalog.objects[.column(of: table, name)], let type = column.type else {
                return nil
            }
            return "ALTER TABLE \(table) ADD COLUMN \(quotedIdentifier(name)) \(type)"
        }
        let all =
            texts(of: "schema") + texts(of: "type") + texts(of: "relation") + columns + texts(of: "constraint")
            + texts(of: "routine")
        ddl = all.compactMap { text in
            let statements = read(text)
            guard statements.count == 1, let statement = statements.first, statement.isScratchable else { return nil }
            switch statement.kind {
            case .createView(let view): return view.scratchText
            // The ones at stake are what is looked at.
            case .alterTable(let alter): return alter.actions.allSatisfy(\.isColumnOrKey) ? text : nil
            default: return text
            }
        }
    }
}

extension Statement.AlterAction {
    fileprivate var isColumnOrKey: Bool {
        switch self {
        case .addColumn: true
        case .addConstraint(let constraint):
            switch constraint.constraint.kind {
            case .primaryKey, .unique: true
            default: false
            }
        default: false
        }
    }
}
