import CPgQuery
import Glibc
import TreeGuardCore

/// The relations that a query reads or that rows are written to, wherever in the statement they stand.
struct ReadRelations {
    private(set) var names: [ObjectName] = []
    /// What WITH calls a query is no relation.
    private var local: Set<String> = []

    static func names(in node: Node) -> [ObjectName] {
        var found = ReadRelations()
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_VIEW_STMT: value.view_stmt.pointee.query.map { found.look(at: $0) }
        case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
            value.create_table_as_stmt.pointee.query.map { found.look(at: $0) }
        case PG_QUERY__NODE__NODE_INSERT_STMT: found.look(atInsert: value.insert_stmt)
        case PG_QUERY__NODE__NODE_SELECT_STMT, PG_QUERY__NODE__NODE_UPDATE_STMT, PG_QUERY__NODE__NODE_DELETE_STMT,
            PG_QUERY__NODE__NODE_MERGE_STMT, PG_QUERY__NODE__NODE_COPY_STMT, PG_QUERY__NODE__NODE_TRUNCATE_STMT:
            found.look(at: node)
        default: return []
        }
        var seen: Set<ObjectName> = []
        return found.names.filter { name in
            let isLocal = name.schema == nil && (found.local.contains(name.name) || name.name.hasPrefix("pg_"))
            return !isLocal && seen.insert(name).inserted
        }
    }

    /// Of plain rows only the table counts: there may be very many.
    private mutating func look(atInsert insert: UnsafeMutablePointer<PgQuery__InsertStmt>) {
        let query = insert.pointee.select_stmt
        let isOfRows = query.map {
            $0.kind == PG_QUERY__NODE__NODE_SELECT_STMT && $0.pointee.select_stmt.pointee.n_values_lists > 0
        }
        if isOfRows ?? true, insert.pointee.with_clause == nil, insert.pointee.on_conflict_clause == nil {
            insert.pointee.relation.map { names.append(ObjectName($0)) }
        } else {
            look(at: insert)
        }
    }

    private mutating func look<Message>(at message: UnsafeMutablePointer<Message>) {
        look(UnsafeMutableRawPointer(message).assumingMemoryBound(to: ProtobufCMessage.self))
    }

    /// Every message of the tree says itself what it is made of.
    private mutating func look(_ message: UnsafeMutablePointer<ProtobufCMessage>) {
        guard let descriptor = message.pointee.descriptor else { return }
        switch ReadRelations.kind(of: descriptor) {
        case .relation:
            names.append(ObjectName(UnsafeMutableRawPointer(message).assumingMemoryBound(to: PgQuery__RangeVar.self)))
        // SELECT INTO makes it.
        case .made: return
        case .local:
            let query = UnsafeMutableRawPointer(message).assumingMemoryBound(to: PgQuery__CommonTableExpr.self)
            local.insert(string(query.pointee.ctename))
            lookInside(message, descriptor)
        case .other: lookInside(message, descriptor)
        }
    }

    private mutating func lookInside(
        _ message: UnsafeMutablePointer<ProtobufCMessage>, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    ) {
        let base = UnsafeMutableRawPointer(message)
        for field in UnsafeBufferPointer(start: descriptor.pointee.fields, count: Int(descriptor.pointee.n_fields))
        where field.type == PROTOBUF_C_TYPE_MESSAGE {
            let place = base + Int(field.offset)
            let quantifier = base + Int(field.quantifier_offset)
            if field.label == PROTOBUF_C_LABEL_REPEATED {
                let count = quantifier.load(as: Int.self)
                let list = place.load(as: UnsafeMutablePointer<UnsafeMutablePointer<ProtobufCMessage>?>?.self)
                for part in UnsafeBufferPointer(start: list, count: list == nil ? 0 : count) { part.map { look($0) } }
            } else {
                // Of the members of a union, one is set.
                let isUnion = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
                if isUnion, quantifier.load(as: UInt32.self) != field.id { continue }
                place.load(as: UnsafeMutablePointer<ProtobufCMessage>?.self).map { look($0) }
            }
        }
    }

    private enum Kind { case relation, local, made, other }

    private static func kind(of descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> Kind {
        guard let name = descriptor.pointee.short_name else { return .other }
        if strcmp(name, "RangeVar") == 0 { return .relation }
        if strcmp(name, "CommonTableExpr") == 0 { return .local }
        return strcmp(name, "IntoClause") == 0 ? .made : .other
    }
}
