/// Compares the definition that a migration expects with the one that the catalog has under its name.
package struct DefinitionComparison {
    /// The columns of the table in the catalog: the types of expressions depend on them.
    let columns: [String: Column]
    /// The base types of domains.
    let domains: [ObjectName: TypeName]
    let searchPath: [String]
    /// The primary key of the table that a foreign key refers to: it is meant if the foreign key names no columns.
    let referencedKey: [String]?
    let expressions: ExpressionComparison

    package init(
        columns: [String: Column] = [:], domains: [ObjectName: TypeName] = [:], searchPath: [String] = ["public"],
        referencedKey: [String]? = nil
    ) {
        self.columns = columns
        self.domains = domains
        self.searchPath = searchPath
        self.referencedKey = referencedKey
        expressions = ExpressionComparison(
            columnTypes: columns.compactMapValues(\.type).mapValues { $0.base(in: domains) }, searchPath: searchPath)
    }

    package func match(_ expected: ObjectDefinition, _ found: ObjectDefinition) -> Match {
        switch (expected, found) {
        case (.exists, _): return Match()
        case (_, .exists): return Match(uncompared: ["definition"])
        case (.relation(let a), .relation(let b)): return kind(a.rawValue, b.rawValue)
        case (.view(let a, let isMaterialized), .view(let b, let isFoundMaterialized)):
            let kinds = kind(viewKind(isMaterialized), viewKind(isFoundMaterialized))
            return kinds.isSame && a != b ? Match(uncompared: ["query"]) : kinds
        case (.relation(let a), .view(_, let isMaterialized)): return kind(a.rawValue, viewKind(isMaterialized))
        case (.view(_, let isMaterialized), .relation(let b)): return kind(viewKind(isMaterialized), b.rawValue)
        case (.column(let a), .column(let b)): return match(a, b)
        case (.domain(let a), .domain(let b)): return match(a, b)
        case (.constraint(let a, _), .constraint(let b, _)): return match(a, b)
        case (.index(let a, _), .index(let b, _)): return match(a, b)
        case (.trigger(let a), .trigger(let b)): return match(a, b)
        case (.triggerState(let state), .trigger(let trigger)): return enabled(state, trigger.enabled)
        case (.routine(let a), .routine(let b)): return match(a, b)
        case (.enumeration(let values), .enumeration(let found)): return enumeration(values, found)
        case (.range(let a), .range(let b)):
            guard let a, let b, !a.isSame(as: b, on: searchPath) else { return Match() }
            return Match(differences: ["subtype is \(b), expected \(a)"])
        case (.facets(let a), .facets(let b)): return match(a, b)
        case (.facets(let a), .routine(let b)): return match(a, b.facets)
        case (.facets(let a), .index(let b, _)): return match(a, b.facets)
        case (.text(let a), .text(let b)): return a == b ? Match() : Match(differences: ["text differs"])
        default: return Match(differences: ["is another kind of object"])
        }
    }

    private func viewKind(_ isMaterialized: Bool) -> String { isMaterialized ? "materialized view" : "view" }

    private func kind(_ expected: String, _ found: String) -> Match {
        expected == found ? Match() : Match(differences: ["is a \(found), expected a \(expected)"])
    }

    private func enumeration(_ expected: [String], _ found: [String]) -> Match {
        guard found != expected else { return Match() }
        return Match(differences: [
            "values are \(found.joined(separator: ", ")), expected \(expected.joined(separator: ", "))"
        ])
    }

    /// Checks the position of an added enum value. Other values may have been added in between.
    func enumValue(_ value: String, before: String?, after: String?, in values: [String]) -> Match {
        guard let position = values.firstIndex(of: value) else { return Match() }
        var match = Match()
        if let before, values[..<position].contains(before) { match.differences.append("comes after \(before)") }
        if let after, values[position...].contains(after) { match.differences.append("comes before \(after)") }
        return match
    }

    func expect(_ what: String, _ expected: Expression?, _ found: Expression?, _ match: inout Match) {
        match.expect(what, expected, found) { expressions.compare($0, $1) }
    }
}
