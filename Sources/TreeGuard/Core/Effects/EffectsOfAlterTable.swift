extension Statement {
    func effects(of alter: AlterTable) -> [EffectStep] {
        alter.actions.flatMap { effects(of: $0, on: alter.name, ifExists: alter.ifExists) }
    }

    private func effects(of action: AlterAction, on table: ObjectName, ifExists: Bool) -> [EffectStep] {
        switch action {
        case .addColumn(let declaration, _): return effects(of: declaration, in: table)
        case .dropColumn(let column, let columnIfExists, _):
            return [step(.drop(.column(of: table, column)), weak: ifExists || columnIfExists)]
        case .alterColumn(let name, let column):
            return [step(.alter(.column(of: table, name), .column(column)), weak: ifExists)]
        case .addConstraint(let named):
            let keys = named.constraint.primaryKeyColumns ?? []
            return [effect(of: named, on: table)]
                + keys.map { step(.alter(.column(of: table, $0), .column(Column(isNullable: false))), weak: true) }
        case .dropConstraint(let name, let constraintIfExists):
            return [step(.drop(.constraint(of: table, name)), weak: ifExists || constraintIfExists)]
        case .validateConstraint(let name):
            let valid = ObjectDefinition.constraint(Constraint(nil, isValid: true), isNamed: true)
            return [step(.alter(.constraint(of: table, name), valid))]
        case .alterConstraint(let name, let constraint):
            return [step(.alter(.constraint(of: table, name), .constraint(constraint, isNamed: true)))]
        case .setTrigger(let name, let state):
            return [step(.alter(.trigger(of: table, name), .triggerState(state)))]
        case .setAllTriggers, .unverifiable: return []
        }
    }
}
