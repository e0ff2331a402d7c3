/// A constraint of a table or a domain. A facet is nil if the statement does not mention it.
package struct Constraint: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case primaryKey(columns: [String], include: [String])
        case unique(columns: [String], include: [String], nullsNotDistinct: Bool)
        case foreignKey(ForeignKey)
        case check(Expression, isInherited: Bool)
        /// `EXCLUDE USING method (element WITH operator, ...) WHERE (predicate)`.
        case exclusion(method: String, elements: [ExclusionElement], include: [String], predicate: Expression?)
        /// `PRIMARY KEY USING INDEX name` and `UNIQUE USING INDEX name`: the columns are those of the index.
        case usingIndex(String, isPrimary: Bool)
    }

    package struct ForeignKey: Hashable, Sendable {
        package enum Action: String, Hashable, Sendable { case noAction, restrict, cascade, setNull, setDefault }
        package enum MatchType: String, Hashable, Sendable { case simple, full, partial }
        package var columns: [String]
        package var table: ObjectName
        /// The referenced columns; empty for the primary key of the referenced table.
        package var referenced: [String]
        package var onDelete: Action
        package var onUpdate: Action
        package var match: MatchType
        /// `ON DELETE SET NULL (columns)`.
        package var deleteColumns: [String]

        package init(
            columns: [String], table: ObjectName, referenced: [String] = [], onDelete: Action = .noAction,
            onUpdate: Action = .noAction, match: MatchType = .simple, deleteColumns: [String] = []
        ) {
            self.columns = columns
            self.table = table
            self.referenced = referenced
            self.onDelete = onDelete
            self.onUpdate = onUpdate
            self.match = match
            self.deleteColumns = deleteColumns
        }
    }

    package struct ExclusionElement: Hashable, Sendable {
        package var element: Index.Element
        package var `operator`: String
        package init(element: Index.Element, operator: String) {
            self.element = element
            self.operator = `operator`
        }
    }

    /// The kind; nil only for `VALIDATE CONSTRAINT` and `ALTER CONSTRAINT`, which do not describe the constraint.
    package var kind: Kind?
    package var isDeferrable: Bool?
    package var isInitiallyDeferred: Bool?
    package var isValid: Bool?

    package init(
        _ kind: Kind?, isDeferrable: Bool? = nil, isInitiallyDeferred: Bool? = nil, isValid: Bool? = nil
    ) {
        self.kind = kind
        self.isDeferrable = isDeferrable
        self.isInitiallyDeferred = isInitiallyDeferred
        self.isValid = isValid
    }
}

/// A constraint with the name that its statement gives it, if any.
package struct NamedConstraint: Hashable, Sendable {
    package var name: String?
    package var constraint: Constraint

    package init(_ name: String?, _ constraint: Constraint) {
        self.name = name
        self.constraint = constraint
    }
}

extension Constraint.ForeignKey.Action {
    // FKCONSTR_ACTION_* of nodes/parsenodes.h; pg_constraint.confdeltype holds the same letters.
    package init(letter: String) {
        self =
            switch letter {
            case "r": .restrict
            case "c": .cascade
            case "n": .setNull
            case "d": .setDefault
            default: .noAction
            }
    }
}
