extension Loss {
    /// Asks for the table as it is called in full, where it is there and holds rows of its own.
    package var presence: Question {
        Question(
            """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = $1::text AND c.relkind IN ('r', 'p') AND n.nspname = ANY (CASE WHEN $2::text = ''
                    THEN current_setting('treeguard.search_path')::name[] ELSE ARRAY[$2::name] END)
                AND ($3::text = '' OR EXISTS (SELECT FROM pg_catalog.pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attname = $3::text AND a.attnum > 0 AND NOT a.attisdropped))
            ORDER BY pg_catalog.array_position(current_setting('treeguard.search_path')::name[], n.nspname) LIMIT 1
            """, [table.name, table.schema ?? "", column ?? ""])
    }

    /// Counts what would be lost; nil where `presence` found nothing of it.
    package func count(_ presence: Answer?) -> Question? {
        guard let name = presence?.rows.first?.first.flatMap({ $0 }) else { return nil }
        return Question("SELECT count(\(column.map(sqlIdentifier) ?? "*")) FROM \(name)")
    }

    package var table: ObjectName {
        switch self {
        case .table(let table), .column(let table, _): table
        }
    }

    package var column: String? {
        if case .column(_, let column) = self { return column }
        return nil
    }
}

extension [Instruction] {
    /// What of them takes rows away, in their order.
    package var losses: [Loss] { flatMap(\.statements).flatMap(\.losses) }

    /// Whether one may change rows in a way that nobody can count beforehand.
    package var mayChangeRows: Bool {
        flatMap(\.statements).contains { statement in
            switch statement.kind {
            case .data, .doBlock, .unanalysable, .unverifiable: true
            case .drop(let drop): drop.cascade
            default: false
            }
        }
    }
}
