import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema

/// The tables whose schema or rows a deployment changes, for a backup.
package struct TouchedTables: Hashable, Sendable {
    /// The reach of a statement beyond the table that it names.
    fileprivate enum Reach: Int {
        /// The table, its partitions, and its inheritance children.
        case own
        /// Rows change: also the tables whose foreign keys cascade, and any table that a trigger writes to.
        case rows
        /// TRUNCATE: also all tables with a foreign key to this one.
        case all
    }

    private var reaches: [ObjectName: Reach] = [:]
    private var searchPath: [String]?
    /// True if a statement changes rows of tables that its text does not name.
    package private(set) var isOpen = false

    /// The tables as the statements name them, existing or not.
    package var names: [ObjectName] { reaches.keys.sorted() }
    package var isEmpty: Bool { reaches.isEmpty }

    package init(_ plan: Plan) {
        for file in plan.files {
            if file.program != nil { isOpen = true }
            for instruction in file.parts.dropFirst(file.startAt).flatMap(\.instructions) {
                instruction.statements.forEach { add($0) }
            }
        }
    }

    private mutating func add(_ statement: Statement) {
        switch statement.kind {
        case .alterTable(let alter): add(alter.name)
        case .createIndex(let create): add(create.index.table)
        case .createTrigger(let create): add(create.table)
        case .drop(let drop):
            drop.objects.forEach { add($0) }
            // CASCADE on a schema, a type or a function drops everything that depends on it.
            if drop.cascade, !drop.objects.allSatisfy(\.isOfOneTable) { isOpen = true }
        case .rename(let rename): add(rename.object)
        case .setSearchPath(let schemas):
            searchPath = schemas.isEmpty ? nil : schemas.filter { $0 != "$user" && !$0.isEmpty }
        case .data("REFRESH MATERIALIZED VIEW"): break
        case .data(let command) where Statement.rowCommands.contains(command) && !statement.reads.isEmpty:
            for name in statement.reads { add(name, command == "TRUNCATE" ? .all : .rows) }
        case .block(let inner): for guarded in inner { add(guarded.statement) }
        case .declare(let declaration): if declaration.command.hasSuffix("OWNED") { isOpen = true }
        case .data, .doBlock, .unverifiable, .unanalysable: isOpen = true
        default: break
        }
    }

    private mutating func add(_ object: ObjectIdentity) {
        switch object {
        case .relation(let name), .column(let name, _), .constraint(let name, _): add(name)
        default: break
        }
    }

    /// Adds a table. After SET search_path, a name without a schema may be in any of the path's schemas.
    private mutating func add(_ name: ObjectName, _ reach: Reach = .own) {
        guard name.schema == nil, let searchPath else {
            reaches[name] = max(reaches[name] ?? .own, reach)
            return
        }
        for schema in searchPath {
            let name = ObjectName(schema: schema, name.name)
            reaches[name] = max(reaches[name] ?? .own, reach)
        }
    }

    /// Asks which of the tables exist and may change: `schema.table`, quoted as pg_dump takes it. Also asks if changed
    /// rows may lead to more: a trigger, a rule, a view.
    package var question: Question {
        let words = reaches.map { name, reach in
            ([name.schema, name.name].compactMap(\.self).map(sqlIdentifier).joined(separator: "."), reach.rawValue)
        }.sorted { $0.0 < $1.0 }
        let rows = words.indices.map { "($\($0 + 1), \(words[$0].1))" }.joined(separator: ", ")
        return Question(
            """
            WITH RECURSIVE touched (oid, reach) AS (
                SELECT pg_catalog.to_regclass(t.name)::oid, t.reach FROM (VALUES \(rows)) AS t (name, reach)
                UNION
                SELECT further.oid, touched.reach FROM touched JOIN LATERAL (
                    SELECT inhrelid AS oid FROM pg_catalog.pg_inherits WHERE inhparent = touched.oid
                    UNION ALL SELECT conrelid FROM pg_catalog.pg_constraint
                        WHERE contype = 'f' AND confrelid = touched.oid AND (touched.reach = 2
                            OR touched.reach = 1 AND (confdeltype IN ('c', 'n', 'd') OR confupdtype IN ('c', 'n', 'd')))
                ) further ON true
            )
            SELECT CASE WHEN c.relkind IN ('r', 'p') THEN pg_catalog.format('%I.%I', n.nspname, c.relname) END,
                bool_or(touched.reach > 0 AND (c.relkind IN ('v', 'f')
                    OR EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal)
                    OR EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid AND ev_type <> '1')))
            FROM touched JOIN pg_catalog.pg_class c ON c.oid = touched.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            GROUP BY c.oid, c.relkind, n.nspname, c.relname ORDER BY 1
            """, words.map(\.0))
    }

    package static func names(_ rows: [[String?]]) -> [String] { rows.compactMap { $0.first ?? nil } }
    package static func mayReachFurther(_ rows: [[String?]]) -> Bool { rows.contains { $0.last == "t" } }
}

extension TouchedTables.Reach: Comparable {
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension ObjectIdentity {
    /// True if dropping it affects only rows of its own table.
    fileprivate var isOfOneTable: Bool {
        switch self {
        case .relation, .column, .constraint, .index, .trigger, .policy, .rule: true
        default: false
        }
    }
}
