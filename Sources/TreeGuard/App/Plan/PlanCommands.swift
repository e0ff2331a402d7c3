import TreeGuardCore

/// What a person types on a machine that has access: each framework in its own words, in the order in which they run.
struct PlanCommands {
    let list: [CheckReport.NextStep]

    init(_ plan: Plan, in environment: String) {
        let several = Set(plan.files.filter { !$0.isOneTransaction }.map(\.path))
        list = NextSteps.inOwnWords(plan.files.map(\.migration), in: environment) { !several.contains($0.path) }
    }
}

extension PlannedFile {
    /// Whether psql may put a transaction around it.
    fileprivate var isOneTransaction: Bool {
        if case .parts(let parts) = route { return parts.count == 1 && parts.allSatisfy(\.isTransaction) }
        return true
    }
}
