extension DefinitionComparison {
    /// Compares the expected facets one by one; others may have any value.
    func match(_ expected: Facets, _ found: Facets) -> Match {
        var match = Match()
        for name in expected.names {
            guard let facet = expected[name] else { continue }
            compare(name, facet, found[name] ?? .text("none"), &match)
        }
        return match
    }

    private func compare(_ name: String, _ expected: Facet, _ found: Facet, _ match: inout Match) {
        switch (expected, found) {
        case (.expression(let a), .expression(let b)): expect(name, a, b, &match)
        case (.type(let a), .type(let b)):
            if !a.isSame(as: b, on: searchPath) { match.differences.append("\(name) is \(b), expected \(a)") }
        case (.flag(let a), .flag(let b)):
            if a != b { match.differences.append(b ? "is \(name), expected not" : "is not \(name)") }
        case (.opaque(let a), .opaque(let b)) where a == b: break
        case (.opaque(let a), .opaque(let b)):
            if let difference = PartitionBounds.difference(a, b) {
                match.differences.append("\(name) \(difference)")
            } else {
                match.uncompared.append(name)
            }
        case (.opaque, _), (_, .opaque): match.uncompared.append(name)
        default: match.expect(name, expected.words, found.words)
        }
    }
}

extension Facet {
    fileprivate var words: String {
        switch self {
        case .flag(let isOn): isOn ? "on" : "off"
        case .text(let text), .opaque(let text): text
        case .list(let words): words.joined(separator: ", ")
        case .set(let words): words.isEmpty ? "none" : words.sorted().joined(separator: ", ")
        case .type(let type): type.description
        case .object(let object): object.words(nil).name
        case .expression: "an expression"
        }
    }
}

/// The bounds of two partitions, as text.
enum PartitionBounds {
    /// nil where they may mean the same: only whole numbers and plain dates are told apart for certain.
    static func difference(_ expected: String, _ found: String) -> String? {
        let bounds = [expected, found].map(literals)
        guard bounds.allSatisfy({ $0.shape.hasPrefix("FOR VALUES") || $0.shape == "DEFAULT" }) else { return nil }
        let told = "is \(found), expected \(expected)"
        if bounds[0].shape != bounds[1].shape { return bounds.allSatisfy(isCertain) ? told : nil }
        let differing = zip(bounds[0].values, bounds[1].values).contains { $0 != $1 && isPlain($0) && isPlain($1) }
        return differing ? told : nil
    }

    private static func isCertain(_ bound: (shape: String, values: [String])) -> Bool {
        bound.values.allSatisfy(isPlain)
    }

    /// The text with a mark for each literal, and the literals.
    private static func literals(_ text: String) -> (shape: String, values: [String]) {
        var shape = ""
        var values: [String] = []
        var word = ""
        var isQuoted = false
        func flush() {
            guard !word.isEmpty else { return }
            let isNumber = word.allSatisfy { $0.isNumber || $0 == "-" } && word.contains(where: \.isNumber)
            if isNumber { values.append(word) }
            shape += isNumber ? "?" : word
            word = ""
        }
        for character in text {
            switch character {
            case "'" where isQuoted:
                values.append(word)
                shape += "?"
                word = ""
                isQuoted = false
            case "'":
                flush()
                isQuoted = true
            case " ", "(", ")", ",":
                if isQuoted {
                    word.append(character)
                } else {
                    flush()
                    shape.append(character)
                }
            default: word.append(character)
            }
        }
        flush()
        return (shape, values)
    }

    /// A whole number, or a date without a time.
    private static func isPlain(_ value: String) -> Bool {
        let digits = value.utf8.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        if digits.count == 10, value.utf8.enumerated().allSatisfy({ $0 == 4 || $0 == 7 ? $1 == 0x2D : digits[$0] }) {
            return true
        }
        let body = value.hasPrefix("-") ? digits.dropFirst() : digits[...]
        return !body.isEmpty && body.allSatisfy(\.self)
    }
}
