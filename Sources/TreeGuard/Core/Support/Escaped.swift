/// Text from outside (file names, server messages, branch names) made fit for a terminal: control characters,
/// escapes and direction overrides are spelled out, so that nothing foreign moves the cursor or hides a letter.
package struct Escaped: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) {
        guard text.unicodeScalars.contains(where: Escaped.needsSpelling) else {
            description = text
            return
        }
        var out = ""
        for scalar in text.unicodeScalars {
            if Escaped.needsSpelling(scalar) {
                out += Escaped.spelling(of: scalar)
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        description = out
    }

    static func needsSpelling(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        // Zero width characters, line separators and direction overrides ("trojan source").
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func spelling(of scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
}
