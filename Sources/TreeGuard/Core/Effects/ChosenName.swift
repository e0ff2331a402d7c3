/// The names that PostgreSQL gives to what a statement leaves unnamed (makeObjectName, ChooseIndexName,
/// ChooseConstraintName), without the numbering that it adds when a name is taken.
enum ChosenName {
    /// NAMEDATALEN - 1.
    static let limit = 63

    static func primaryKey(of table: String) -> String { joined(table, nil, "pkey") }
    static func unique(of table: String, _ columns: [String]) -> String { joined(table, addition(columns), "key") }
    static func exclusion(of table: String, _ keys: [String]) -> String { joined(table, addition(keys), "excl") }
    static func foreignKey(of table: String, _ columns: [String]) -> String {
        joined(table, addition(columns), "fkey")
    }
    static func check(of table: String, _ expression: Expression) -> String {
        let columns = Set(expression.columns)
        return joined(table, columns.count == 1 ? columns.first : nil, "check")
    }
    static func index(on table: String, _ elements: [Index.Element]) -> String {
        joined(table, addition(elements.map(\.chosenKeyName)), "idx")
    }
    static func sequence(of table: String, _ column: String) -> String { joined(table, column, "seq") }

    /// Column names joined by underscores, cut where PostgreSQL stops adding.
    private static func addition(_ columns: [String]) -> String {
        var text = ""
        for column in columns {
            if !text.isEmpty { text += "_" }
            text += column
            if text.utf8.count >= limit { break }
        }
        return text
    }

    /// `first_second_label`, where the longer of the two first parts is cut until all fits.
    private static func joined(_ first: String, _ second: String?, _ label: String) -> String {
        let overhead = label.utf8.count + 1 + (second == nil ? 0 : 1)
        var a = Array(first.utf8)
        var b = Array((second ?? "").utf8)
        while a.count + b.count > limit - overhead {
            if a.count > b.count { a.removeLast() } else { b.removeLast() }
        }
        let parts = [clipped(a)] + (second == nil ? [] : [clipped(b)]) + [label]
        return parts.joined(separator: "_")
    }

    /// Drops a character that was cut in the middle.
    private static func clipped(_ bytes: [UInt8]) -> String {
        var bytes = bytes[...]
        while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Index.Element {
    /// What an index element contributes to the chosen name: the column, a function's name, or "expr".
    fileprivate var chosenKeyName: String {
        switch key {
        case .column(let name): name
        case .expression(.call(let function, _)): function.name
        case .expression: "expr"
        }
    }
}

extension Expression {
    /// The columns that it mentions, without their tables.
    package var columns: [String] {
        if case .column(let path) = self { return path.last.map { [$0] } ?? [] }
        return children.flatMap(\.columns)
    }

    /// The expressions directly inside.
    package var children: [Expression] {
        switch self {
        case .column, .number, .string, .boolean, .null, .bits, .keyword, .other: []
        case .call(_, let inner), .operation(_, let inner), .and(let inner), .or(let inner), .array(let inner),
            .row(let inner), .conditional(_, let inner):
            inner
        case .not(let inner), .cast(let inner, _), .isNull(let inner), .isNotNull(let inner), .isTruth(let inner, _),
            .collate(let inner, _), .element(let inner, _):
            [inner]
        case .any(_, let left, let right), .all(_, let left, let right): [left, right]
        case .caseWhen(let operand, let arms, let otherwise):
            [operand].compactMap(\.self) + arms.flatMap { [$0.condition, $0.result] } + [otherwise].compactMap(\.self)
        }
    }
}
