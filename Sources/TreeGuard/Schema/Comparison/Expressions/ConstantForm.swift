/// The canonical text of constants, type by type: what the server makes of what a person writes.
enum ConstantForm {
    /// True if two texts are one value of the type.
    static func compare(_ a: String, _ b: String, as type: TypeName) -> Outcome {
        if a == b { return .same }
        if type.arrayDimensions > 0 {
            guard let x = arrayForm(a), let y = arrayForm(b) else { return .uncomparable }
            return x == y ? .same : type.element.isText || type.element.numberRank != nil ? .different : .uncomparable
        }
        if type.name.schema != nil { return isWord(a) && isWord(b) ? .different : .uncomparable }
        guard let x = form(of: a, as: type.name.name), let y = form(of: b, as: type.name.name) else {
            return .uncomparable
        }
        return x == y ? .same : .different
    }

    /// nil where the text is in a form that is not known here.
    private static func form(of text: String, as type: String) -> String? {
        switch type {
        case "text", "varchar", "name", "char", "bit", "varbit": text
        case "bpchar": String(text.reversed().drop { $0 == " " }.reversed())
        case "int2", "int4", "int8", "numeric", "float4", "float8", "oid": DecimalText(trimmed(text))?.canonical
        case "bool": boolean(trimmed(text)).map { $0 ? "t" : "f" }
        case "uuid": uuid(text)
        case "jsonb": JSONText.canonical(text)
        case "bytea": text.hasPrefix("\\x") ? text.lowercased() : nil
        case "date": DateTimeText(trimmed(text)).flatMap { $0.isDateOnly ? $0.date : nil }
        case "timestamp": DateTimeText(trimmed(text)).map { $0.date + " " + $0.time }
        // Without a zone it depends on the session that wrote it.
        case "timestamptz": DateTimeText(trimmed(text)).flatMap(\.instant)
        case "time": DateTimeText.time(of: trimmed(text)[...])
        case "interval": IntervalText(trimmed(text))?.canonical
        case "inet", "cidr", "macaddr":
            text.allSatisfy { $0.isHexDigit || ".:/".contains($0) } ? text.lowercased() : nil
        case "regclass": ObjectName(text: text)?.description
        case "regconfig", "regdictionary": ObjectName(text: text)?.name
        default: nil
        }
    }

    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "t", "true", "y", "yes", "on", "1": true
        case "f", "false", "n", "no", "off", "0": false
        default: nil
        }
    }

    private static func uuid(_ text: String) -> String? {
        let digits = text.lowercased().filter { $0 != "-" && $0 != "{" && $0 != "}" }
        return digits.count == 32 && digits.allSatisfy(\.isHexDigit) ? digits : nil
    }

    /// `{a, b}` is `{a,b}`. Quotes and nested arrays are beyond it.
    private static func arrayForm(_ text: String) -> String? {
        guard text.hasPrefix("{"), text.hasSuffix("}"), !text.contains("\"") else { return nil }
        let inner = text.dropFirst().dropLast()
        guard !inner.contains("{"), !inner.contains("\\") else { return nil }
        return inner.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
            .joined(separator: ",")
    }

    /// A value of an enumeration, most likely: equal only to itself.
    private static func isWord(_ text: String) -> Bool {
        text.contains(where: \.isLetter) && text.allSatisfy { $0.isLetter || $0.isNumber || "_- ".contains($0) }
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// A decimal number, whatever its spelling: 1.50, 01.5 and 15e-1 are one.
struct DecimalText {
    let canonical: String

    init?(_ text: String) {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let digits = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = String(digits[0])
        let fraction = digits.count == 2 ? String(digits[1]) : ""
        guard !(whole + fraction).isEmpty, (whole + fraction).utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        var exponent = 0
        if parts.count == 2 {
            guard let power = Int(parts[1]), power.magnitude < 400 else { return nil }
            exponent = power
        }
        // Digits without leading and trailing zeros, and the power of ten that they are to be taken by.
        exponent -= fraction.count
        var all = (whole + fraction)[...].drop { $0 == "0" }
        while all.last == "0" {
            all = all.dropLast()
            exponent += 1
        }
        canonical = all.isEmpty ? "0" : (isNegative ? "-" : "") + all + "e\(exponent)"
    }
}
