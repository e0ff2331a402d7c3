/// Compares an expression as a file writes it with the one that the server prints, which has casts added, operators
/// spelled out and constants in canonical form. It never calls equal what differs, and where it cannot tell it says so.
package struct ExpressionComparison {
    package enum Outcome: Hashable, Sendable {
        case same
        case different
        case uncomparable

        /// Of parts of one whole: one difference decides, one doubt is enough.
        static func all(_ outcomes: some Sequence<Outcome>) -> Outcome {
            var result = Outcome.same
            for outcome in outcomes {
                if outcome == .different { return .different }
                if outcome == .uncomparable { result = .uncomparable }
            }
            return result
        }
    }

    /// The types of the columns at hand: a cast that the server added is told from one that was written by them.
    private let columnTypes: [String: TypeName]

    package init(columnTypes: [String: TypeName] = [:]) { self.columnTypes = columnTypes }

    package func compare(_ expected: Expression, _ found: Expression) -> Outcome {
        if expected == found { return .same }
        switch (expected, found) {
        case (.call(let name, let none), .call(let other, _)) where Expression.call(name, none) == .ownSequence:
            return name == other ? .same : .different
        case (.cast(let a, let type), .cast(let b, let other)):
            return type == other ? compareCast(a, b, type) : compareTypes(type, other, a, b)
        // A cast to the type that the value has anyway is dropped by the server ...
        case (.cast(let inner, let type), _) where hasType(inner, type) || found.isLiteral:
            return compare(inner, found) == .same ? .same : .uncomparable
        // ... and one that conversion needs is added.
        case (_, .cast(let inner, let type)) where isImplicit(inner, type):
            return compareLiteral(expected, inner, type)
        case (.column(let a), .column(let b)): return a.last == b.last ? .same : .different
        case (.operation(let a, let left), .operation(let b, let right)) where left.count == right.count:
            return a == b ? compare(left, right) : .different
        case (.call(let a, let left), .call(let b, let right)) where left.count == right.count:
            return a.name == b.name && (a.schema == nil || a.schema == b.schema) ? compare(left, right) : .different
        case (.and(let a), .and(let b)), (.or(let a), .or(let b)), (.row(let a), .row(let b)),
            (.array(let a), .array(let b)):
            return a.count == b.count ? compare(a, b) : .different
        case (.conditional(let a, let left), .conditional(let b, let right)):
            return a == b && left.count == right.count ? compare(left, right) : .different
        case (.not(let a), .not(let b)), (.isNull(let a), .isNull(let b)), (.isNotNull(let a), .isNotNull(let b)):
            return compare(a, b)
        case (.isTruth(let a, let word), .isTruth(let b, let other)): return word == other ? compare(a, b) : .different
        case (.any(let a, let left, let right), .any(let b, let left2, let right2)),
            (.all(let a, let left, let right), .all(let b, let left2, let right2)):
            return a == b ? .all([compare(left, left2), compare(right, right2)]) : .different
        case (.number(let a), .number(let b)): return compareNumbers(a, b)
        case (.string, .string), (.boolean, .boolean), (.bits, .bits), (.keyword, .keyword): return .different
        case (.collate(let a, let collation), .collate(let b, let other)):
            return collation.name == other.name ? compare(a, b) : .different
        case (.caseWhen(let operand, let arms, let otherwise), .caseWhen(let operand2, let arms2, let otherwise2))
        where arms.count == arms2.count:
            return .all(
                [compare(operand, operand2), compare(otherwise ?? .null, otherwise2 ?? .null)]
                    + zip(arms, arms2).flatMap {
                        [compare($0.condition, $1.condition), compare($0.result, $1.result)]
                    })
        default: return expected.isTransparent && found.isTransparent ? .different : .uncomparable
        }
    }

    private func compare(_ expected: [Expression], _ found: [Expression]) -> Outcome {
        .all(zip(expected, found).map { compare($0, $1) })
    }

    private func compare(_ expected: Expression?, _ found: Expression?) -> Outcome {
        switch (expected, found) {
        case (nil, nil): .same
        case (let a?, let b?): compare(a, b)
        default: .different
        }
    }

    /// Both are cast to one type: the value inside may be in another spelling of that type.
    private func compareCast(_ a: Expression, _ b: Expression, _ type: TypeName) -> Outcome {
        if case .string(let text) = a, case .string(let other) = b {
            if text == other { return .same }
            if type.name.name == "regclass" {
                return text.split(separator: ".").last == other.split(separator: ".").last ? .same : .different
            }
            return type.isText ? .different : .uncomparable
        }
        return compare(a, b)
    }

    private func compareTypes(_ type: TypeName, _ other: TypeName, _ a: Expression, _ b: Expression) -> Outcome {
        // The server adds a cast around one that was written: `'a'::varchar` as text is `('a'::varchar)::text`.
        if case .cast(let inner, let innerType) = b, innerType == type, isImplicit(b, other) {
            return compareCast(a, inner, type)
        }
        if type.name.name == other.name.name, type.modifiers == other.modifiers,
            type.arrayDimensions == other.arrayDimensions, type.name.schema == nil || other.name.schema == nil
        {
            return compareCast(a, b, type)
        }
        return .uncomparable
    }

    /// The server printed a constant with its type, or a column with the conversion that the operator needs.
    private func compareLiteral(_ expected: Expression, _ inner: Expression, _ type: TypeName) -> Outcome {
        switch (expected, inner) {
        case (.number(let a), .string(let b)), (.number(let a), .number(let b)): return compareNumbers(a, b)
        case (.string(let a), .string(let b)):
            if a == b { return .same }
            // `'1 day'` may come back as `'1 day'::interval` in the type's own spelling.
            return type.isText ? .different : .uncomparable
        case (.boolean, .string), (.string, .number), (.string, .boolean): return .uncomparable
        default: return compare(expected, inner)
        }
    }

    private func compareNumbers(_ a: String, _ b: String) -> Outcome {
        if a == b { return .same }
        // 1.0 and 1.00 are one number of two scales; 1e3 and 1000 are one number.
        return a.isPlainInteger && b.isPlainInteger ? .different : .uncomparable
    }

    /// Whether the server adds this cast by itself.
    private func isImplicit(_ inner: Expression, _ type: TypeName) -> Bool {
        switch inner {
        case .string, .number, .null, .boolean, .bits: return true
        case .array(let elements): return elements.allSatisfy { $0.isLiteral || isLiteralCast($0) }
        case .column(let path):
            guard let from = path.last.flatMap({ columnTypes[$0] }) else { return false }
            return from.convertsImplicitly(to: type)
        case .cast(let value, let from):
            return (value.isLiteral || isImplicit(value, from)) && from.convertsImplicitly(to: type)
        default: return false
        }
    }

    private func isLiteralCast(_ expression: Expression) -> Bool {
        if case .cast(let inner, _) = expression { return inner.isLiteral }
        return false
    }

    private func hasType(_ expression: Expression, _ type: TypeName) -> Bool {
        if case .column(let path) = expression { return path.last.flatMap { columnTypes[$0] } == type }
        return false
    }
}

