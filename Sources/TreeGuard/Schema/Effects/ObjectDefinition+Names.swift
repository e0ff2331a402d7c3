extension ObjectDefinition {
    /// The same definition with all names of tables, functions and types replaced.
    func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> ObjectDefinition {
        switch self {
        case .column(let column): return .column(column.mappingNames(replace))
        case .domain(let column): return .domain(column.mappingNames(replace))
        case .index(var index, let isNamed):
            index.table = replace(.relation, index.table)
            return .index(index, isNamed: isNamed).mappingExpressions { $0.mappingNames(replace) }
        case .constraint(var constraint, let isNamed):
            if case .foreignKey(var key) = constraint.kind {
                key.table = replace(.relation, key.table)
                constraint.kind = .foreignKey(key)
            }
            return .constraint(constraint, isNamed: isNamed).mappingExpressions { $0.mappingNames(replace) }
        case .trigger(var trigger):
            trigger.function = replace(.routine, trigger.function)
            trigger.referencedTable = trigger.referencedTable.map { replace(.relation, $0) }
            return .trigger(trigger).mappingExpressions { $0.mappingNames(replace) }
        case .routine(var routine):
            routine.parameters = routine.parameters.map { parameter in
                var parameter = parameter
                parameter.type = parameter.type.mappingName(replace)
                return parameter
            }
            routine.returns = routine.returns.map { $0.mappingName(replace) }
            routine.support = routine.support.map { replace(.routine, $0) }
            return .routine(routine)
        case .range(let subtype): return .range(subtype: subtype.map { $0.mappingName(replace) })
        case .facets(let facets): return .facets(facets.mapping { $0.mappingNames(replace) })
        case .exists, .relation, .view, .triggerState, .enumeration, .enumValue, .text: return self
        }
    }

    /// The same definition after the rename of a column of its table.
    func renamingColumn(_ old: String, to new: String) -> ObjectDefinition {
        func renamed(_ columns: [String]) -> [String] { columns.map { $0 == old ? new : $0 } }
        var definition = self
        switch self {
        case .index(var index, let isNamed):
            index.elements = index.elements.map { $0.renamingColumn(old, to: new) }
            index.include = renamed(index.include)
            definition = .index(index, isNamed: isNamed)
        case .constraint(var constraint, let isNamed):
            constraint.kind = constraint.kind.map { $0.mappingColumns(renamed) }
            definition = .constraint(constraint, isNamed: isNamed)
        case .trigger(var trigger):
            trigger.columns = renamed(trigger.columns)
            definition = .trigger(trigger)
        default: break
        }
        return definition.mappingExpressions { $0.renamingColumn(old, to: new) }
    }

    /// The same definition after the rename of a column that its foreign key refers to.
    func renamingReferencedColumn(_ old: String, to new: String) -> ObjectDefinition {
        guard case .constraint(var constraint, let isNamed) = self, case .foreignKey(var key) = constraint.kind else {
            return self
        }
        key.referenced = key.referenced.map { $0 == old ? new : $0 }
        constraint.kind = .foreignKey(key)
        return .constraint(constraint, isNamed: isNamed)
    }

    /// The same definition with all expressions replaced.
    private func mappingExpressions(_ change: (Expression) -> Expression) -> ObjectDefinition {
        switch self {
        case .column(let column): return .column(column.mappingExpressions(change))
        case .index(var index, let isNamed):
            index.elements = index.elements.map { $0.mappingExpression(change) }
            index.predicate = index.predicate.map(change)
            return .index(index, isNamed: isNamed)
        case .constraint(var constraint, let isNamed):
            switch constraint.kind {
            case .check(let expression, let isInherited):
                constraint.kind = .check(change(expression), isInherited: isInherited)
            case .exclusion(let method, let elements, let include, let predicate):
                let elements = elements.map {
                    Constraint.ExclusionElement(
                        element: $0.element.mappingExpression(change), operator: $0.operator)
                }
                constraint.kind = .exclusion(
                    method: method, elements: elements, include: include, predicate: predicate.map(change))
            case .primaryKey, .unique, .foreignKey, .usingIndex, nil: break
            }
            return .constraint(constraint, isNamed: isNamed)
        case .trigger(var trigger):
            trigger.condition = trigger.condition.map(change)
            return .trigger(trigger)
        case .facets(let facets): return .facets(facets.mapping { $0.mappingExpressions(change) })
        default: return self
        }
    }
}

extension Column {
    fileprivate func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> Column {
        var column = self
        column.type = type.map { $0.mappingName(replace) }
        return column.mappingExpressions { $0.mappingNames(replace) }
    }

    fileprivate func mappingExpressions(_ change: (Expression) -> Expression) -> Column {
        var column = self
        if case .expression(let value) = defaultValue { column.defaultValue = .expression(change(value)) }
        if case .stored(let value) = generated { column.generated = .stored(change(value)) }
        return column
    }
}

extension Constraint.Kind {
    fileprivate func mappingColumns(_ change: ([String]) -> [String]) -> Constraint.Kind {
        switch self {
        case .primaryKey(let columns, let include):
            return .primaryKey(columns: change(columns), include: change(include))
        case .unique(let columns, let include, let nullsNotDistinct):
            return .unique(columns: change(columns), include: change(include), nullsNotDistinct: nullsNotDistinct)
        case .foreignKey(var key):
            key.columns = change(key.columns)
            key.deleteColumns = change(key.deleteColumns)
            return .foreignKey(key)
        case .exclusion(let method, let elements, let include, let predicate):
            let elements = elements.map { part in
                var part = part
                if case .column(let name) = part.element.key {
                    part.element.key = .column(change([name]).first ?? name)
                }
                return part
            }
            return .exclusion(method: method, elements: elements, include: change(include), predicate: predicate)
        case .check, .usingIndex: return self
        }
    }
}

extension Index.Element {
    fileprivate func renamingColumn(_ old: String, to new: String) -> Index.Element {
        var element = self
        if case .column(old) = key { element.key = .column(new) }
        return element
    }

    fileprivate func mappingExpression(_ change: (Expression) -> Expression) -> Index.Element {
        guard case .expression(let expression) = key else { return self }
        var element = self
        element.key = .expression(change(expression))
        return element
    }
}
