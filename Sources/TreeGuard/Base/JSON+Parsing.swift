extension JSON {
    /// The place where a text is not JSON, and why.
    package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
        package let why: String
        /// Counting from 1.
        package let line: Int

        package init(why: String, line: Int) {
            self.why = why
            self.line = line
        }

        package var description: String { "line \(line): \(why)" }
    }

    /// Reads one value as RFC 8259 has it: no comments, no comma before an end, no byte order mark.
    package static func parse(_ bytes: [UInt8]) throws(Malformed) -> JSON {
        var parser = JSONParser(bytes)
        return try parser.whole()
    }

    /// The member of that name; of two, the last, as JavaScript takes it.
    package subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var integer: Int? { if case .number(let value) = self { value } else { nil } }
    package var elements: [JSON]? { if case .array(let values) = self { values } else { nil } }
}

private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(JSON.Malformed) -> JSON {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw malformed("something follows the end") }
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func malformed(_ why: String) -> JSON.Malformed {
        JSON.Malformed(why: why, line: 1 + bytes.prefix(position).count { $0 == UInt8(ascii: "\n") })
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSON.Malformed) -> JSON {
        skipSpace()
        // Deeper than any file of ours, and far from the end of the stack.
        guard depth < 64 else { throw malformed("too deeply nested") }
        depth += 1
        defer { depth -= 1 }
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case let byte? where byte.isDigit || byte == UInt8(ascii: "-"): return try number()
        case nil: throw malformed("it ends too early")
        default:
            for (word, value) in [("null", JSON.null), ("true", .bool(true)), ("false", .bool(false))]
            where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return value
            }
            throw malformed("no value begins like this")
        }
    }

    private mutating func object() throws(JSON.Malformed) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed("a name in quotes is missing") }
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw malformed("a colon is missing") }
            members.append(JSON.Member(name, try value()))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw malformed("a comma or } is missing") }
        return .object(members)
    }

    private mutating func array() throws(JSON.Malformed) -> JSON {
        position += 1
        var values: [JSON] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat { values.append(try value()) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw malformed("a comma or ] is missing") }
        return .array(values)
    }

    /// A whole number that fits 64 bits; any other stays the text that it is.
    private mutating func number() throws(JSON.Malformed) -> JSON {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let whole = try digits()
        guard whole.count == 1 || whole.first != UInt8(ascii: "0") else { throw malformed("a number begins with zero") }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            position += 1
            _ = try digits()
            isWhole = false
        }
        if let byte = next, "eE".utf8.contains(byte) {
            position += 1
            if let sign = next, "+-".utf8.contains(sign) { position += 1 }
            _ = try digits()
            isWhole = false
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return isWhole ? Int(text).map { .number($0) } ?? .decimal(text) : .decimal(text)
    }

    private mutating func digits() throws(JSON.Malformed) -> ArraySlice<UInt8> {
        let digits = bytes[position...].prefix(while: \.isDigit)
        guard !digits.isEmpty else { throw malformed("not a number") }
        position += digits.count
        return digits
    }

    private mutating func string() throws(JSON.Malformed) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw malformed("text that is no UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): text.append(contentsOf: try escaped())
            case 0..<0x20: throw malformed("a control character within quotes")
            default: text.append(byte)
            }
        }
        throw malformed("a quote is not closed")
    }

    private mutating func escaped() throws(JSON.Malformed) -> [UInt8] {
        guard let byte = next else { throw malformed("it ends too early") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: "\\u".utf8) {
                position += 2
                units.append(try unit())
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        default: throw malformed("an unknown escape")
        }
    }

    private mutating func unit() throws(JSON.Malformed) -> UInt16 {
        let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt16(digits, radix: 16)
        else { throw malformed("an escape without its four digits") }
        position += 4
        return unit
    }
}
