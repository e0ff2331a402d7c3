import CPgQuery
import TreeGuardCore

/// Every relation that stands anywhere in a statement, found by protobuf's own description of its messages: a reading of
/// each kind of node would miss the next one.
struct RelationNames {
    private(set) var found: [ObjectName] = []
    /// Those of which rows are written, by the statement itself or by one of its WITH.
    private(set) var written: [ObjectName] = []
    private var seen: Set<ObjectName> = []
    /// WITH gives names to queries; without a schema they hide relations.
    private var queries: Set<String> = []
    private var waiting: [UnsafeMutablePointer<ProtobufCMessage>] = []

    init(in node: Node) {
        wait(for: node)
        while let message = waiting.popLast() { visit(message) }
        found.removeAll { $0.schema == nil && queries.contains($0.name) }
    }

    private mutating func wait(for message: UnsafeMutableRawPointer) {
        waiting.append(message.assumingMemoryBound(to: ProtobufCMessage.self))
    }

    private mutating func visit(_ message: UnsafeMutablePointer<ProtobufCMessage>) {
        let descriptor = message.pointee.descriptor.pointee
        let raw = UnsafeMutableRawPointer(message)
        switch String(cString: descriptor.short_name) {
        case "RangeVar": add(raw.assumingMemoryBound(to: PgQuery__RangeVar.self))
        case "CommonTableExpr":
            queries.insert(string(raw.assumingMemoryBound(to: PgQuery__CommonTableExpr.self).pointee.ctename))
        case "InsertStmt": write(raw.assumingMemoryBound(to: PgQuery__InsertStmt.self).pointee.relation)
        case "UpdateStmt": write(raw.assumingMemoryBound(to: PgQuery__UpdateStmt.self).pointee.relation)
        case "DeleteStmt": write(raw.assumingMemoryBound(to: PgQuery__DeleteStmt.self).pointee.relation)
        case "MergeStmt": write(raw.assumingMemoryBound(to: PgQuery__MergeStmt.self).pointee.relation)
        default: break
        }
        for field in UnsafeBufferPointer(start: descriptor.fields, count: Int(descriptor.n_fields))
        where field.type == PROTOBUF_C_TYPE_MESSAGE {
            wait(for: field, of: raw)
        }
    }

    private mutating func wait(for field: ProtobufCFieldDescriptor, of message: UnsafeMutableRawPointer) {
        let place = message + Int(field.offset)
        let quantifier = message + Int(field.quantifier_offset)
        if field.label == PROTOBUF_C_LABEL_REPEATED {
            guard let list = place.load(as: UnsafeMutablePointer<UnsafeMutableRawPointer?>?.self) else { return }
            let count = quantifier.load(as: Int.self)
            for member in UnsafeBufferPointer(start: list, count: count) { member.map { wait(for: $0) } }
            return
        }
        // Of a oneof, every member lies at the same place: which one it is, a number beside it tells.
        let isOneOf = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
        guard !isOneOf || quantifier.load(as: UInt32.self) == field.id else { return }
        place.load(as: UnsafeMutableRawPointer?.self).map { wait(for: $0) }
    }

    private mutating func write(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) {
        if let relation { written.append(ObjectName(relation)) }
    }

    private mutating func add(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>) {
        let name = ObjectName(relation)
        if !name.name.isEmpty, seen.insert(name).inserted { found.append(name) }
    }
}
