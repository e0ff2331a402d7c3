/// Compares what a migration expects of an object with what the catalog holds under its name.
package struct DefinitionComparison {
    /// The types of the table's columns, for expressions that mention them.
    private let columnTypes: [String: TypeName]

    package init(columnTypes: [String: TypeName] = [:]) { self.columnTypes = columnTypes }

    package func match(_ expected: ObjectDefinition, _ found: ObjectDefinition) -> Match {
        switch (expected, found) {
        case (.exists, _): return Match()
        case (_, .exists): return Match(uncompared: ["definition"])
        case (.relation(let a), .relation(let b)): return kind(a, b)
        case (.relation(let a), .view): return kind(a, .view)
        case (.view, .relation(let b)): return kind(.view, b)
        case (.view(let a), .view(let b)): return a == b ? Match() : Match(uncompared: ["query"])
        case (.column(let a), .column(let b)): return match(a, b)
        case (.constraint(let a, _), .constraint(let b, _)): return match(a, b)
        case (.index(let a, _), .index(let b, _)): return match(a, b)
        case (.trigger(let a), .trigger(let b)): return match(a, b)
        case (.triggerState(let state), .trigger(let trigger)): return enabled(state, trigger.enabled)
        case (.routine(let a), .routine(let b)): return match(a, b)
        case (.enumeration(let a), .enumeration(let b)):
            return a == b ? Match() : Match(differences: ["values are \(b), expected \(a)"])
        case (.text(let a), .text(let b)): return a == b ? Match() : Match(differences: ["text differs"])
        default: return Match(differences: ["is another kind of object"])
        }
    }

    private func kind(_ expected: ObjectDefinition.Relation, _ found: ObjectDefinition.Relation) -> Match {
        expected == found ? Match() : Match(differences: ["is a \(found.rawValue), expected a \(expected.rawValue)"])
    }

    private func match(_ expected: Column, _ found: Column) -> Match {
        var match = Match()
        if let type = expected.type, let foundType = found.type, !type.isSame(as: foundType) {
            match.differences.append("is \(foundType), expected \(type)")
        }
        if let isNullable = expected.isNullable, isNullable != found.isNullable {
            match.differences.append(isNullable ? "is NOT NULL, expected nullable" : "is nullable, expected NOT NULL")
        }
        if let collation = expected.collation, collation.name != found.collation?.name {
            match.differences.append("collation is \(found.collation?.name ?? "default"), expected \(collation.name)")
        }
        if let identity = expected.identity, identity != found.identity {
            match.differences.append("identity is \(found.identity?.rawValue ?? "none"), expected \(identity.rawValue)")
        }
        if let value = expected.defaultValue {
            match.expect("default", value.expression, found.defaultValue?.expression, types: [:])
        }
        if let generated = expected.generated {
            match.expect("generation expression", generated.expression, found.generated?.expression, types: columnTypes)
        }
        return match
    }

    private func match(_ expected: Constraint, _ found: Constraint) -> Match {
        var match = Match()
        switch (expected.kind, found.kind) {
        case (nil, _): break
        case (.check(let a, _), .check(let b, _)): match.expect("condition", a, b, types: columnTypes)
        case (.foreignKey(let a), .foreignKey(let b)): match = foreignKey(a, b)
        case (
            .exclusion(let method, let elements, _, let predicate),
            .exclusion(let foundMethod, let foundElements, _, let foundPredicate)
        ):
            match.expect("method", method, foundMethod)
            match.expect("number of elements", elements.count, foundElements.count)
            for (a, b) in zip(elements, foundElements) {
                match.expect("operator", a.operator, b.operator)
                element(a.element, b.element, &match)
            }
            match.expect("condition", predicate, foundPredicate, types: columnTypes)
        // The columns are the index's, which is gone under its own name once it is the constraint's.
        case (.usingIndex(_, let isPrimary), .primaryKey): match.expect("primary key", isPrimary, true)
        case (.usingIndex(_, let isPrimary), .unique): match.expect("primary key", isPrimary, false)
        case (let a?, let b): if a != b { match.differences.append("is defined otherwise") }
        }
        if expected.isValid == true, found.isValid == false { match.differences.append("is NOT VALID") }
        if let isDeferrable = expected.isDeferrable {
            match.expect("deferrable", isDeferrable, found.isDeferrable ?? false)
        }
        if let isDeferred = expected.isInitiallyDeferred {
            match.expect("initially deferred", isDeferred, found.isInitiallyDeferred ?? false)
        }
        return match
    }

    private func foreignKey(_ expected: Constraint.ForeignKey, _ found: Constraint.ForeignKey) -> Match {
        var match = Match()
        match.expect("columns", expected.columns, found.columns)
        match.expect("referenced table", expected.table, found.table)
        // Without a list, the referenced columns are the primary key's, which the server spells out.
        if !expected.referenced.isEmpty { match.expect("referenced columns", expected.referenced, found.referenced) }
        match.expect("ON DELETE", expected.onDelete, found.onDelete)
        match.expect("ON UPDATE", expected.onUpdate, found.onUpdate)
        match.expect("MATCH", expected.match, found.match)
        match.expect("ON DELETE columns", expected.deleteColumns, found.deleteColumns)
        return match
    }

    private func match(_ expected: Index, _ found: Index) -> Match {
        var match = Match()
        if !found.isValid { match.differences.append("INVALID: a concurrent build failed") }
        match.expect("table", expected.table, found.table)
        match.expect("method", expected.method, found.method)
        match.expect("unique", expected.isUnique, found.isUnique)
        match.expect("NULLS NOT DISTINCT", expected.nullsNotDistinct, found.nullsNotDistinct)
        match.expect("included columns", expected.include, found.include)
        match.expect("number of keys", expected.elements.count, found.elements.count)
        for (a, b) in zip(expected.elements, found.elements) { element(a, b, &match) }
        match.expect("predicate", expected.predicate, found.predicate, types: columnTypes)
        return match
    }

    private func element(_ expected: Index.Element, _ found: Index.Element, _ match: inout Match) {
        switch (expected.key, found.key) {
        case (.column(let a), .column(let b)): match.expect("key", a, b)
        case (.expression(let a), .expression(let b)): match.expect("key expression", a, b, types: columnTypes)
        case (.column, .expression), (.expression, .column): match.differences.append("key differs")
        }
        match.expect("descending", expected.isDescending, found.isDescending)
        match.expect("nulls first", expected.nullsFirst, found.nullsFirst)
        // The server leaves out what is the default for the type; written out, it may be just that.
        if let name = expected.operatorClass?.name, name != found.operatorClass?.name {
            if found.operatorClass == nil {
                match.uncompared.append("operator class")
            } else {
                match.differences.append("operator class is \(found.operatorClass?.name ?? ""), expected \(name)")
            }
        } else if expected.operatorClass == nil, let name = found.operatorClass?.name {
            match.differences.append("operator class is \(name), expected the default")
        }
        if expected.collation?.name != found.collation?.name {
            if found.collation == nil {
                match.uncompared.append("collation")
            } else {
                match.differences.append("collation differs")
            }
        }
    }

    private func match(_ expected: Trigger, _ found: Trigger) -> Match {
        var match = Match()
        match.expect("timing", expected.timing, found.timing)
        match.expect("events", expected.events.sorted(), found.events.sorted())
        match.expect("columns", expected.columns.sorted(), found.columns.sorted())
        match.expect("FOR EACH ROW", expected.isForEachRow, found.isForEachRow)
        match.expect("condition", expected.condition, found.condition, types: columnTypes)
        match.expect("function", expected.function, found.function)
        match.expect("arguments", expected.arguments, found.arguments)
        match.expect("constraint trigger", expected.isConstraint, found.isConstraint)
        match.expect("deferrable", expected.isDeferrable, found.isDeferrable)
        match.expect("initially deferred", expected.isInitiallyDeferred, found.isInitiallyDeferred)
        match.expect("transition tables", expected.transitionTables.sorted(), found.transitionTables.sorted())
        if let state = expected.enabled { match.differences += enabled(state, found.enabled).differences }
        return match
    }

    private func enabled(_ expected: Trigger.Enabled, _ found: Trigger.Enabled?) -> Match {
        let found = found ?? .origin
        return expected == found
            ? Match() : Match(differences: ["fires: \(found.rawValue), expected \(expected.rawValue)"])
    }

    private func match(_ expected: Routine, _ found: Routine) -> Match {
        var match = Match()
        match.expect("kind", expected.kind.rawValue, found.kind.rawValue)
        match.expect("language", expected.language, found.language)
        if expected.body != found.body { match.differences.append("body differs") }
        match.expect("volatility", expected.volatility, found.volatility)
        match.expect("STRICT", expected.isStrict, found.isStrict)
        match.expect("SECURITY DEFINER", expected.isSecurityDefiner, found.isSecurityDefiner)
        match.expect("LEAKPROOF", expected.isLeakproof, found.isLeakproof)
        match.expect("PARALLEL", expected.parallel, found.parallel)
        match.expect("settings", expected.settings.keys.sorted(), found.settings.keys.sorted())
        if let returns = expected.returns, let other = found.returns, !returns.isSame(as: other) {
            match.differences.append("returns \(other), expected \(returns)")
        }
        match.expect("parameters", expected.parameters.map(\.mode), found.parameters.map(\.mode))
        for (a, b) in zip(expected.parameters, found.parameters) {
            if !a.type.isSame(as: b.type) { match.differences.append("parameter is \(b.type), expected \(a.type)") }
            match.expect("parameter name", a.name ?? "", b.name ?? "")
            match.expect("parameter default", a.defaultValue, b.defaultValue, types: [:])
        }
        return match
    }
}

extension Column.DefaultValue {
    var expression: Expression? {
        switch self {
        // DEFAULT NULL is stored as no default at all.
        case .none, .expression(.null), .expression(.cast(.null, _)): nil
        case .expression(let expression): expression
        }
    }
}

extension Column.Generated {
    var expression: Expression? {
        if case .stored(let expression) = self { return expression }
        return nil
    }
}

extension TypeName {
    /// `char` is `char(1)`, `numeric(10)` is `numeric(10,0)`: as the server stores them.
    var canonical: TypeName {
        var type = self
        guard name.schema == nil else { return type }
        if ["bpchar", "bit"].contains(name.name), modifiers.isEmpty { type.modifiers = ["1"] }
        if name.name == "numeric", modifiers.count == 1 { type.modifiers.append("0") }
        if name.name == "float4" || name.name == "float8" { type.modifiers = [] }
        // The server does not keep the number of dimensions.
        type.arrayDimensions = min(arrayDimensions, 1)
        return type
    }

    func isSame(as other: TypeName) -> Bool { canonical == other.canonical }
}
