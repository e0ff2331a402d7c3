/// Text from outside (file names, server messages, branch names), made safe for a terminal. Control characters, escapes
/// and direction overrides are spelled out, so that the text cannot move the cursor or hide a letter.
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
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        // Interlinear annotation marks, and characters that are never shown.
        case 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// One line of a page. Our own colours stay (`TextStyle.paint`); nothing else can move the cursor or end the line.
    /// The code that builds a page escapes outside text; this is the second defence.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: needsSpelling) else { return text }
        var out = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if let ink = ink(at: rest) {
                out.unicodeScalars.append(contentsOf: ink)
                rest = rest.dropFirst(ink.count)
                continue
            }
            out += needsSpelling(scalar) ? spelling(of: scalar) : String(Character(scalar))
            rest = rest.dropFirst()
        }
        return out
    }

    /// The colour code at the start of a text, such as `ESC [ 1;31 m`.
    private static func ink(at text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
        guard text.starts(with: "\u{1B}[".unicodeScalars) else { return nil }
        let codes = text.dropFirst(2).prefix { $0 != "m" }.prefix(12)
        guard text.dropFirst(2 + codes.count).first == "m" else { return nil }
        let known = codes.split(separator: ";").allSatisfy { code in
            let code = String(String.UnicodeScalarView(code))
            return code == "0" || TextStyle.Ink(rawValue: code) != nil
        }
        return known ? text.prefix(3 + codes.count) : nil
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
