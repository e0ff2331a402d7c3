/// The tables whose rows a deployment may change, for a backup of them.
package struct TouchedTables: Hashable, Sendable {
    package private(set) var names: [ObjectName] = []
    /// Whether a statement touches rows of tables that nobody can tell from its text.
    package private(set) var isOpen = false

    package init(_ plan: Plan) {
        // Without a catalog it names the worst; which of them are there is asked.
        var search = LockSearch(nil)
        for file in plan.files {
            if file.program != nil { isOpen = true }
            for instruction in file.parts.dropFirst(file.startAt).flatMap(\.instructions) {
                for lock in search.locks(of: instruction).list where lock.mode > .rowShare {
                    if let name = lock.relation, !names.contains(name) { names.append(name) }
                }
                if instruction.statements.contains(where: \.mayChangeUnnamedRows) { isOpen = true }
            }
        }
    }

    /// Which of them are there, with their partitions and heirs: `schema.table`, quoted as pg_dump takes it.
    package var question: Question {
        let rows = names.indices.map { "($\($0 + 1))" }.joined(separator: ", ")
        return Question(
            """
            WITH RECURSIVE touched (oid) AS (
                SELECT pg_catalog.to_regclass(t.name)::oid FROM (VALUES \(rows)) AS t (name)
                UNION SELECT i.inhrelid FROM touched JOIN pg_catalog.pg_inherits i ON i.inhparent = touched.oid)
            SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
            FROM touched
            JOIN pg_catalog.pg_class c ON c.oid = touched.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') ORDER BY 1
            """, names.map { [$0.schema, $0.name].compactMap(\.self).map(sqlIdentifier).joined(separator: ".") })
    }
}

extension Statement {
    /// Triggers, functions and whatever goes along with what is dropped are in no text.
    fileprivate var mayChangeUnnamedRows: Bool {
        switch kind {
        case .data, .doBlock, .block, .unverifiable: true
        case .drop(let drop): drop.cascade && drop.objects.contains { $0.relation == nil }
        case .declare(let declaration): declaration.command.hasSuffix("OWNED")
        default: false
        }
    }
}
