extension DefinitionComparison {
    func match(_ expected: Trigger, _ found: Trigger) -> Match {
        var match = Match()
        match.expect("timing", expected.timing.rawValue, found.timing.rawValue)
        match.expect("events", expected.events.sorted().map(\.rawValue), found.events.sorted().map(\.rawValue))
        match.expect("columns", expected.columns.sorted(), found.columns.sorted())
        match.expect("FOR EACH ROW", expected.isForEachRow, found.isForEachRow)
        expect("condition", expected.condition, found.condition, &match)
        function(expected.function, found.function, &match)
        match.expect("arguments", expected.arguments, found.arguments)
        match.expect("a constraint trigger", expected.isConstraint, found.isConstraint)
        match.expect("DEFERRABLE", expected.isDeferrable, found.isDeferrable)
        match.expect("INITIALLY DEFERRED", expected.isInitiallyDeferred, found.isInitiallyDeferred)
        match.expect("transition tables", expected.transitionTables.sorted(), found.transitionTables.sorted())
        match.expect(
            "referenced table", expected.referencedTable?.description ?? "none",
            found.referencedTable?.description ?? "none")
        if let state = expected.enabled { match.differences += enabled(state, found.enabled).differences }
        return match
    }

    private func function(_ expected: ObjectName, _ found: ObjectName, _ match: inout Match) {
        let isOnPath = expected.schema == nil && searchPath.contains(found.schema ?? "")
        if expected.name == found.name, isOnPath { return }
        match.expect("function", expected, found)
    }

    func enabled(_ expected: Trigger.Enabled, _ found: Trigger.Enabled?) -> Match {
        var match = Match()
        match.expect("firing", expected.rawValue, (found ?? .origin).rawValue)
        return match
    }
}
