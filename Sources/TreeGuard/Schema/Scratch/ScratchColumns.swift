import TreeGuardBase

/// Which columns a query gives, only a server knows: a scratch server makes the table of each CREATE TABLE AS that
/// production has, without rows, so that the query is read and never run.
package struct ScratchColumns: Sendable {
    private struct Trial: Sendable {
        var table: ObjectName
        var query: String
        var columns: [String]
        var path: [String]

        /// The search path is set before, and the name has its schema.
        var ddl: String {
            let names = columns.isEmpty ? "" : " (" + columns.map(quotedIdentifier).joined(separator: ", ") + ")"
            return "CREATE TABLE \(table)\(names) AS \(query) WITH NO DATA"
        }
    }

    private let trials: [Trial]
    private let catalog: Catalog
    private let surroundings: ScratchSurroundings
    private let read: ReadStatements

    /// - Parameter answers: what production said to the questions that the catalog was read from.
    package init(at scripts: [Script], _ catalog: Catalog, _ answers: [Answer], read: @escaping ReadStatements) {
        (self.catalog, self.read) = (catalog, read)
        trials = catalog.qualifiedSteps(of: scripts).joined().compactMap { step in
            guard case .takeColumns(let table, .query(let query, let columns)) = step.action,
                !catalog.columns(of: table).isEmpty, !(table.schema ?? "").hasPrefix("pg_")
            else { return nil }
            return Trial(table: table, query: query, columns: columns, path: step.searchPath ?? catalog.searchPath)
        }
        surroundings = ScratchSurroundings(trials.isEmpty ? [] : answers, catalog, read: read)
    }

    /// True if a scratch server could tell more.
    package var isWorthwhile: Bool { !trials.isEmpty }

    /// The statements to run, on an empty database, in one transaction that is rolled back.
    package var questions: [Question] {
        ScratchScript.preparations(catalog.searchPath)
            + [Question("SELECT pg_temp.build($1)", [arrayLiteral(inOrder: surroundings.ddl)])]
            + trials.map { ScratchScript.columns(of: $0.table, madeBy: $0.ddl, path: $0.path) }
    }

    /// The columns of the queries, after the answers to `questions`. A query that could not be read there tells
    /// nothing.
    package func columns(by answers: [Answer]) -> QueriedColumns {
        var queried = QueriedColumns()
        for (trial, answer) in zip(trials, answers.suffix(trials.count)) {
            let ddl = answer.rows.compactMap { $0.first ?? nil }
            guard !ddl.isEmpty else { continue }
            var columns = ddl.flatMap(read).flatMap(\.effects).compactMap { step -> QueriedColumns.NamedColumn? in
                guard case .create(.column(_, let name), .column(let column)) = step.action else { return nil }
                return QueriedColumns.NamedColumn(
                    name: name, column: Column(type: column.type, collation: column.collation))
            }
            let isCertain = !trial.query.mayReadLaterColumns
            if !isCertain {
                let there = catalog.columns(of: trial.table)
                columns.removeAll { there[$0.name] == nil }
            }
            queried[trial.table, trial.query] = QueriedColumns.Told(columns: columns, isCertain: isCertain)
        }
        return queried
    }
}

extension String {
    /// True if a query, as somebody wrote it, may take in columns that its tables got later.
    var mayReadLaterColumns: Bool {
        let text = lowercased()
        let dense = String(text.filter { !$0.isWhitespace })
        let stars = ["select*", "distinct*", "all*", "returning*", ",*", ".*", "/*", "--"]
        return stars.contains(where: dense.contains) || text.contains("natural") || text.contains("using")
    }
}
