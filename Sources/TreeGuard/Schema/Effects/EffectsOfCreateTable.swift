extension Statement {
    /// A table is there, and each of its columns and constraints for itself, so that a report can name one.
    func effects(of table: CreateTable) -> [EffectStep] {
        guard !table.isTemporary else { return [] }
        let keyed = Set(table.constraints.compactMap(\.constraint.primaryKeyColumns).joined())
        let steps =
            [step(.create(.relation(table.name), .relation(.table)))]
            + table.columns.flatMap { effects(of: $0, in: table.name, isKey: keyed.contains($0.name)) }
            + table.origins.map { step(.takeColumns(table.name, from: $0)) }
            + keyed.subtracting(table.columns.map(\.name)).sorted().map {
                step(.alter(.column(of: table.name, $0), .column(Column(isNullable: false))))
            }
            + table.constraints.flatMap { effects(of: $0, on: table.name) }
        return steps.map { $0.conditional(table.ifNotExists) }
    }

    /// A column and the constraints written beside it.
    func effects(of declaration: ColumnDeclaration, in table: ObjectName, isKey: Bool = false) -> [EffectStep] {
        var column = declaration.column.writtenOut(as: declaration.name, of: table)
        if isKey || declaration.constraints.contains(where: { $0.constraint.primaryKeyColumns != nil }) {
            column.isNullable = false
        }
        return [step(.create(.column(of: table, declaration.name), .column(column)))]
            + declaration.constraints.flatMap { effects(of: $0, on: table) }
    }

    /// A constraint; one that takes an index over takes its name away too.
    func effects(of named: NamedConstraint, on table: ObjectName) -> [EffectStep] {
        let constraint = effect(of: named, on: table)
        guard case .usingIndex(let index, _) = named.constraint.kind, let name = named.name, name != index else {
            return [constraint]
        }
        let old = ObjectIdentity.index(ObjectName(schema: table.schema, index))
        return [step(.rename(old, to: old.named(name))), constraint]
    }

    func effect(of named: NamedConstraint, on table: ObjectName) -> EffectStep {
        effect(of: named, on: table, called: named.constraint.chosenName(on: table.name))
    }

    /// VALUE is no column that PostgreSQL would name a check after.
    func effect(of named: NamedConstraint, onDomain domain: ObjectName) -> EffectStep {
        effect(of: named, on: domain, called: ChosenName.check(ofDomain: domain.name))
    }

    private func effect(of named: NamedConstraint, on table: ObjectName, called chosen: String) -> EffectStep {
        let name = named.name ?? chosen
        return step(
            .create(.constraint(of: table, name), .constraint(named.constraint, isNamed: named.name != nil)))
    }
}

extension EffectStep {
    func conditional(_ isConditional: Bool) -> EffectStep {
        var step = self
        step.isConditional = self.isConditional || isConditional
        return step
    }
}

extension Column {
    /// The column with everything that its declaration implies: `serial` is an integer that is not null and counts by a
    /// sequence of its own; without COLLATE it is the type's default.
    package func writtenOut(as name: String, of table: ObjectName) -> Column {
        guard let type else { return self }
        var column = self
        column.collation = collation ?? .defaultCollation
        let integers = [
            "serial": "int4", "serial4": "int4", "bigserial": "int8", "serial8": "int8", "smallserial": "int2",
            "serial2": "int2",
        ]
        guard type.name.schema == nil, let integer = integers[type.name.name] else { return column }
        column.type = TypeName(ObjectName(integer))
        column.isNullable = false
        column.defaultValue = .expression(.ownSequence(ChosenName.sequence(of: table.name, name)))
        return column
    }
}

extension ObjectName {
    /// The collation that the server does not print: the type's own.
    package static let defaultCollation = ObjectName("default")
}

extension Expression {
    /// `nextval` of the sequence that `serial` makes: of this name, unless the name was taken.
    static func ownSequence(_ name: String) -> Expression { .call(ObjectName("nextval"), [.other(name)]) }
}

extension Constraint {
    package var primaryKeyColumns: [String]? {
        if case .primaryKey(let columns, _) = kind { return columns }
        return nil
    }

    /// The columns of its own table that it stands on, as far as it says: without them it goes.
    package var columns: [String] {
        switch kind {
        case .primaryKey(let columns, let include), .unique(let columns, let include, _): columns + include
        case .foreignKey(let key): key.columns
        case .check(let expression, _): expression.columns
        case .exclusion(_, let elements, let include, let predicate):
            elements.flatMap(\.element.columns) + include + (predicate?.columns ?? [])
        case .usingIndex, nil: []
        }
    }

    /// True if the server keeps an index of the constraint's name for it.
    var hasIndex: Bool {
        switch kind {
        case .primaryKey, .unique, .exclusion, .usingIndex: true
        case .foreignKey, .check, nil: false
        }
    }

    package func chosenName(on table: String) -> String {
        switch kind {
        case .primaryKey: ChosenName.primaryKey(of: table)
        case .unique(let columns, let include, _): ChosenName.unique(of: table, columns + include)
        case .foreignKey(let key): ChosenName.foreignKey(of: table, key.columns)
        case .check(let expression, _): ChosenName.check(of: table, expression)
        case .exclusion(_, let elements, let include, _):
            ChosenName.exclusion(of: table, elements.map(\.element), include)
        // Without CONSTRAINT name, the constraint takes the index's name.
        case .usingIndex(let index, _): index
        case nil: ""
        }
    }
}

extension Index {
    /// The columns of its table that it stands on: without them it goes.
    package var columns: [String] { elements.flatMap(\.columns) + include + (predicate?.columns ?? []) }
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
