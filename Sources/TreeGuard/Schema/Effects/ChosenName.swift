/// The names that PostgreSQL chooses for unnamed objects (makeObjectName, ChooseIndexName, ChooseConstraintName),
/// without the number that it appends if a name is taken.
package enum ChosenName {
    /// The longest name in bytes: NAMEDATALEN - 1.
    package static let limit = 63

    package static func primaryKey(of table: String) -> String { joined(table, nil, "pkey") }
    package static func unique(of table: String, _ columns: [String]) -> String {
        joined(table, addition(columns), "key")
    }
    package static func exclusion(of table: String, _ elements: [Index.Element], _ include: [String]) -> String {
        joined(table, addition(elements.map(\.chosenKeyName) + include), "excl")
    }
    package static func foreignKey(of table: String, _ columns: [String]) -> String {
        joined(table, addition(columns), "fkey")
    }
    package static func check(of table: String, _ expression: Expression) -> String {
        let columns = Set(expression.columns)
        return joined(table, columns.count == 1 ? columns.first : nil, "check")
    }
    package static func check(ofDomain domain: String) -> String { joined(domain, nil, "check") }
    package static func index(on table: String, _ index: Index) -> String {
        joined(table, addition(index.elements.map(\.chosenKeyName) + index.include), "idx")
    }
    package static func sequence(of table: String, _ column: String) -> String { joined(table, column, "seq") }

    /// Column names joined by underscores, with a number after a repeated name, cut at the point where PostgreSQL stops
    /// adding (ChooseIndexColumnNames).
    private static func addition(_ columns: [String]) -> String {
        var seen: Set<String> = []
        var text = ""
        for column in columns {
            var name = column
            var number = 0
            while !seen.insert(name).inserted {
                number += 1
                name = String(decoding: column.utf8.prefix(limit - "\(number)".utf8.count), as: UTF8.self) + "\(number)"
            }
            text += (text.isEmpty ? "" : "_") + name
            if text.utf8.count > limit { break }
        }
        return text
    }

    /// `first_second_label`: the longer of the two first parts is shortened until the name fits.
    private static func joined(_ first: String, _ second: String?, _ label: String) -> String {
        let overhead = label.utf8.count + 1 + (second == nil ? 0 : 1)
        var a = first.utf8.count
        var b = second?.utf8.count ?? 0
        while a + b > limit - overhead {
            if a > b { a -= 1 } else { b -= 1 }
        }
        let parts = [clipped(first, a)] + (second.map { [clipped($0, b)] } ?? []) + [label]
        return parts.joined(separator: "_")
    }

    /// The first bytes, without a character that the cut would split.
    private static func clipped(_ text: String, _ count: Int) -> String {
        var bytes = Array(text.utf8.prefix(count))[...]
        while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Index.Element {
    fileprivate var chosenKeyName: String {
        switch key {
        case .column(let name): name
        case .expression(let expression): expression.figuredName?.name ?? "expr"
        }
    }
}

extension Expression {
    /// The name that PostgreSQL would give to a column of this expression (FigureColnameInternal). `isWeak` is true if
    /// a better name would replace it.
    fileprivate var figuredName: (name: String, isWeak: Bool)? {
        switch self {
        case .column(let path): return path.last.map { ($0, false) }
        case .call(let function, _): return (function.name, false)
        case .conditional(let name, _): return (name.lowercased(), false)
        case .array: return ("array", false)
        case .row: return ("row", false)
        case .keyword(let word): return (String(word.prefix { $0 != "(" }).lowercased(), false)
        case .collate(let inner, _), .element(let inner, _): return inner.figuredName
        case .cast(let inner, let type):
            if let figured = inner.figuredName, !figured.isWeak { return figured }
            return (type.name.name, true)
        case .caseWhen(_, _, let otherwise):
            if let figured = otherwise?.figuredName, !figured.isWeak { return figured }
            return ("case", true)
        default: return nil
        }
    }
}
