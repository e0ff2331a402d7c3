extension Statement {
    /// A table is there, and each of its columns and constraints for itself, so that a report can name one.
    func effects(of table: CreateTable) -> [EffectStep] {
        guard !table.isTemporary else { return [] }
        let keyed = Set(table.constraints.compactMap(\.constraint.primaryKeyColumns).joined())
        return [step(.create(.relation(table.name), .relation(.table)))]
            + table.columns.flatMap { effects(of: $0, in: table.name, isKey: keyed.contains($0.name)) }
            + table.constraints.map { effect(of: $0, on: table.name) }
    }

    /// A column and the constraints written beside it.
    func effects(of declaration: ColumnDeclaration, in table: ObjectName, isKey: Bool = false) -> [EffectStep] {
        var column = declaration.column.withoutSerial
        if isKey || declaration.constraints.contains(where: { $0.constraint.primaryKeyColumns != nil }) {
            column.isNullable = false
        }
        return [step(.create(.column(of: table, declaration.name), .column(column)))]
            + declaration.constraints.map { effect(of: $0, on: table) }
    }

    func effect(of named: NamedConstraint, on table: ObjectName) -> EffectStep {
        let name = named.name ?? named.constraint.chosenName(on: table.name)
        return step(
            .create(.constraint(of: table, name), .constraint(named.constraint, isNamed: named.name != nil)))
    }
}

extension Column {
    /// `serial` written out: an integer that is not null and takes its default from a sequence of its own.
    package var withoutSerial: Column {
        let integers = [
            "serial": "int4", "serial4": "int4", "bigserial": "int8", "serial8": "int8", "smallserial": "int2",
            "serial2": "int2",
        ]
        guard let type, type.name.schema == nil, let integer = integers[type.name.name] else { return self }
        var column = self
        column.type = TypeName(ObjectName(integer))
        column.isNullable = false
        column.defaultValue = .expression(.ownSequence)
        return column
    }
}

extension Expression {
    /// `nextval` of the column's own sequence, whatever PostgreSQL called it.
    package static let ownSequence = Expression.call(ObjectName("nextval"), [])
}

extension Constraint {
    package var primaryKeyColumns: [String]? {
        if case .primaryKey(let columns, _) = kind { return columns }
        return nil
    }

    /// The columns that it stands on, as far as it says.
    package var columns: [String] {
        switch kind {
        case .primaryKey(let columns, _), .unique(let columns, _, _): columns
        case .foreignKey(let key): key.columns
        case .check(let expression, _): expression.columns
        case .exclusion(_, let elements, _, _): elements.flatMap(\.element.columns)
        case .usingIndex, nil: []
        }
    }

    func chosenName(on table: String) -> String {
        switch kind {
        case .primaryKey: ChosenName.primaryKey(of: table)
        case .unique(let columns, _, _): ChosenName.unique(of: table, columns)
        case .foreignKey(let key): ChosenName.foreignKey(of: table, key.columns)
        case .check(let expression, _): ChosenName.check(of: table, expression)
        case .exclusion(_, let elements, _, _):
            ChosenName.exclusion(of: table, elements.flatMap(\.element.columns))
        // Without CONSTRAINT name, the constraint takes the index's name.
        case .usingIndex(let index, _): index
        case nil: ""
        }
    }
}

extension Index.Element {
    /// The columns that it mentions.
    package var columns: [String] {
        switch key {
        case .column(let name): [name]
        case .expression(let expression): expression.columns
        }
    }
}
