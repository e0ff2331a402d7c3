/// A column as a statement describes it. A facet that is nil is not mentioned.
package struct Column: Hashable, Sendable {
    package var type: TypeName?
    package var isNullable: Bool?
    package var defaultValue: DefaultValue?
    package var identity: Identity?
    package var generated: Generated?
    package var collation: ObjectName?
    package var storage: String?
    package var compression: String?
    package var statisticsTarget: Int?

    package enum DefaultValue: Hashable, Sendable {
        case none
        case expression(Expression)
    }
    package enum Identity: String, Hashable, Sendable { case none, always, byDefault }
    package enum Generated: Hashable, Sendable {
        case none
        case stored(Expression)
    }

    package init(
        type: TypeName? = nil, isNullable: Bool? = nil, defaultValue: DefaultValue? = nil, identity: Identity? = nil,
        generated: Generated? = nil, collation: ObjectName? = nil, storage: String? = nil, compression: String? = nil,
        statisticsTarget: Int? = nil
    ) {
        self.type = type
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.identity = identity
        self.generated = generated
        self.collation = collation
        self.storage = storage
        self.compression = compression
        self.statisticsTarget = statisticsTarget
    }
}
