/// Numbers as text, in the server's spelling.
enum Decimal {
    /// True for digits with at most a sign and a point.
    static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        return digits.contains(where: Lexical.isDigit)
            && digits.allSatisfy { Lexical.isDigit($0) || $0 == UInt8(ascii: ".") }
            && digits.count { $0 == UInt8(ascii: ".") } < 2
    }

    /// Expands exponents as numeric_in does: `1e3` is 1000 and `1.5e-3` is 0.0015. Exponents of 80 and more stay.
    static func spelling(of text: String) -> String {
        let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
        guard parts.count == 2, let exponent = Int(parts[1]), exponent.magnitude < 80 else { return text }
        let isNegative = parts[0].hasPrefix("-")
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa.first ?? "")
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        var digits = whole + fraction
        var point = whole.count + exponent
        if point <= 0 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
        let integer = digits.prefix(point).drop { $0 == "0" }
        let rest = digits.dropFirst(point)
        return (isNegative ? "-" : "") + (integer.isEmpty ? "0" : integer) + (rest.isEmpty ? "" : "." + rest)
    }
}
