extension DefinitionComparison {
    func match(_ expected: Routine, _ found: Routine) -> Match {
        var match = Match()
        match.expect("kind", expected.kind.rawValue, found.kind.rawValue)
        match.expect("language", expected.language, found.language)
        body(expected, found, &match)
        match.expect("volatility", expected.volatility, found.volatility)
        match.expect("STRICT", expected.isStrict, found.isStrict)
        match.expect("SECURITY DEFINER", expected.isSecurityDefiner, found.isSecurityDefiner)
        match.expect("LEAKPROOF", expected.isLeakproof, found.isLeakproof)
        match.expect("WINDOW", expected.isWindow, found.isWindow)
        match.expect("PARALLEL", expected.parallel, found.parallel)
        match.expect("COST", expected.cost ?? "the default", found.cost ?? "the default")
        match.expect("ROWS", expected.rows ?? "the default", found.rows ?? "the default")
        match.expect("SUPPORT", expected.support?.name ?? "none", found.support?.name ?? "none")
        settings(expected.settings, found.settings, &match)
        if let returns = expected.returns, let other = found.returns, !returns.isSame(as: other, on: searchPath) {
            match.differences.append("returns \(other), expected \(returns)")
        }
        match.expect("parameters", expected.parameters.map(\.mode.rawValue), found.parameters.map(\.mode.rawValue))
        for (a, b) in zip(expected.parameters, found.parameters) { parameter(a, b, &match) }
        return match
    }

    private func body(_ expected: Routine, _ found: Routine, _ match: inout Match) {
        guard expected.body != found.body else { return }
        if expected.isBodyParsed && found.isBodyParsed {
            match.uncompared.append("body")
        } else if expected.body.withUnixLines == found.body.withUnixLines {
            match.uncompared.append("line endings of the body")
        } else {
            match.differences.append("body differs")
        }
    }

    private func settings(_ expected: [String: String], _ found: [String: String], _ match: inout Match) {
        match.expect("settings", expected.keys.sorted(), found.keys.sorted())
        // FROM CURRENT takes the value of that moment, which is unknown here.
        for (name, value) in expected where value != "FROM CURRENT" && found[name] != nil {
            match.expect("setting \(name)", value, found[name] ?? "")
        }
    }

    private func parameter(_ expected: Routine.Parameter, _ found: Routine.Parameter, _ match: inout Match) {
        let type = expected.type.withoutModifiers
        if !type.isSame(as: found.type.withoutModifiers, on: searchPath) {
            match.differences.append("parameter is \(found.type), expected \(expected.type)")
        }
        match.expect("parameter name", expected.name ?? "none", found.name ?? "none")
        match.expect("parameter default", expected.defaultValue, found.defaultValue) {
            expressions.compare($0, $1, assignedTo: type)
        }
    }
}

extension String {
    fileprivate var withUnixLines: String {
        var text = ""
        // Swift reads CR LF as one Character.
        for character in self { text.append(character == "\r\n" ? "\n" : character) }
        return text
    }
}
