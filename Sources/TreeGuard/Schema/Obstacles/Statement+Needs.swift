extension Statement {
    /// The objects that must exist before the statement runs, in addition to those in its effects.
    package var needs: [ObjectIdentity] { reads.map { .relation($0) } + needsOfKind }

    private var needsOfKind: [ObjectIdentity] {
        switch kind {
        case .createTable(let table):
            table.parents.map { .relation($0) } + table.types.map { .type($0) } + table.constraints.flatMap(\.needs)
        case .alterTable(let alter):
            // ALTER TYPE of a composite type is the same statement.
            [.relation(alter.name), .type(alter.name)]
                + alter.actions.flatMap { action -> [ObjectIdentity] in
                    guard case .addConstraint(let constraint) = action else { return [] }
                    return constraint.needs
                }
        case .comment(let object, _): [object]
        case .setSchema(_, let schema): [.schema(schema)]
        default: []
        }
    }

    /// True if its only possible obstacle is a missing table.
    fileprivate var onlyChangesRows: Bool {
        if case .data(let command) = kind { return Statement.rowCommands.contains(command) }
        return false
    }

    fileprivate var leavesNoTrace: Bool {
        switch kind {
        case .withoutEffect, .setting: true
        default: false
        }
    }

    /// Commands that only change rows. Other commands may call any function.
    package static let rowCommands: Set<String> = ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"]
}

extension [Statement] {
    /// The statements that may have an obstacle or cause one. Of consecutive statements that change rows, one for each
    /// table is enough.
    package var thatMayMeetObstacles: [Statement] {
        var seen: Set<ObjectName> = []
        return filter { statement in
            guard statement.onlyChangesRows else {
                if !statement.leavesNoTrace { seen = [] }
                return !statement.leavesNoTrace
            }
            let isNews = !seen.isSuperset(of: statement.reads)
            seen.formUnion(statement.reads)
            return isNews
        }
    }
}

extension Statement.CreateTable {
    /// The tables that the new table is based on.
    var parents: [ObjectName] {
        inherits + [partitionOf].compactMap(\.self)
            + origins.compactMap { if case .like(let source, _) = $0 { source } else { nil } }
    }

    /// The types that the new table is based on.
    var types: [ObjectName] { origins.compactMap { if case .type(let type) = $0 { type } else { nil } } }
}

extension NamedConstraint {
    fileprivate var needs: [ObjectIdentity] {
        if case .usingIndex(let index, _) = constraint.kind { return [.index(ObjectName(index))] }
        // The constraint's index takes a name in the namespace of relations.
        return name.map { constraint.hasIndex ? [.index(ObjectName($0))] : [] } ?? []
    }
}
