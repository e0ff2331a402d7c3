/// A cast on one side alone: was it the server's, or did somebody write it?
extension ExpressionComparison {
    func casts(_ expected: Expression, _ found: Expression) -> Outcome? {
        switch (expected, found) {
        case (.cast(let a, let type), .cast(let b, let other)):
            if isSame(type, other) { return same(a, b) }
            // The server may have added another around the one that was written.
            return same(expected, b) == .different && same(a, b) == .different ? .different : .uncomparable
        // What changes nothing is left out by the server, and was left out before the comparison too.
        case (.cast(let a, _), _): return types.type(of: a) == nil ? same(a, found).withDoubt : .different
        case (_, .cast(let b, let type)):
            let outcome = same(expected, b).withDoubt
            guard let own = types.type(of: expected), own.isPlain, type.isPlain else { return outcome }
            return own.convertsUnasked(to: type) ? outcome : .different
        default: return nil
        }
    }

    /// Operands of one operator: each may have been converted to meet the other.
    func operands(_ expected: [Expression], _ found: [Expression], around name: String) -> Outcome {
        guard expected.count == 2 else { return .all(zip(expected, found).map { same($0, $1) }) }
        return .all([
            operand(expected[0], found[0], beside: expected[1], found[1], around: name),
            operand(expected[1], found[1], beside: expected[0], found[0], around: name),
        ])
    }

    private func operand(
        _ expected: Expression, _ found: Expression, beside sibling: Expression, _ foundSibling: Expression,
        around name: String
    ) -> Outcome {
        let isCommon = ExpressionComparison.commonOperators.contains(name)
        guard let own = types.type(of: expected) else { return same(expected, found) }
        guard case .cast(let inner, let type) = found, !isSame(own, type) else {
            // A column beside a wider number is always converted.
            let isConverted = types.type(of: sibling).flatMap { own.converted(toMeet: $0) } != nil
            let isMissing =
                isCommon && isConverted && !expected.isConstant && own.numberRank != nil
                && !own.isInteger(beside: types.type(of: sibling))
            return isMissing && !found.isCast ? .different : same(expected, found)
        }
        if let other = types.type(of: sibling) {
            if own.isConverted(to: type, toMeet: other) { return same(expected, inner) }
            return isCommon && own.isPlain && other.isPlain ? .different : same(expected, inner).withDoubt
        }
        // A string takes the type of what it stands beside.
        if case .string = sibling, isCommon, own.isPlain { return .different }
        // Beside something of unknown type that was not converted itself, a number was converted to meet it.
        if own.numberRank != nil, expected.isConstant, !foundSibling.isConstant, sibling.isCast == foundSibling.isCast {
            return same(expected, inner)
        }
        return same(expected, found)
    }

    /// Operators that exist for every pair of numbers and for every plain type with itself.
    private static let commonOperators: Set<String> = [
        "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "IS DISTINCT FROM", "~~", "!~~", "~~*", "!~~*", "~",
        "!~", "~*", "!~*",
    ]

    /// Expressions that are all converted to one type: the elements of an array, the results of CASE.
    func listed(_ expected: [Expression], _ found: [Expression]) -> Outcome {
        let common = types.commonType(of: expected)
        return .all(
            zip(expected, found).map { a, b in
                guard case .cast(let inner, let type) = b, let own = types.type(of: a), !isSame(own, type), let common
                else { return same(a, b) }
                if own.isConverted(to: type, toMeet: common) { return same(a, inner) }
                return own.isPlain && common.isPlain ? .different : same(a, b)
            })
    }

    /// `value = ANY (list)`: all are converted to one type.
    func membership(_ expected: (Expression, Expression), _ found: (Expression, Expression)) -> Outcome {
        guard case .array(let list) = expected.1, case .array(let foundList) = found.1 else {
            return .all([same(expected.0, found.0), same(expected.1, found.1)])
        }
        guard list.count == foundList.count else { return .different }
        return listed([expected.0] + list, [found.0] + foundList)
    }
}

extension TypeName {
    /// Integers of any width meet without a conversion.
    fileprivate func isInteger(beside other: TypeName?) -> Bool { isInteger && other?.isInteger == true }
}

extension Expression {
    fileprivate var isCast: Bool { if case .cast = self { true } else { false } }
}

extension TypeName {
    /// Types whose conversions are all known here.
    fileprivate var isPlain: Bool {
        guard name.schema == nil, arrayDimensions == 0 else { return false }
        return numberRank != nil || isText
            || ["bool", "bpchar", "uuid", "date", "timestamp", "timestamptz", "jsonb", "json", "bytea"].contains(
                name.name)
    }

    /// True if the server converts a value so, to meet a value of the other type.
    fileprivate func isConverted(to type: TypeName, toMeet other: TypeName) -> Bool {
        if let target = converted(toMeet: other) { return target == type.withoutModifiers }
        return isInteger && type.isInteger && (type.numberRank ?? 0) <= max(numberRank ?? 0, other.numberRank ?? 0)
    }

    /// True if PostgreSQL has a conversion for arguments of functions (pg_cast.castcontext = 'i').
    fileprivate func convertsUnasked(to type: TypeName) -> Bool {
        if let rank = numberRank, let other = type.numberRank { return rank < other }
        let targets: [String: Set<String>] = [
            "bpchar": ["text", "varchar"], "text": ["bpchar", "varchar"], "varchar": ["bpchar", "text"],
            "date": ["timestamp", "timestamptz"], "timestamp": ["timestamptz"],
        ]
        return targets[name.name]?.contains(type.name.name) ?? false
    }
}
