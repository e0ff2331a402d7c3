extension Expression {
    /// The expression without casts that have no effect: between text and varchar, between widths of integer constants,
    /// and to the type that a value already has. Forms with several spellings get one.
    func simplified(_ types: TypeInference) -> Expression {
        let inner = mappingChildren { $0.simplified(types) }
        switch inner {
        case .cast(let value, let type): return value.simplyCast(to: type, types)
        case .keyword("CURRENT_TIMESTAMP"), .call(ObjectName("transaction_timestamp"), []):
            return .call(ObjectName("now"), [])
        // The order of the values of `IN (...)` does not matter.
        case .any("=", let left, .array(let list)) where list.allSatisfy(\.isConstant):
            return .any("=", left, .array(list.sortedAndUnique))
        case .all("<>", let left, .array(let list)) where list.allSatisfy(\.isConstant):
            return .all("<>", left, .array(list.sortedAndUnique))
        default: return inner
        }
    }

    private func simplyCast(to type: TypeName, _ types: TypeInference) -> Expression {
        switch self {
        case .null: return .null
        // The server casts every element to the array's type. An empty array keeps its cast, its only type information.
        case .array(let elements) where type.arrayDimensions > 0 && !elements.isEmpty:
            return .array(elements.map { $0.simplyCast(to: type.element, types) })
        case .string where type.isText && type.modifiers.isEmpty: return self
        case .string(let text) where type.isNamed("bool"):
            return ConstantForm.boolean(text).map { .boolean($0) } ?? .cast(self, type)
        case .string(let text) where type.isInteger && Int64(text) != nil: return .number(text)
        case .number(let text) where type.isInteger && Int64(text) != nil: return self
        // A constant that was widened twice has the last type.
        case .cast(.number(let text), let first) where first.numberRank != nil && type.numberRank != nil:
            return (first.numberRank ?? 0) < (type.numberRank ?? 0) ? .cast(.number(text), type) : .cast(self, type)
        default: break
        }
        guard type.modifiers.isEmpty, let own = types.type(of: self) else { return .cast(self, type) }
        let isRelabelled = own.arrayDimensions == type.arrayDimensions && own.element.isText && type.element.isText
        return own.withoutModifiers == type || isRelabelled ? self : .cast(self, type)
    }

    /// True for a constant, with or without casts.
    var isConstant: Bool {
        switch self {
        case .string, .number, .boolean, .null, .bits: true
        case .cast(let inner, _): inner.isConstant
        default: false
        }
    }

    /// The text of a constant, and the type of its cast, if any.
    var constant: (text: String, type: TypeName?)? {
        switch self {
        case .string(let text): (text, nil)
        case .number(let text): (text, nil)
        case .boolean(let isTrue): (isTrue ? "true" : "false", .named("bool"))
        case .bits(let text): (text.bits, .named("bit"))
        case .cast(let inner, let type) where inner.isConstant: inner.constant.map { ($0.text, type) }
        default: nil
        }
    }
}

extension [Expression] {
    /// Sorts by the text of the constants and ignores their casts.
    fileprivate var sortedAndUnique: [Expression] {
        var seen: Set<String> = []
        return sorted { ($0.constant?.text ?? "") < ($1.constant?.text ?? "") }
            .filter { $0.constant == nil || seen.insert($0.constant?.text ?? "").inserted }
    }
}

extension String {
    /// The digits of B'101' and X'5', as the server prints them.
    fileprivate var bits: String {
        guard lowercased().hasPrefix("x") else { return String(dropFirst()) }
        return dropFirst().compactMap(\.hexDigitValue).map { digit in
            let binary = String(digit, radix: 2)
            return String(repeating: "0", count: 4 - binary.count) + binary
        }.joined()
    }
}
