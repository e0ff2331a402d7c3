import TreeGuardBase
import TreeGuardSchema

/// A table (or view) that may be a ledger, as the catalog shows it to our role.
package struct LedgerTable: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
        package var name: String
        /// The type in format_type's words: "bigint", "character varying(32)".
        package var type: String
        package var isReadable: Bool

        package init(_ name: String, _ type: String, isReadable: Bool = true) {
            self.name = name
            self.type = type
            self.isReadable = isReadable
        }
    }

    package var schema: String
    package var name: String
    package var columns: [Column]
    /// True if the role may use the schema; otherwise no column is readable.
    package var isSchemaUsable: Bool
    /// True if row security hides rows from the role: then it sees only a part.
    package var hidesRows: Bool

    package init(
        schema: String, name: String, columns: [Column], isSchemaUsable: Bool = true, hidesRows: Bool = false
    ) {
        self.schema = schema
        self.name = name
        self.columns = columns
        self.isSchemaUsable = isSchemaUsable
        self.hidesRows = hidesRows
    }

    package func has(_ names: String...) -> Bool { names.allSatisfy { name in columns.contains { $0.name == name } } }
    package func type(of column: String) -> String? { columns.first { $0.name == column }?.type }

    /// The quoted name for SQL.
    package var sql: String { "\(sqlIdentifier(schema)).\(sqlIdentifier(name))" }
    /// The name for people.
    package var description: String { "\(Escaped(schema)).\(Escaped(name))" }

    /// The reason why the role cannot read all rows of those columns; nil if it can.
    func obstacle(reading names: [String]) -> Failure? {
        let isOurs = schema == RunRecord.schema && name == RunRecord.table
        func denied(_ why: String, _ next: String) -> Failure {
            Failure(
                .permissionDenied, what: "the ledger \(description) may not be read", why: why,
                next: isOurs && !hidesRows
                    ? "as its owner: GRANT USAGE ON SCHEMA treeguard TO the role that TreeGuard uses; GRANT SELECT ON "
                        + "treeguard.deployment TO it; or name the role in deploy.readers, and the next deployment does"
                    : next)
        }
        if !isSchemaUsable {
            return denied(
                "the role has no USAGE on schema \(Escaped(schema))",
                "GRANT USAGE ON SCHEMA \(Escaped(sqlIdentifier(schema))) TO the role that TreeGuard uses")
        }
        if columns.contains(where: { names.contains($0.name) && !$0.isReadable }) {
            return denied(
                "the role has no SELECT on it", "GRANT SELECT ON \(Escaped(sql)) TO the role that TreeGuard uses")
        }
        guard hidesRows else { return nil }
        return denied(
            "row security hides rows of it from the role",
            "ALTER ROLE ... BYPASSRLS, or a policy that lets the role see every row")
    }
}

extension LedgerTable {
    /// Asks for every table of these names in any schema, with its columns and the role's privileges.
    static func question(_ names: Set<String>) -> Question {
        Question(
            """
            SELECT n.nspname, c.relname, has_schema_privilege(n.oid, 'USAGE'), row_security_active(c.oid),
                a.attname, format_type(a.atttypid, a.atttypmod), has_column_privilege(c.oid, a.attnum, 'SELECT')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relname = ANY ($1::name[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                AND n.nspname NOT LIKE 'pg\\_temp\\_%'
            ORDER BY n.nspname, c.relname, a.attnum
            """, [arrayLiteral(names)])
    }

    /// Asks in the same form for tables that have one of these names or one of these columns.
    static func question(_ names: Set<String>, orColumns columns: Set<String>) -> Question {
        Question(
            """
            SELECT n.nspname, c.relname, has_schema_privilege(n.oid, 'USAGE'), row_security_active(c.oid),
                a.attname, format_type(a.atttypid, a.atttypmod), has_column_privilege(c.oid, a.attnum, 'SELECT')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%'
                AND n.nspname <> 'information_schema'
                AND (c.relname = ANY ($1::name[]) OR c.oid IN (
                    SELECT attrelid FROM pg_attribute WHERE attname = ANY ($2::name[]) AND attnum > 0
                        AND NOT attisdropped))
            ORDER BY n.nspname, c.relname, a.attnum
            """, [arrayLiteral(names), arrayLiteral(columns)])
    }

    /// Reads the answer to `question`.
    static func all(in answer: Answer) -> [LedgerTable] {
        var tables: [LedgerTable] = []
        for row in answer.rows where row.count == 7 {
            guard let schema = row[0], let name = row[1], let column = row[4] else { continue }
            if tables.last?.schema != schema || tables.last?.name != name {
                tables.append(
                    LedgerTable(
                        schema: schema, name: name, columns: [], isSchemaUsable: row[2] == "t",
                        hidesRows: row[3] == "t"))
            }
            tables[tables.count - 1].columns.append(Column(column, row[5] ?? "", isReadable: row[6] == "t"))
        }
        return tables
    }
}
