/// An index as a statement describes it. A facet that is nil is not mentioned.
package struct Index: Hashable, Sendable {
    /// One indexed column or expression.
    package struct Element: Hashable, Sendable {
        package enum Key: Hashable, Sendable {
            case column(String)
            case expression(Expression)
        }
        package var key: Key
        package var collation: ObjectName?
        package var operatorClass: ObjectName?
        /// `operator_class (name = value)`.
        package var operatorClassOptions: [String: String]
        package var isDescending: Bool
        /// The order of NULLs as it will be stored: last when ascending, first when descending, unless the statement
        /// says otherwise.
        package var nullsFirst: Bool

        package init(
            _ key: Key, collation: ObjectName? = nil, operatorClass: ObjectName? = nil, isDescending: Bool = false,
            nullsFirst: Bool = false, operatorClassOptions: [String: String] = [:]
        ) {
            self.key = key
            self.collation = collation
            self.operatorClass = operatorClass
            self.isDescending = isDescending
            self.nullsFirst = nullsFirst
            self.operatorClassOptions = operatorClassOptions
        }
    }

    package var table: ObjectName
    package var method: String
    package var elements: [Element]
    package var include: [String]
    package var predicate: Expression?
    package var isUnique: Bool
    package var nullsNotDistinct: Bool
    /// `WITH (...)`, name to value.
    package var options: [String: String]
    /// False for what a failed CREATE INDEX CONCURRENTLY leaves behind. Statements promise true.
    package var isValid: Bool

    package init(
        on table: ObjectName, method: String = "btree", elements: [Element], include: [String] = [],
        predicate: Expression? = nil, isUnique: Bool = false, nullsNotDistinct: Bool = false,
        options: [String: String] = [:], isValid: Bool = true
    ) {
        self.table = table
        self.method = method
        self.elements = elements
        self.include = include
        self.predicate = predicate
        self.isUnique = isUnique
        self.nullsNotDistinct = nullsNotDistinct
        self.options = options
        self.isValid = isValid
    }
}
