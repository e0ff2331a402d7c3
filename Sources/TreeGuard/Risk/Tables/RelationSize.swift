/// How much a relation holds; what nobody knows is nil.
package struct RelationSize: Hashable, Sendable {
    /// With its indexes and what lies out of line.
    package var bytes: Int?
    /// The rows, as the server estimates them.
    package var rows: Int?

    package init(bytes: Int? = nil, rows: Int? = nil) {
        self.bytes = bytes
        self.rows = rows
    }

    package static func + (a: RelationSize, b: RelationSize) -> RelationSize {
        func sum(_ a: Int?, _ b: Int?) -> Int? { a == nil ? b : a.map { $0 + (b ?? 0) } }
        return RelationSize(bytes: sum(a.bytes, b.bytes), rows: sum(a.rows, b.rows))
    }

    /// How much it matters that a statement reads or rewrites all of it.
    package enum Weight: Int, Hashable, Sendable, Comparable {
        case small, middling, large

        package static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    // A disk of today reads 100 MB in about a second, and a rewrite takes several: long enough for a queue of clients to
    // be noticed. A tenth of that is worth a word.
    package static let largeBytes = 100_000_000
    package static let largeRows = 1_000_000

    /// The weight. An unknown size counts as large.
    package var weight: Weight {
        guard bytes != nil || rows != nil else { return .large }
        let bytes = bytes ?? 0
        let rows = rows ?? 0
        if bytes >= RelationSize.largeBytes || rows >= RelationSize.largeRows { return .large }
        if bytes >= RelationSize.largeBytes / 10 || rows >= RelationSize.largeRows / 10 { return .middling }
        return .small
    }
}
