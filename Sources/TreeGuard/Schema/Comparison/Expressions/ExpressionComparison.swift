/// Compares an expression as a file writes it with the one that the server prints, which has casts added, operators
/// spelled out and constants in canonical form. It never calls equal what differs, and where it cannot tell it says so.
package struct ExpressionComparison {
    let types: TypeInference
    /// The search path by which the server looked up names without a schema.
    private let searchPath: [String]

    package init(columnTypes: [String: TypeName] = [:], searchPath: [String] = ["public"]) {
        types = TypeInference(columns: columnTypes)
        self.searchPath = searchPath
    }

    package func compare(_ expected: Expression, _ found: Expression) -> Outcome {
        same(expected.simplified(types), found.simplified(types))
    }

    /// Compares what is assigned to a column of the type, as a default is: the conversion to it is never printed.
    package func compare(_ expected: Expression, _ found: Expression, assignedTo type: TypeName?) -> Outcome {
        let (a, b) = (expected.simplified(types), found.simplified(types))
        // The collation of a constant that is only stored is not kept.
        if case .collate(let inner, _) = a, inner.isConstant { return same(inner, b) }
        guard let x = a.constant, let y = b.constant, let type = type ?? y.type else { return same(a, b) }
        if x.type == nil || y.type == nil || x.type == y.type {
            // What was written with a type of its own is converted to the column's from there.
            return ConstantForm.compare(x.text, y.text, as: x.type.flatMap { $0 == y.type ? $0 : nil } ?? type)
        }
        return same(a, b)
    }

    func same(_ expected: Expression, _ found: Expression) -> Outcome {
        if expected == found { return .same }
        if let outcome = constants(expected, found) ?? casts(expected, found) { return outcome }
        switch (expected, found) {
        case (.column(let a), .column(let b)): return columns(a, b)
        case (.operation(let a, let left), .operation(let b, let right)) where left.count == right.count:
            return a == b ? operands(left, right, around: a) : .different
        case (.call(let a, let left), .call(let b, let right)): return calls(a, left, b, right)
        case (.and(let a), .and(let b)), (.or(let a), .or(let b)), (.row(let a), .row(let b)):
            return a.count == b.count ? .all(zip(a, b).map { same($0, $1) }) : .different
        case (.array(let a), .array(let b)): return a.count == b.count ? listed(a, b) : .different
        case (.conditional(let a, let left), .conditional(let b, let right)) where left.count == right.count:
            return a == b ? listed(left, right) : .different
        case (.not(let a), .not(let b)), (.isNull(let a), .isNull(let b)), (.isNotNull(let a), .isNotNull(let b)):
            return same(a, b)
        case (.isTruth(let a, let word), .isTruth(let b, let other)): return word == other ? same(a, b) : .different
        case (.any(let a, let left, let right), .any(let b, let left2, let right2)),
            (.all(let a, let left, let right), .all(let b, let left2, let right2)):
            return a == b ? membership((left, right), (left2, right2)) : .different
        case (.collate(let a, let collation), .collate(let b, let other)):
            return collation.name == other.name ? same(a, b) : .different
        case (.element(let a, let path), .element(let b, let other)):
            return path == other ? same(a, b) : same(a, b).withDoubt
        case (.caseWhen(let operand, let arms, let otherwise), .caseWhen(let operand2, let arms2, let otherwise2))
        where arms.count == arms2.count:
            return .all(
                [optional(operand, operand2)] + zip(arms, arms2).map { same($0.condition, $1.condition) }
                    + [listed(arms.map(\.result) + [otherwise ?? .null], arms2.map(\.result) + [otherwise2 ?? .null])])
        // The server spells rows out, and what is text here may be anything.
        case (.row, _), (_, .row), (.other, _), (_, .other): return .uncomparable
        default: return expected.mayHide || found.mayHide ? .uncomparable : .different
        }
    }

    private func optional(_ expected: Expression?, _ found: Expression?) -> Outcome {
        switch (expected, found) {
        case (nil, nil): .same
        case (let a?, let b?): same(a, b)
        default: .different
        }
    }

    /// In a trigger's condition OLD and NEW tell two rows; a table's own name says nothing.
    private func columns(_ a: [String], _ b: [String]) -> Outcome {
        func row(_ path: [String]) -> String? {
            path.count == 2 && ["old", "new"].contains(path[0]) ? path[0] : nil
        }
        return a.last == b.last && row(a) == row(b) ? .same : .different
    }

    private func calls(_ a: ObjectName, _ left: [Expression], _ b: ObjectName, _ right: [Expression]) -> Outcome {
        guard a.name == b.name else { return .different }
        let arguments: Outcome
        if a == ObjectName("nextval"), case .other(let name)? = left.first {
            return ownSequence(name, right.first)
        } else if left.count != right.count {
            return .different
        } else if a.isSequenceFunction {
            arguments = .all(zip(left, right).map { sequence($0, $1) })
        } else {
            arguments = .all(zip(left, right).map { same($0, $1) })
        }
        if a.schema == b.schema { return arguments }
        // Without a schema in the file it is whatever the path led to.
        if a.schema == nil, let schema = b.schema, searchPath.contains(schema) { return arguments }
        return a.schema == nil || b.schema == nil ? arguments.withDoubt : .different
    }

    private func sequence(_ expected: Expression, _ found: Expression) -> Outcome {
        guard let a = expected.constant, let b = found.constant, let x = ObjectName(text: a.text),
            let y = ObjectName(text: b.text)
        else { return same(expected, found) }
        if x.schema == nil, let schema = y.schema, x.name == y.name {
            return searchPath.contains(schema) ? .same : .uncomparable
        }
        return x == y ? .same : .different
    }

    private func ownSequence(_ name: String, _ found: Expression?) -> Outcome {
        // Made when the name was taken, or before the table was renamed, it bears another.
        found?.constant.flatMap { ObjectName(text: $0.text) }?.name == name ? .same : .uncomparable
    }

    private func constants(_ expected: Expression, _ found: Expression) -> Outcome? {
        guard let a = expected.constant, let b = found.constant else { return nil }
        switch (a.type, b.type) {
        case (nil, nil):
            if case (.number, .number) = (expected, found) {
                return ConstantForm.compare(a.text, b.text, as: .named("numeric"))
            }
            // `i = '1'`: the server made a number of the string.
            if case .number = found { return ConstantForm.compare(a.text, b.text, as: .named("numeric")) }
            return .different
        // A string takes its type from where it stands; the server prints which it was.
        case (nil, let type?):
            // The server adds a type, never a length.
            guard type.modifiers.isEmpty else { return .different }
            if case .number = expected, type.numberRank == nil { return .uncomparable }
            return ConstantForm.compare(a.text, b.text, as: type)
        case (let type?, nil):
            guard type.modifiers.isEmpty else { return .different }
            if case .number = found, type.numberRank != nil {
                return ConstantForm.compare(a.text, b.text, as: type).withDoubt
            }
            return type.isText ? ConstantForm.compare(a.text, b.text, as: type).withDoubt : .uncomparable
        case (let type?, let other?):
            // Two lengths of one type were both written.
            if type.name == other.name, !isSame(type, other) { return .different }
            let outcome = ConstantForm.compare(a.text, b.text, as: other)
            return isSame(type, other) ? outcome : outcome.withDoubt
        }
    }

    func isSame(_ type: TypeName, _ other: TypeName) -> Bool {
        type.isSame(as: other, on: searchPath) || (type.isText && other.isText && type.modifiers == other.modifiers)
    }
}

extension Expression {
    /// True if something in it is described by text alone.
    fileprivate var mayHide: Bool {
        switch self {
        case .other, .element, .row: true
        default: children.contains(where: \.mayHide)
        }
    }
}
