extension ObjectDefinition {
    /// True if creating it anew replaces what an earlier statement said (OR REPLACE, COMMENT), instead of failing or
    /// leaving the earlier one alone (IF NOT EXISTS).
    package var replacesEarlier: Bool {
        switch self {
        case .routine, .trigger, .view, .text: true
        case .exists, .relation, .column, .constraint, .index, .triggerState, .enumeration, .enumValue, .domain,
            .range, .facets:
            false
        }
    }

    /// The table that the definition names.
    package var table: ObjectName? {
        if case .index(let index, _) = self { return index.table }
        return nil
    }

    /// This definition after a statement that sets some facets.
    package func overlaid(with facets: ObjectDefinition) -> ObjectDefinition {
        switch (self, facets) {
        case (.exists, _): return facets
        case (.column(let column), .column(let later)): return .column(column.overlaid(with: later))
        case (.constraint(var constraint, let isNamed), .constraint(let later, _)):
            constraint.kind = later.kind ?? constraint.kind
            constraint.isDeferrable = later.isDeferrable ?? constraint.isDeferrable
            constraint.isInitiallyDeferred = later.isInitiallyDeferred ?? constraint.isInitiallyDeferred
            constraint.isValid = later.isValid ?? constraint.isValid
            return .constraint(constraint, isNamed: isNamed)
        case (.trigger(var trigger), .triggerState(let state)):
            trigger.enabled = state
            return .trigger(trigger)
        case (.triggerState, .triggerState): return facets
        case (.facets(let facets), .facets(let later)): return .facets(facets.overlaid(with: later))
        case (.routine(let routine), .facets(let later)): return .routine(routine.overlaid(with: later))
        case (.index(let index, let isNamed), .facets(let later)):
            return .index(index.overlaid(with: later), isNamed: isNamed)
        case (.domain(let column), .domain(let later)): return .domain(column.overlaid(with: later))
        default: return self
        }
    }

    /// This definition without the facets that a later migration sets, which may have run already or not.
    func silent(about facets: ObjectDefinition) -> ObjectDefinition {
        switch (self, facets) {
        case (.column(let column), .column(let later)): return .column(column.silent(about: later))
        case (.constraint(var constraint, let isNamed), .constraint(let later, _)):
            if later.isDeferrable != nil { constraint.isDeferrable = nil }
            if later.isInitiallyDeferred != nil { constraint.isInitiallyDeferred = nil }
            if later.isValid != nil { constraint.isValid = nil }
            return .constraint(constraint, isNamed: isNamed)
        case (.trigger(var trigger), .triggerState):
            trigger.enabled = nil
            return .trigger(trigger)
        case (.triggerState, .triggerState): return .exists
        case (.facets(let facets), .facets(let later)): return .facets(facets.without(later))
        // What is left of it cannot be told apart.
        case (.routine, .facets), (.index, .facets): return .exists
        case (.domain(let column), .domain(let later)): return .domain(column.silent(about: later))
        default: return self
        }
    }

    /// True if nothing is left to look at but that the object is there.
    var saysNothing: Bool {
        switch self {
        case .exists, .column(Column()), .domain(Column()), .constraint(Constraint(nil), _), .facets([:]): true
        default: false
        }
    }
}

extension Column {
    fileprivate func overlaid(with later: Column) -> Column {
        var column = self
        column.type = later.type ?? type
        // A new type brings its own collation.
        column.collation = later.collation ?? (later.type == nil ? collation : .defaultCollation)
        column.isNullable = later.isNullable ?? isNullable
        column.defaultValue = later.defaultValue ?? defaultValue
        column.identity = later.identity ?? identity
        column.generated = later.generated ?? generated
        column.storage = later.storage ?? storage
        column.compression = later.compression ?? compression
        column.statisticsTarget = later.statisticsTarget ?? statisticsTarget
        return column
    }

    fileprivate func silent(about later: Column) -> Column {
        var column = self
        // A new type brings its own collation, and the default is cast to it.
        if later.type != nil { (column.type, column.collation, column.defaultValue) = (nil, nil, nil) }
        if later.isNullable != nil { column.isNullable = nil }
        if later.defaultValue != nil { column.defaultValue = nil }
        if later.identity != nil { column.identity = nil }
        if later.generated != nil { column.generated = nil }
        if later.collation != nil { column.collation = nil }
        if later.storage != nil { column.storage = nil }
        if later.compression != nil { column.compression = nil }
        if later.statisticsTarget != nil { column.statisticsTarget = nil }
        return column
    }
}
