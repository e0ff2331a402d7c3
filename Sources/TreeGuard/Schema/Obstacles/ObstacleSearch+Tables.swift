import TreeGuardBase

extension ObstacleSearch {
    mutating func create(_ table: Statement.CreateTable, _ statement: Statement) {
        let steps = steps(of: statement)
        guard case .create(.relation(let name), _)? = steps.first?.action else { return }
        needSchema(of: .relation(name))
        let presence = catalog.presence(of: .relation(name))
        if case .there(let existing) = presence {
            let difference = difference(between: steps, existing, name)
            guard table.ifNotExists else {
                needFree(.relation(name), saying: difference)
                return
            }
            if !difference.isEmpty {
                report(
                    "\(name.words) exists already\(difference), and IF NOT EXISTS leaves it so",
                    help: "bring it about with ALTER TABLE", .surprises)
            }
            return
        }
        for parent in table.parents { need(.relation(resolved(parent)), as: .relation(.table)) }
        for type in table.types { needType(TypeName(resolved(.type(type)).schemaName ?? type)) }
        run(steps, of: name)
        if table.isVague { catalog.blur(name) }
        if presence == .unknown, table.ifNotExists { catalog.doubt(.relation(name)) }
    }

    /// The difference between the existing table and the one that the statement would create.
    private func difference(
        between steps: [EffectStep], _ existing: ObjectDefinition, _ table: ObjectName
    ) -> String {
        guard existing == .relation(.table) || existing == .exists else { return "" }
        guard catalog.isWhole(table) else { return "" }
        var parts: [String] = []
        for step in steps {
            guard case .create(.column(_, let column), .column(let expected)) = step.action else { continue }
            guard case .there(.column(let found)) = catalog.presence(of: .column(of: table, column)) else {
                parts.append("without column \(quotedIdentifier(column))")
                continue
            }
            if let type = expected.type, let other = found.type, type != other {
                parts.append("with \(quotedIdentifier(column)) as \(other)")
            }
        }
        guard let first = parts.first else { return "" }
        return ", \(first)" + (parts.count > 1 ? " and \(counted(parts.count - 1, "other difference"))" : "")
    }

    /// Runs the steps that create a table or add to it: columns come before the constraints on them.
    mutating func run(_ steps: [EffectStep], of table: ObjectName) {
        for step in steps {
            switch step.action {
            case .create(.column, .column(let column)):
                needType(column.type)
                catalog.run(step)
            case .create(let identity, .constraint(let constraint, let isNamed)):
                look(at: constraint, isNamed ? identity : nil, on: table)
                catalog.run(step)
            // USING INDEX renames the index.
            case .rename(let index, _):
                need(index)
                catalog.run(step)
            default: catalog.run(step)
            }
        }
    }

    mutating func alter(_ alter: Statement.AlterTable, _ statement: Statement) {
        let table = resolved(alter.name)
        switch catalog.presence(of: .relation(table)) {
        case .absent where alter.ifExists: return
        // ALTER TYPE of a composite type, whose attributes are not looked at.
        case .absent where catalog.presence(of: .type(table)).isThere: break
        case .absent: need(.relation(table), as: .relation(.table))
        case .there, .unknown: break
        }
        let isKnown = catalog.presence(of: .relation(table)).isThere
        for action in alter.actionsAsRun {
            var part = statement
            part.kind = .alterTable(
                Statement.AlterTable(
                    name: alter.name, isIndex: alter.isIndex, ifExists: alter.ifExists, actions: [action]))
            let steps = steps(of: part)
            if !isKnown || look(at: action, steps, table) { for step in steps { catalog.run(step) } }
        }
    }

    /// Checks one action. Returns true if its steps must still be run.
    private mutating func look(
        at action: Statement.AlterAction, _ steps: [EffectStep], _ table: ObjectName
    ) -> Bool {
        switch action {
        case .addColumn(let declaration, let ifNotExists):
            let column = ObjectIdentity.column(of: table, declaration.name)
            if case .there(let existing) = catalog.presence(of: column) {
                if !ifNotExists { needFree(column, saying: existing.typeWords) }
                return false
            }
            needRoom(for: steps, table)
            run(steps, of: table)
            return false
        case .dropColumn(let name, let ifExists, _):
            if !ifExists { needColumns([name], of: table) }
        case .alterColumn(let name, let column):
            needColumns([name], of: table)
            needType(column.type.map { TypeName(resolved(.type($0.name)).schemaName ?? $0.name) })
        case .addConstraint:
            run(steps, of: table)
            return false
        case .dropConstraint(let name, let ifExists):
            if !ifExists, catalog.isWhole(table) { need(.constraint(of: table, name)) }
        case .validateConstraint(let name), .alterConstraint(let name, _):
            if catalog.isWhole(table) { need(.constraint(of: table, name)) }
        case .setTrigger(let name, _):
            if catalog.isWhole(table) { need(.trigger(of: table, name)) }
        default: break
        }
        return true
    }

    /// Reports a new column that must have a value: existing rows have none.
    private mutating func needRoom(for steps: [EffectStep], _ table: ObjectName) {
        guard case .create(.column(_, let name), .column(let column))? = steps.first?.action, column.mustBeGiven,
            let rows = catalog.estimatedRows(of: table)
        else { return }
        report(
            "column \(quotedIdentifier(name)) is NOT NULL without a default, and \(table.words) has rows "
                + "(about \(rows), by the server's estimate)",
            help: "give it a DEFAULT, or add it nullable, fill it, and SET NOT NULL then", .mayFail)
    }
}

extension ObjectDefinition {
    fileprivate var typeWords: String {
        if case .column(let column) = self, let type = column.type { return ", as \(type)" }
        return ""
    }
}

extension Column {
    /// True if the column has NOT NULL and no default, so that existing rows have no value for it.
    fileprivate var mustBeGiven: Bool {
        guard isNullable == false, type?.isBuiltIn == true else { return false }
        return (defaultValue ?? DefaultValue.none) == DefaultValue.none && (identity ?? Identity.none) == Identity.none
            && (generated ?? Generated.none) == Generated.none
    }
}

extension ObjectName {
    /// The table in words: "table jobs".
    var words: String {
        let words = ObjectIdentity.relation(self).words(.relation(.table))
        return "\(words.kind) \(words.name)"
    }
}
