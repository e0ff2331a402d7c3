import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// A table that loses rows, as the catalog has it.
package struct LosingTable: Hashable, Sendable {
    /// Its pg_class.oid, which does not change when the table is renamed.
    package var id: String
    package var name: ObjectName
    /// True if it has the column to be dropped.
    package var hasColumn: Bool

    package init(id: String, name: ObjectName, hasColumn: Bool = true) {
        (self.id, self.name, self.hasColumn) = (id, name, hasColumn)
    }

    /// The quoted name with its schema.
    package var sql: String { (name.schema.map { sqlIdentifier($0) + "." } ?? "") + sqlIdentifier(name.name) }
}

extension Loss {
    /// Asks the catalog which tables lose rows.
    package var presence: Question {
        switch thing {
        case .tables(let name):
            Question(
                """
                SELECT c.oid, n.nspname, c.relname, true, true FROM pg_catalog.pg_extension e
                JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                    AND d.refobjid = e.oid AND d.deptype = 'e' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind IN ('r', 'p')
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE e.extname = $1::text ORDER BY 2, 3
                """, [name])
        case .table(let table), .column(let table, _):
            // During a run, the session's search path resolves the name; before it, the statement's path was recorded.
            Question(
                """
                SELECT c.oid, n.nspname, c.relname, c.relkind IN ('r', 'p'),
                    $3::text = '' OR EXISTS (SELECT FROM pg_catalog.pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attname = $3::text AND a.attnum > 0 AND NOT a.attisdropped)
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
                    (SELECT coalesce($4::text, nullif(pg_catalog.current_setting('treeguard.search_path', true), ''),
                        pg_catalog.current_schemas(true)::text)::name[] AS schemas) path
                WHERE c.relname = $1::text AND c.relkind NOT IN ('i', 'I', 't')
                    AND n.nspname = ANY (CASE WHEN $2::text = '' THEN path.schemas ELSE ARRAY[$2::name] END)
                ORDER BY pg_catalog.array_position(path.schemas, n.nspname) LIMIT 1
                """, [table.name, table.schema ?? "", column ?? "", searchPath.map(Loss.array)])
        }
    }

    /// The tables that hold rows of their own; nil if the name resolves to nothing, so that the loss is not known.
    package func tables(_ presence: Answer) -> [LosingTable]? {
        let rows = presence.rows.map { $0.map { $0 ?? "" } }.filter { $0.count == 5 }
        guard !rows.isEmpty else {
            if case .tables = thing { return [] }
            return isConditional ? [] : nil
        }
        return rows.filter { $0[3] == "t" && ($0[4] == "t" || !isConditional) }.map { row in
            LosingTable(id: row[0], name: ObjectName(schema: row[1], row[2]), hasColumn: row[4] == "t")
        }
    }

    /// Counts the losses in a table: rows, or values of the column.
    package func count(in table: LosingTable) -> Question {
        Question("SELECT pg_catalog.count(\(column.map(sqlIdentifier) ?? "*")) FROM \(table.sql)")
    }

    /// Asks if a table would lose anything.
    package func anything(in table: LosingTable) -> Question {
        let values = column.map { " WHERE \(sqlIdentifier($0)) IS NOT NULL" } ?? ""
        return Question("SELECT EXISTS (SELECT FROM \(table.sql)\(values))")
    }

    /// The PostgreSQL text form of an array.
    private static func array(_ names: [String]) -> String {
        "{"
            + names.map { name in
                "\"" + name.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" } + "\""
            }.joined(separator: ",") + "}"
    }
}