extension Expression {
    var isLiteral: Bool {
        switch self {
        case .string, .number, .boolean, .null, .bits: true
        default: false
        }
    }

    /// Whether everything in it is described, and nothing was added that conversion might explain.
    fileprivate var isTransparent: Bool {
        switch self {
        case .other, .cast, .element: false
        default: children.allSatisfy(\.isTransparent)
        }
    }
}

extension TypeName {
    /// Types whose constants are kept as they are written.
    fileprivate var isText: Bool {
        name.schema == nil && arrayDimensions == 0 && ["text", "varchar", "name"].contains(name.name)
    }

    /// The conversions between built-in types that PostgreSQL makes unasked (pg_cast.castcontext = 'i').
    fileprivate func convertsImplicitly(to other: TypeName) -> Bool {
        guard name.schema == nil, other.name.schema == nil, arrayDimensions == other.arrayDimensions else {
            return false
        }
        let targets: [String: Set<String>] = [
            "varchar": ["text", "bpchar", "name", "varchar"], "bpchar": ["text", "varchar", "bpchar", "name"],
            "name": ["text"], "int2": ["int4", "int8", "numeric", "float4", "float8"],
            "int4": ["int8", "numeric", "float4", "float8"], "int8": ["numeric", "float4", "float8"],
            "numeric": ["float4", "float8", "numeric"], "float4": ["float8"],
            "date": ["timestamp", "timestamptz"], "timestamp": ["timestamptz"], "time": ["timetz", "interval"],
            "cidr": ["inet"], "text": ["varchar", "bpchar", "name"],
        ]
        return targets[name.name]?.contains(other.name.name) ?? false
    }
}

extension String {
    fileprivate var isPlainInteger: Bool {
        let digits = hasPrefix("-") ? dropFirst() : self[...]
        return !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
