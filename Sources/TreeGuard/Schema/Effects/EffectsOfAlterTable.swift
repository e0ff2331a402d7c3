extension Statement {
    func effects(of alter: AlterTable) -> [EffectStep] {
        alter.actionsAsRun.flatMap { effects(of: $0, on: alter.name) }.map { $0.conditional(alter.ifExists) }
    }

    private func effects(of action: AlterAction, on table: ObjectName) -> [EffectStep] {
        switch action {
        case .addColumn(let declaration, let ifNotExists):
            return effects(of: declaration, in: table).map { $0.conditional(ifNotExists) }
        case .dropColumn(let column, let ifExists, _):
            return [step(.drop(.column(of: table, column)), conditional: ifExists)]
        case .alterColumn(let name, let column):
            return [step(.alter(.column(of: table, name), .column(column)))]
        case .addConstraint(let named):
            let keys = named.constraint.primaryKeyColumns ?? []
            return effects(of: named, on: table)
                + keys.map {
                    step(.alter(.column(of: table, $0), .column(Column(isNullable: false))), conditional: true)
                }
        case .dropConstraint(let name, let ifExists):
            return [step(.drop(.constraint(of: table, name)), conditional: ifExists)]
        case .validateConstraint(let name):
            let valid = ObjectDefinition.constraint(Constraint(nil, isValid: true), isNamed: true)
            return [step(.alter(.constraint(of: table, name), valid))]
        case .alterConstraint(let name, let constraint):
            return [step(.alter(.constraint(of: table, name), .constraint(constraint, isNamed: true)))]
        case .setTrigger(let name, let state):
            return [step(.alter(.trigger(of: table, name), .triggerState(state)))]
        case .declare(let declaration): return effects(of: declaration.parts)
        case .setAllTriggers(let state, let userOnly):
            let triggers: Facets = [userOnly ? "user triggers" : "triggers": .text(state.rawValue)]
            return [step(.alter(.facet(of: .relation(table), "triggers"), .facets(triggers)))]
        case .unverifiable: return []
        }
    }
}

extension Statement.AlterTable {
    /// The actions in the order in which PostgreSQL runs them: it drops first, then changes types, then adds columns.
    var actionsAsRun: [Statement.AlterAction] {
        let passes = Dictionary(grouping: actions.indices) { actions[$0].pass }
        return passes.sorted { $0.key < $1.key }.flatMap { pass in pass.value.map { actions[$0] } }
    }
}

extension Statement.AlterAction {
    // The passes of ALTER TABLE, AT_PASS_* of commands/tablecmds.c, as far as they matter here.
    fileprivate var pass: Int {
        switch self {
        case .dropColumn, .dropConstraint: 0
        case .alterColumn(_, let column) where column.type != nil: 1
        case .addColumn: 2
        default: 3
        }
    }
}
