extension ObjectDefinition {
    /// The compared parts, in words.
    package var comparedParts: [String] {
        switch self {
        case .exists: []
        case .relation: ["kind"]
        case .view: ["kind", "query as text"]
        case .column(let column), .domain(let column): column.comparedParts
        case .constraint(let constraint, _): constraint.comparedParts
        case .index:
            [
                "table", "method", "keys", "expressions", "operator classes", "collations", "order", "INCLUDE",
                "predicate",
                "UNIQUE", "NULLS NOT DISTINCT", "storage parameters", "whether it is valid",
            ]
        case .trigger: ["timing", "events", "columns", "condition", "function", "arguments", "whether it is enabled"]
        case .triggerState: ["whether it is enabled"]
        case .routine:
            ["kind", "arguments", "result", "language", "body", "volatility", "STRICT", "SECURITY", "PARALLEL", "SET"]
        case .enumeration: ["values in their order"]
        case .enumValue: ["its place among the others"]
        case .range: ["subtype"]
        case .text: ["text"]
        case .facets(let facets):
            facets.names.map { name in
                if case .opaque = facets[name] { name + " as text" } else { name }
            }
        }
    }
}

extension ColumnOrigin {
    /// The compared parts, in words, if they can be told.
    package var comparedParts: [String] {
        switch self {
        case .like(_, let parts): ["columns, types, NOT NULL as the source's"] + parts.map { "\($0)" }.sorted()
        case .type: ["columns and types as the type's"]
        case .query: ["columns and types, by a scratch server"]
        }
    }
}

extension Column {
    fileprivate var comparedParts: [String] {
        let parts: [(String, Bool)] = [
            ("type", type != nil), ("NOT NULL", isNullable != nil), ("default", defaultValue != nil),
            ("identity", identity != nil), ("generation expression", generated != nil), ("collation", collation != nil),
            ("storage", storage != nil), ("compression", compression != nil),
            ("statistics target", statisticsTarget != nil),
        ]
        return parts.filter(\.1).map(\.0)
    }
}

extension Constraint {
    fileprivate var comparedParts: [String] {
        let parts =
            switch kind {
            case .primaryKey, .unique: ["columns", "INCLUDE"]
            case .foreignKey: ["columns", "referenced table and columns", "ON DELETE", "ON UPDATE", "MATCH"]
            case .check: ["condition", "NO INHERIT"]
            case .exclusion: ["method", "elements", "operators", "condition"]
            case .usingIndex: ["kind"]
            case nil: [String]()
            }
        return parts + (isValid == nil ? [] : ["whether it is validated"]) + (isDeferrable == nil ? [] : ["DEFERRABLE"])
    }
}

extension ObjectIdentity {
    /// The kind of object, without its name.
    package func kindWords(_ definition: ObjectDefinition?) -> String {
        switch self {
        case .comment(let object): "comment on " + object.kindWords(nil)
        case .facet(let object, let name):
            words(nil).kind == "privilege"
                ? "privilege on " + object.kindWords(nil) : "\(name) of " + object.kindWords(nil)
        case .member(let object, let whole):
            "membership of \(object.kindWords(nil)) in \(whole.kindWords(nil))"
        default: words(definition).kind
        }
    }
}
