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
        case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        // Marks of interlinear notes, and letters that are never shown.
        case 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// One line of a page: our own inks stay (`TextStyle.paint`), and nothing else in it moves the cursor or ends the line.
    /// Whoever writes a page escapes what comes from outside; this holds where somebody forgot.
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

    /// `ESC [ 1;31 m` at the beginning of a text.
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
