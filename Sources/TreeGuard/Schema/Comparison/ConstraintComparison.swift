extension DefinitionComparison {
    func match(_ expected: Constraint, _ found: Constraint) -> Match {
        var match = Match()
        switch (expected.kind, found.kind) {
        case (nil, _): break
        case (.primaryKey(let columns, let include), .primaryKey(let foundColumns, let foundInclude)):
            match.expect("columns", columns, foundColumns)
            match.expect("included columns", include, foundInclude)
        case (.unique(let columns, let include, let nulls), .unique(let foundColumns, let foundInclude, let foundNulls)):
            match.expect("columns", columns, foundColumns)
            match.expect("included columns", include, foundInclude)
            match.expect("NULLS NOT DISTINCT", nulls, foundNulls)
        case (.check(let a, let isInherited), .check(let b, let isFoundInherited)):
            expect("condition", a, b, &match)
            match.expect("NO INHERIT", !isInherited, !isFoundInherited)
        case (.foreignKey(let a), .foreignKey(let b)): match = foreignKey(a, b)
        case (
            .exclusion(let method, let elements, let include, let predicate),
            .exclusion(let foundMethod, let foundElements, let foundInclude, let foundPredicate)
        ):
            match.expect("method", method, foundMethod)
            match.expect("operators", elements.map(\.operator), foundElements.map(\.operator))
            for (a, b) in zip(elements, foundElements) { element(a.element, b.element, method: method, &match) }
            match.expect("included columns", include, foundInclude)
            expect("condition", predicate, foundPredicate, &match)
        // The columns are those of the index, which now has the constraint's name instead of its own.
        case (.usingIndex(_, let isPrimary), .primaryKey): match.expect("the primary key", isPrimary, true)
        case (.usingIndex(_, let isPrimary), .unique): match.expect("the primary key", isPrimary, false)
        case (let a?, let b): match.expect("kind", a.words, b?.words ?? "unknown")
        }
        if expected.isValid == true, found.isValid == false { match.differences.append(Match.notValid) }
        // The state before VALIDATE. As a whole, a constraint that was validated since is as good.
        if expected.kind == nil, expected.isValid == false, found.isValid != false {
            match.differences.append("is validated")
        }
        if let isDeferrable = expected.isDeferrable {
            match.expect("DEFERRABLE", isDeferrable, found.isDeferrable ?? false)
        }
        if let isDeferred = expected.isInitiallyDeferred {
            match.expect("INITIALLY DEFERRED", isDeferred, found.isInitiallyDeferred ?? false)
        }
        return match
    }

    private func foreignKey(_ expected: Constraint.ForeignKey, _ found: Constraint.ForeignKey) -> Match {
        var match = Match()
        match.expect("columns", expected.columns, found.columns)
        match.expect("referenced table", expected.table, found.table)
        // Without a list, the foreign key refers to the primary key, and the server prints its columns.
        if let columns = expected.referenced.isEmpty ? referencedKey : expected.referenced {
            match.expect("referenced columns", columns, found.referenced)
        } else {
            match.uncompared.append("referenced columns")
        }
        match.expect("ON DELETE", expected.onDelete.words, found.onDelete.words)
        match.expect("ON UPDATE", expected.onUpdate.words, found.onUpdate.words)
        match.expect("MATCH", expected.match.rawValue, found.match.rawValue)
        match.expect("ON DELETE columns", expected.deleteColumns, found.deleteColumns)
        return match
    }
}

extension Match {
    /// The difference of a constraint that is not validated.
    static let notValid = "is NOT VALID"
    /// The difference of an index that a failed concurrent build left.
    package static let invalid = "INVALID: a concurrent build failed"
}

extension Constraint.ForeignKey.Action {
    fileprivate var words: String {
        switch self {
        case .noAction: "NO ACTION"
        case .restrict: "RESTRICT"
        case .cascade: "CASCADE"
        case .setNull: "SET NULL"
        case .setDefault: "SET DEFAULT"
        }
    }
}

extension Constraint.Kind {
    fileprivate var words: String {
        switch self {
        case .primaryKey, .usingIndex(_, isPrimary: true): "PRIMARY KEY"
        case .unique, .usingIndex(_, isPrimary: false): "UNIQUE"
        case .foreignKey: "FOREIGN KEY"
        case .check: "CHECK"
        case .exclusion: "EXCLUDE"
        }
    }
}
