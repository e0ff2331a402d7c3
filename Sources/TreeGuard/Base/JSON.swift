/// A JSON value that keeps the order of its members, so that output is stable.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Int)
    /// A number with a fraction or an exponent, or one too large for 64 bits, as it was written. We write none
    /// ourselves.
    case decimal(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// An object with the members in this order. Members that are nil are left out.
    package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// The JSON indented by two spaces, with a newline at the end.
    package var text: String {
        var out = ""
        write(to: &out, indent: 0)
        return out + "\n"
    }

    /// The JSON on one line.
    package var line: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .number(let value): out += String(value)
        case .decimal(let text): out += text
        case .string(let value): JSON.write(value, to: &out)
        case .array(let values):
            JSON.write(values, "[", "]", to: &out, indent) { value, out, indent in value.write(to: &out, indent: indent)
            }
        case .object(let members):
            JSON.write(members, "{", "}", to: &out, indent) { member, out, indent in
                JSON.write(member.name, to: &out)
                out += indent == nil ? ":" : ": "
                member.value.write(to: &out, indent: indent)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to out: inout String, _ indent: Int?,
        _ body: (Element, inout String, Int?) -> Void
    ) {
        guard !elements.isEmpty else {
            out += open + close
            return
        }
        let inner = indent.map { "\n" + String(repeating: " ", count: $0 + 2) } ?? ""
        out += open
        for (index, element) in elements.enumerated() {
            out += (index == 0 ? "" : ",") + inner
            body(element, &out, indent.map { $0 + 2 })
        }
        out += (indent.map { "\n" + String(repeating: " ", count: $0) } ?? "") + close
    }

    /// Escapes quotes, backslashes and control characters, as RFC 8259 requires, and all other characters that are
    /// unsafe on a terminal.
    private static func write(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where Escaped.needsSpelling(scalar):
                // All of these are in the basic plane, so four digits are enough.
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
    package init(arrayLiteral values: JSON...) { self = .array(values) }
    package init(nilLiteral: ()) { self = .null }
}
