extension ObjectDefinition {
    /// True if creating it again replaces the earlier definition (OR REPLACE, COMMENT). Other kinds fail, or keep the
    /// earlier one (IF NOT EXISTS).
    package var replacesEarlier: Bool {
        switch self {
        case .routine, .trigger, .view, .text: true
        case .exists, .relation, .column, .constraint, .index, .triggerState, .enumeration, .enumValue, .domain,
            .range, .facets:
            false
        }
    }

    /// The table in the definition.
    package var table: ObjectName? {
        if case .index(let index, _) = self { return index.table }
        return nil
    }

    /// The definition after a statement that sets some facets.
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

    /// The parts of the definition that a statement with these facets sets; nil if nothing is known of them.
    func limited(to facets: ObjectDefinition) -> ObjectDefinition? {
        let limited: ObjectDefinition
        switch (self, facets) {
        case (.column(let column), .column(let said)): limited = .column(column.limited(to: said))
        case (.domain(let column), .domain(let said)): limited = .domain(column.limited(to: said))
        case (.constraint(let constraint, let isNamed), .constraint(let said, _)):
            var known = Constraint(said.kind == nil ? nil : constraint.kind)
            if said.isDeferrable != nil { known.isDeferrable = constraint.isDeferrable }
            if said.isInitiallyDeferred != nil { known.isInitiallyDeferred = constraint.isInitiallyDeferred }
            if said.isValid != nil { known.isValid = constraint.isValid }
            limited = .constraint(known, isNamed: isNamed)
        case (.trigger(let trigger), .triggerState):
            guard let enabled = trigger.enabled else { return nil }
            limited = .triggerState(enabled)
        case (.facets(let own), .facets(let said)): limited = .facets(own.limited(to: said))
        case (.routine(let routine), .facets(let said)): limited = .facets(routine.facets.limited(to: said))
        case (.index(let index, _), .facets(let said)): limited = .facets(index.facets.limited(to: said))
        default: limited = self
        }
        return limited.saysNothing ? nil : limited
    }

    /// True if only the existence of the object is left to check.
    private var saysNothing: Bool {
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
        // A default of a type of the schema's own goes with that type, if it is dropped.
        let isConverted = later.type != nil && type?.isBuiltIn == false
        column.defaultValue = later.defaultValue ?? (isConverted ? nil : defaultValue)
        column.identity = later.identity ?? identity
        column.generated = later.generated ?? generated
        column.storage = later.storage ?? storage
        column.compression = later.compression ?? compression
        column.statisticsTarget = later.statisticsTarget ?? statisticsTarget
        return column
    }

    /// A new type brings its own collation, and the server casts the default to it.
    fileprivate func limited(to said: Column) -> Column {
        var column = Column()
        if said.type != nil { (column.type, column.collation) = (type, collation) }
        if said.isNullable != nil { column.isNullable = isNullable }
        if said.defaultValue != nil { column.defaultValue = defaultValue }
        if said.identity != nil { column.identity = identity }
        if said.generated != nil { column.generated = generated }
        if said.collation != nil { column.collation = collation }
        if said.storage != nil { column.storage = storage }
        if said.compression != nil { column.compression = compression }
        if said.statisticsTarget != nil { column.statisticsTarget = statisticsTarget }
        return column
    }
}
