extension Expression {
    /// The columns in the expression, without their tables.
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

    /// The same expression with its direct children replaced.
    package func mappingChildren(_ change: (Expression) -> Expression) -> Expression {
        switch self {
        case .column, .number, .string, .boolean, .null, .bits, .keyword, .other: self
        case .call(let name, let list): .call(name, list.map(change))
        case .operation(let name, let list): .operation(name, list.map(change))
        case .and(let list): .and(list.map(change))
        case .or(let list): .or(list.map(change))
        case .array(let list): .array(list.map(change))
        case .row(let list): .row(list.map(change))
        case .conditional(let name, let list): .conditional(name, list.map(change))
        case .not(let one): .not(change(one))
        case .cast(let one, let type): .cast(change(one), type)
        case .isNull(let one): .isNull(change(one))
        case .isNotNull(let one): .isNotNull(change(one))
        case .isTruth(let one, let word): .isTruth(change(one), word)
        case .collate(let one, let collation): .collate(change(one), collation)
        case .element(let one, let path): .element(change(one), path)
        case .any(let name, let left, let right): .any(name, change(left), change(right))
        case .all(let name, let left, let right): .all(name, change(left), change(right))
        case .caseWhen(let operand, let arms, let otherwise):
            .caseWhen(
                operand: operand.map(change),
                arms.map { CaseArm(condition: change($0.condition), result: change($0.result)) },
                otherwise: otherwise.map(change))
        }
    }

    /// The same expression with every part replaced, from the inside out.
    package func mapping(_ change: (Expression) -> Expression) -> Expression {
        change(mappingChildren { $0.mapping(change) })
    }

    func renamingColumn(_ old: String, to new: String) -> Expression {
        mapping { expression in
            guard case .column(let path) = expression, path.last == old else { return expression }
            return .column(path.dropLast() + [new])
        }
    }

    /// The same expression with all names of functions, types and sequences replaced.
    func mappingNames(_ replace: (Namespace, ObjectName) -> ObjectName) -> Expression {
        mapping { expression in
            switch expression {
            case .call(let name, let list) where name.isSequenceFunction:
                .call(name, list.prefix(1).map { $0.mappingSequence(replace) } + list.dropFirst())
            case .call(let name, let list): .call(replace(.routine, name), list)
            case .cast(let one, let type): .cast(one, type.mappingName(replace))
            default: expression
            }
        }
    }

    /// The argument of `nextval` with its name replaced: the parser sees only text.
    private func mappingSequence(_ replace: (Namespace, ObjectName) -> ObjectName) -> Expression {
        switch self {
        case .string(let text): ObjectName(text: text).map { .string(replace(.relation, $0).description) } ?? self
        case .cast(let inner, let type): .cast(inner.mappingSequence(replace), type)
        default: self
        }
    }
}

extension ObjectName {
    /// True for functions whose first argument is the name of a sequence.
    var isSequenceFunction: Bool { schema == nil && ["nextval", "currval", "setval"].contains(name) }

    /// Parses `name` or `schema.name`, quoted or not, as in SQL and in the text of a regclass.
    package init?(text: some StringProtocol) {
        var parts = [""]
        var isQuoted = false
        var isEnded = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"":
                // A doubled quote is part of the name.
                if isEnded { parts[parts.count - 1].unicodeScalars.append(scalar) }
                isEnded = isQuoted
                isQuoted.toggle()
                continue
            case "." where !isQuoted: parts.append("")
            // In a UTF-8 database PostgreSQL folds only ASCII letters.
            case "A"..."Z" where !isQuoted: parts[parts.count - 1] += scalar.properties.lowercaseMapping
            default: parts[parts.count - 1].unicodeScalars.append(scalar)
            }
            isEnded = false
        }
        guard !isQuoted, let name = parts.last, !name.isEmpty, parts.count < 3 else { return nil }
        self.init(schema: parts.count == 2 ? parts[0] : nil, name)
    }
}
