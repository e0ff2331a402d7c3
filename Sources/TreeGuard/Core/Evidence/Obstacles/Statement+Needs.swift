extension Statement {
    /// What must be there before the statement runs, as far as its effects do not name it.
    var needs: [ObjectIdentity] {
        switch kind {
        case .createTable(let table):
            (table.inherits + table.like + [table.partitionOf].compactMap(\.self)).map { .relation($0) }
                + [table.ofType].compactMap(\.self).map { .type($0) } + table.constraints.flatMap(\.needs)
        case .alterTable(let alter):
            [.relation(alter.name)]
                + alter.actions.flatMap { action -> [ObjectIdentity] in
                    guard case .addConstraint(let constraint) = action else { return [] }
                    return constraint.needs
                }
        case .comment(let object, _): [object]
        case .setSchema(_, let schema): [.schema(schema)]
        default: []
        }
    }

    /// Whether it may meet an obstacle, or be one: what only writes rows need not be kept.
    package var mayMeetObstacle: Bool {
        switch kind {
        case .data(let command): !Statement.rowCommands.contains(command)
        case .withoutEffect, .setting: false
        default: true
        }
    }

    /// They touch rows. Others may call any function.
    static let rowCommands: Set<String> = ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE"]
}

extension NamedConstraint {
    fileprivate var needs: [ObjectIdentity] {
        if case .usingIndex(let index, _) = constraint.kind { return [.index(ObjectName(index))] }
        // The index that it makes takes a name of the relations.
        return name.map { constraint.hasIndex ? [.index(ObjectName($0))] : [] } ?? []
    }
}
