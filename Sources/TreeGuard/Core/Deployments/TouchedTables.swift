/// The tables whose rows a deployment may change, for a backup of them.
package struct TouchedTables: Hashable, Sendable {
    package private(set) var names: [ObjectName] = []
    /// Whether a statement touches rows of tables that nobody can tell from its text.
    package private(set) var isOpen = false

    package init(_ plan: DeployPlan) {
        for item in plan.items {
            for part in item.run.parts.dropFirst(item.run.startAt) {
                for instruction in part.instructions { instruction.statements.forEach { add($0.kind) } }
            }
            if item.program != nil { isOpen = true }
        }
    }

    private mutating func add(_ kind: Statement.Kind) {
        switch kind {
        case .alterTable(let alter): add(alter.name)
        case .createIndex(let create): add(create.index.table)
        case .createTrigger(let create): add(create.table)
        case .drop(let drop):
            drop.objects.forEach { add($0) }
        case .rename(let rename):
            add(rename.object)
        case .data, .doBlock, .block, .unverifiable: isOpen = true
        default: break
        }
    }

    private mutating func add(_ object: ObjectIdentity) {
        switch object {
        case .relation(let name), .column(let name, _), .constraint(let name, _): add(name)
        default: break
        }
    }

    private mutating func add(_ name: ObjectName) {
        if !names.contains(name) { names.append(name) }
    }

    /// Which of them are there: `schema.table`, quoted as pg_dump takes it.
    package var question: Question {
        let rows = names.indices.map { "($\($0 + 1))" }.joined(separator: ", ")
        return Question(
            """
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
            FROM (VALUES \(rows)) AS t (name)
            JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(t.name)
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') ORDER BY 1
            """, names.map { [$0.schema, $0.name].compactMap(\.self).map(sqlIdentifier).joined(separator: ".") })
    }
}
