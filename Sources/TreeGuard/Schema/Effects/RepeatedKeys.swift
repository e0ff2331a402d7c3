extension Statement.CreateTable {
    /// The same statement without the keys that PostgreSQL leaves out, because an earlier one has the same columns.
    var withoutRepeatedKeys: Statement.CreateTable {
        var kept = (columns.flatMap(\.constraints) + constraints).withoutRepeatedKeys[...]
        func next(_ count: Int) -> [NamedConstraint] {
            defer { kept = kept.dropFirst(count) }
            return kept.prefix(count).compactMap(\.self)
        }
        var table = self
        for index in table.columns.indices { table.columns[index].constraints = next(columns[index].constraints.count) }
        table.constraints = next(constraints.count)
        return table
    }
}

extension [NamedConstraint] {
    /// nil in the place of each key that repeats another of the same statement; the primary key comes first. A kept key
    /// without a name takes the name of its repetition, as PostgreSQL does.
    fileprivate var withoutRepeatedKeys: [NamedConstraint?] {
        let primary = indices.filter { self[$0].constraint.primaryKeyColumns != nil }
        let others = indices.filter { self[$0].constraint.primaryKeyColumns == nil }
        var result: [NamedConstraint?] = self
        var keys: [Key: Int] = [:]
        for index in primary + others {
            guard let key = Key(self[index].constraint) else { continue }
            if let kept = keys[key] {
                if result[kept]?.name == nil { result[kept]?.name = self[index].name }
                result[index] = nil
            } else {
                keys[key] = index
            }
        }
        return result
    }
}

/// The parts by which PostgreSQL finds that two keys of one table are the same.
private struct Key: Hashable {
    private let columns: [String]
    private let include: [String]
    private let nullsNotDistinct: Bool
    private let isDeferrable: Bool
    private let isInitiallyDeferred: Bool

    /// nil for what is no key.
    init?(_ constraint: Constraint) {
        switch constraint.kind {
        case .primaryKey(let columns, let include):
            (self.columns, self.include, nullsNotDistinct) = (columns, include, false)
        case .unique(let columns, let include, let nullsNotDistinct):
            (self.columns, self.include, self.nullsNotDistinct) = (columns, include, nullsNotDistinct)
        case .foreignKey, .check, .exclusion, .usingIndex, nil: return nil
        }
        isDeferrable = constraint.isDeferrable ?? false
        isInitiallyDeferred = constraint.isInitiallyDeferred ?? false
    }
}
