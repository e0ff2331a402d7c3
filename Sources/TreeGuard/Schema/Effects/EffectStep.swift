/// One thing that a statement does to the schema, before anybody looks at what follows.
package struct EffectStep: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        /// The object is there afterwards, looking like this.
        case create(ObjectIdentity, ObjectDefinition)
        /// The object, which was there before, looks like this in the facets that are said.
        case alter(ObjectIdentity, ObjectDefinition)
        /// The object is gone afterwards, and with it what belongs to it.
        case drop(ObjectIdentity)
        /// The object goes by another name or schema afterwards.
        case rename(ObjectIdentity, to: ObjectIdentity)
        /// The table has columns, and more, that are taken from elsewhere (`ColumnOrigins` writes them out).
        case takeColumns(ObjectName, from: ColumnOrigin)
    }

    package var action: Action
    /// The statement says IF [NOT] EXISTS or OR REPLACE: it succeeds as well where its work was done before.
    package var isConditional: Bool
    /// The search path for names without a schema; nil if the file leaves it to the session.
    package var searchPath: [String]?
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
