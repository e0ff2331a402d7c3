extension Statement {
    func effects(of alter: AlterTable) -> [EffectStep] {
        alter.actions.flatMap { effects(of: $0, on: alter.name) }.map { $0.conditional(alter.ifExists) }
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
