import CPgQuery
import TreeGuardCore

/// Every relation that stands anywhere in a statement.
struct RelationNames {
    private(set) var found: [ObjectName] = []
    /// Those of which rows are written, by the statement itself or by one of its WITH.
    private(set) var written: [ObjectName] = []
    private var seen: Set<ObjectName> = []
    /// WITH gives names to queries; without a schema they hide relations.
    private var queries: Set<String> = []

    init(in node: Node) {
        var waiting = [Message(node)].compactMap(\.self)
        while let message = waiting.popLast() {
            visit(message)
            waiting += message.parts
        }
        found.removeAll { $0.schema == nil && queries.contains($0.name) }
    }

    private mutating func visit(_ message: Message) {
        if message.isKind("RangeVar") {
            add(message.reading(PgQuery__RangeVar.self))
        } else if message.isKind("CommonTableExpr") {
            queries.insert(string(message.reading(PgQuery__CommonTableExpr.self).pointee.ctename))
        } else if message.isKind("InsertStmt") {
            write(message.reading(PgQuery__InsertStmt.self).pointee.relation)
        } else if message.isKind("UpdateStmt") {
            write(message.reading(PgQuery__UpdateStmt.self).pointee.relation)
        } else if message.isKind("DeleteStmt") {
            write(message.reading(PgQuery__DeleteStmt.self).pointee.relation)
        } else if message.isKind("MergeStmt") {
            write(message.reading(PgQuery__MergeStmt.self).pointee.relation)
        }
    }

    private mutating func write(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) {
        if let relation { written.append(ObjectName(relation)) }
    }

    private mutating func add(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>) {
        let name = ObjectName(relation)
        if !name.name.isEmpty, seen.insert(name).inserted { found.append(name) }
    }
}
