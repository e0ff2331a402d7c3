extension ObjectDefinition {
    /// Whether creating it anew replaces what an earlier statement said (OR REPLACE, COMMENT), instead of failing
    /// or leaving the earlier one alone (IF NOT EXISTS).
    var replacesEarlier: Bool {
        switch self {
        case .routine, .trigger, .view, .text: true
        case .exists, .relation, .column, .constraint, .index, .triggerState, .enumeration: false
        }
    }

    /// The table that the definition names.
    var table: ObjectName? {
        if case .index(let index, _) = self { return index.table }
        return nil
    }

    /// This definition after a statement that sets some facets.
    func overlaid(with facets: ObjectDefinition) -> ObjectDefinition {
        switch (self, facets) {
        case (.exists, _): return facets
        case (.column(var column), .column(let later)):
            column.type = later.type ?? column.type
            column.isNullable = later.isNullable ?? column.isNullable
            column.defaultValue = later.defaultValue ?? column.defaultValue
            column.identity = later.identity ?? column.identity
            column.generated = later.generated ?? column.generated
            column.collation = later.collation ?? column.collation
            column.storage = later.storage ?? column.storage
            column.compression = later.compression ?? column.compression
            column.statisticsTarget = later.statisticsTarget ?? column.statisticsTarget
            return .column(column)
        case (.constraint(var constraint, let isNamed), .constraint(let later, _)):
            constraint.kind = later.kind ?? constraint.kind
            constraint.isDeferrable = later.isDeferrable ?? constraint.isDeferrable
            constraint.isInitiallyDeferred = later.isInitiallyDeferred ?? constraint.isInitiallyDeferred
            constraint.isValid = later.isValid ?? constraint.isValid
            return .constraint(constraint, isNamed: isNamed)
        case (.trigger(var trigger), .triggerState(let state)):
            trigger.enabled = state
            return .trigger(trigger)
        default: return self
        }
    }

    /// This definition without the facets that a later migration sets, which may have run already or not.
    func silent(about facets: ObjectDefinition) -> ObjectDefinition {
        switch (self, facets) {
        case (.column(var column), .column(let later)):
            if later.type != nil { (column.type, column.collation) = (nil, nil) }
            if later.isNullable != nil { column.isNullable = nil }
            if later.defaultValue != nil { column.defaultValue = nil }
            if later.identity != nil { column.identity = nil }
            if later.generated != nil { column.generated = nil }
            if later.collation != nil { column.collation = nil }
            if later.storage != nil { column.storage = nil }
            if later.compression != nil { column.compression = nil }
            if later.statisticsTarget != nil { column.statisticsTarget = nil }
            return .column(column)
        case (.constraint(var constraint, let isNamed), .constraint(let later, _)):
            if later.isDeferrable != nil { constraint.isDeferrable = nil }
            if later.isInitiallyDeferred != nil { constraint.isInitiallyDeferred = nil }
            if later.isValid != nil { constraint.isValid = nil }
            return .constraint(constraint, isNamed: isNamed)
        case (.trigger(var trigger), .triggerState):
            trigger.enabled = nil
            return .trigger(trigger)
        default: return self
        }
    }

    /// The same definition with every name of a table, view or function in it replaced.
    func mappingNames(_ replace: (ObjectName) -> ObjectName) -> ObjectDefinition {
        switch self {
        case .index(var index, let isNamed):
            index.table = replace(index.table)
            return .index(index, isNamed: isNamed)
        case .constraint(var constraint, let isNamed):
            if case .foreignKey(var key) = constraint.kind {
                key.table = replace(key.table)
                constraint.kind = .foreignKey(key)
            }
            return .constraint(constraint, isNamed: isNamed)
        default: return self
        }
    }

    /// The same definition after a column of its table got another name.
    func renamingColumn(_ old: String, to new: String) -> ObjectDefinition {
        func renamed(_ columns: [String]) -> [String] { columns.map { $0 == old ? new : $0 } }
        switch self {
        case .index(var index, let isNamed):
            index.elements = index.elements.map { $0.renamingColumn(old, to: new) }
            index.include = renamed(index.include)
            index.predicate = index.predicate?.renamingColumn(old, to: new)
            return .index(index, isNamed: isNamed)
        case .constraint(var constraint, let isNamed):
            constraint.kind = constraint.kind.map { kind in
                switch kind {
                case .primaryKey(let columns, let include):
                    return .primaryKey(columns: renamed(columns), include: renamed(include))
                case .unique(let columns, let include, let nullsNotDistinct):
                    return .unique(
                        columns: renamed(columns), include: renamed(include), nullsNotDistinct: nullsNotDistinct)
                case .foreignKey(var key):
                    key.columns = renamed(key.columns)
                    return .foreignKey(key)
                case .check(let expression, let isInherited):
                    return .check(expression.renamingColumn(old, to: new), isInherited: isInherited)
                case .exclusion, .usingIndex: return kind
                }
            }
            return .constraint(constraint, isNamed: isNamed)
        default: return self
        }
    }
}

extension Index.Element {
    fileprivate func renamingColumn(_ old: String, to new: String) -> Index.Element {
        var element = self
        switch key {
        case .column(let name): element.key = .column(name == old ? new : name)
        case .expression(let expression): element.key = .expression(expression.renamingColumn(old, to: new))
        }
        return element
    }
}

extension Expression {
    func renamingColumn(_ old: String, to new: String) -> Expression {
        mapping { expression in
            guard case .column(let path) = expression, path.last == old else { return expression }
            return .column(path.dropLast() + [new])
        }
    }

    /// The same expression with every part replaced, from the inside out.
    package func mapping(_ change: (Expression) -> Expression) -> Expression {
        func all(_ list: [Expression]) -> [Expression] { list.map { $0.mapping(change) } }
        let inner: Expression =
            switch self {
            case .column, .number, .string, .boolean, .null, .bits, .keyword, .other: self
            case .call(let name, let list): .call(name, all(list))
            case .operation(let name, let list): .operation(name, all(list))
            case .and(let list): .and(all(list))
            case .or(let list): .or(all(list))
            case .array(let list): .array(all(list))
            case .row(let list): .row(all(list))
            case .conditional(let name, let list): .conditional(name, all(list))
            case .not(let one): .not(one.mapping(change))
            case .cast(let one, let type): .cast(one.mapping(change), type)
            case .isNull(let one): .isNull(one.mapping(change))
            case .isNotNull(let one): .isNotNull(one.mapping(change))
            case .isTruth(let one, let word): .isTruth(one.mapping(change), word)
            case .collate(let one, let collation): .collate(one.mapping(change), collation)
            case .element(let one, let path): .element(one.mapping(change), path)
            case .any(let name, let left, let right): .any(name, left.mapping(change), right.mapping(change))
            case .all(let name, let left, let right): .all(name, left.mapping(change), right.mapping(change))
            case .caseWhen(let operand, let arms, let otherwise):
                .caseWhen(
                    operand: operand?.mapping(change),
                    arms.map { CaseArm(condition: $0.condition.mapping(change), result: $0.result.mapping(change)) },
                    otherwise: otherwise?.mapping(change))
            }
        return change(inner)
    }
}
