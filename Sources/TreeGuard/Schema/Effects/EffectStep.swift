/// One change that a statement makes to the schema, before later steps are considered.
package struct EffectStep: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        /// The object exists afterwards, with this definition.
        case create(ObjectIdentity, ObjectDefinition)
        /// The existing object has these facets afterwards.
        case alter(ObjectIdentity, ObjectDefinition)
        /// The object is gone afterwards, with all that belongs to it.
        case drop(ObjectIdentity)
        /// The object has another name or schema afterwards.
        case rename(ObjectIdentity, to: ObjectIdentity)
        /// The table copies columns and more from elsewhere (`ColumnOrigins` writes them out).
        case takeColumns(ObjectName, from: ColumnOrigin)
    }

    package var action: Action
    /// True for IF [NOT] EXISTS or OR REPLACE: the statement also succeeds if its work is already done.
    package var isConditional: Bool
    /// The search path for unqualified names; nil if the file leaves it to the session.
    package var searchPath: [String]?
    /// The number of its transaction in the file: one for each statement, or for all between BEGIN and COMMIT.
    package var transaction = 0
    package var range: SourceRange

    package init(
        _ action: Action, isConditional: Bool = false, searchPath: [String]? = nil, at range: SourceRange
    ) {
        self.action = action
        self.isConditional = isConditional
        self.searchPath = searchPath
        self.range = range
    }
}
