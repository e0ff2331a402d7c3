import CPgQuery
import Glibc

/// One message of the parse tree, of any kind. It lists its fields through protobuf's descriptor, so new kinds of nodes
/// need no code here.
struct Message {
    private let start: UnsafeMutableRawPointer
    private let descriptor: ProtobufCMessageDescriptor

    init?(_ start: UnsafeMutableRawPointer?) {
        guard let start, let described = start.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
        else { return nil }
        (self.start, descriptor) = (start, described.pointee)
    }

    /// True for a message of this kind: "RangeVar", "CommonTableExpr".
    func isKind(_ name: StaticString) -> Bool {
        strcmp(descriptor.short_name, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }

    func reading<Value>(_ type: Value.Type) -> UnsafeMutablePointer<Value> { start.assumingMemoryBound(to: type) }

    /// The messages in its fields, in the order of the fields.
    var parts: [Message] {
        UnsafeBufferPointer(start: descriptor.fields, count: Int(descriptor.n_fields)).flatMap { field in
            field.type == PROTOBUF_C_TYPE_MESSAGE ? messages(in: field) : []
        }
    }

    private func messages(in field: ProtobufCFieldDescriptor) -> [Message] {
        let place = start + Int(field.offset)
        let quantifier = start + Int(field.quantifier_offset)
        if field.label == PROTOBUF_C_LABEL_REPEATED {
            guard let list = place.load(as: UnsafeMutablePointer<UnsafeMutableRawPointer?>?.self) else { return [] }
            return UnsafeBufferPointer(start: list, count: quantifier.load(as: Int.self)).compactMap { Message($0) }
        }
        // All members of a oneof share one address; the number beside it names the member.
        let isOneOf = field.flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
        guard !isOneOf || quantifier.load(as: UInt32.self) == field.id else { return [] }
        return Message(place.load(as: UnsafeMutableRawPointer?.self)).map { [$0] } ?? []
    }
}
