/// The source of columns that a new table's statement does not write down.
package enum ColumnOrigin: Hashable, Sendable {
    /// `LIKE source INCLUDING ...`
    case like(ObjectName, including: Set<CopiedPart>)
    /// `OF type`: the attributes of a composite type.
    case type(ObjectName)
    /// `AS SELECT ...`, as the parser prints it, and the names that the statement gives to the first columns.
    case query(String, columns: [String])

    /// The parts that LIKE copies besides names, types and NOT NULL.
    package enum CopiedPart: Int, Hashable, Sendable, CaseIterable {
        // CREATE_TABLE_LIKE_* of nodes/parsenodes.h, by the number of their bit.
        case comments, compression, constraints, defaults, generated, identity, indexes, statistics, storage
    }

    /// How a report speaks of what could not be told.
    package var words: String {
        switch self {
        case .like(let source, _): "what LIKE \(source.spoken) copies"
        case .type: "the columns of its type"
        case .query: "the columns of its query"
        }
    }
}
