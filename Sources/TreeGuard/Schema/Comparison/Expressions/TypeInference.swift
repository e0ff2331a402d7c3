/// The types of expressions, as far as they follow from columns, constants, casts and well-known functions.
package struct TypeInference: Sendable {
    /// A domain's column counts as one of its base type, as it does for operators.
    let columns: [String: TypeName]

    package init(columns: [String: TypeName] = [:]) { self.columns = columns }

    /// nil where it does not follow, and for a string constant, which takes its type from where it stands.
    func type(of expression: Expression) -> TypeName? {
        switch expression {
        case .column(let path): return path.last.flatMap { columns[$0] }
        case .number(let text): return .ofNumber(text)
        case .boolean, .and, .or, .not, .isNull, .isNotNull, .isTruth, .any, .all: return .named("bool")
        case .string, .null, .row, .other, .element: return nil
        case .bits: return .named("bit")
        case .call(let function, let arguments): return type(of: function, arguments)
        case .operation(let name, let operands): return type(of: name, operands)
        case .cast(_, let type): return type
        case .array(let elements):
            return commonType(of: elements).map { TypeName($0.name, arrayDimensions: 1) }
        case .caseWhen(_, let arms, let otherwise):
            return commonType(of: arms.map(\.result) + [otherwise].compactMap(\.self))
        case .keyword(let word): return TypeInference.keywords[String(word.prefix { $0 != "(" })].map { .named($0) }
        case .conditional("NULLIF", let operands): return operands.first.flatMap { type(of: $0) }
        case .conditional(_, let operands): return commonType(of: operands)
        case .collate(let inner, _): return type(of: inner)
        }
    }

    /// The type that the elements of a list are converted to: the widest number, or the first type that is known.
    func commonType(of expressions: [Expression]) -> TypeName? {
        let types = expressions.compactMap { type(of: $0) }
        if let widest = types.max(by: { ($0.numberRank ?? 0) < ($1.numberRank ?? 0) }), widest.numberRank != nil {
            return types.allSatisfy { $0.numberRank != nil } ? widest.withoutModifiers : nil
        }
        return types.first?.withoutModifiers
    }

    private func type(of function: ObjectName, _ arguments: [Expression]) -> TypeName? {
        guard function.schema == nil else { return nil }
        if let result = TypeInference.results[function.name] { return .named(result) }
        switch function.name {
        case "abs", "mod", "round", "trunc", "ceil", "ceiling", "floor":
            return arguments.first.flatMap { type(of: $0) }.flatMap { type in
                let isKept =
                    ["abs", "mod"].contains(function.name) || type.isNamed("numeric") || type.isNamed("float8")
                return isKept ? type.withoutModifiers : nil
            }
        default: return nil
        }
    }

    private func type(of name: String, _ operands: [Expression]) -> TypeName? {
        if TypeInference.comparisons.contains(name) { return .named("bool") }
        switch name {
        case "->>", "#>>": return .named("text")
        case "->", "#>": return operands.first.flatMap { type(of: $0) }
        case "||":
            return operands.contains { type(of: $0)?.isText == true } ? .named("text") : commonType(of: operands)
        case "+", "-", "*", "/", "%":
            let types = operands.map { type(of: $0) }
            guard types.allSatisfy({ $0?.numberRank != nil }) else { return nil }
            return types.compactMap(\.self).max { ($0.numberRank ?? 0) < ($1.numberRank ?? 0) }?.withoutModifiers
        default: return nil
        }
    }

    private static let comparisons: Set<String> = [
        "=", "<>", "<", ">", "<=", ">=", "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*", "@>", "<@", "?", "?|",
        "?&",
        "&&", "@@", "@?", "IS DISTINCT FROM",
    ]

    private static let keywords = [
        "CURRENT_TIMESTAMP": "timestamptz", "LOCALTIMESTAMP": "timestamp", "CURRENT_DATE": "date",
        "CURRENT_TIME": "timetz", "LOCALTIME": "time", "CURRENT_USER": "name", "SESSION_USER": "name", "USER": "name",
        "CURRENT_ROLE": "name", "CURRENT_CATALOG": "name", "CURRENT_SCHEMA": "name",
    ]

    /// Functions of pg_catalog that have one result type whatever their arguments are.
    private static let results: [String: String] = {
        let byType = [
            "text": [
                "lower", "upper", "initcap", "btrim", "ltrim", "rtrim", "substr", "replace", "concat", "concat_ws",
                "left",
                "right", "md5", "to_char", "regexp_replace", "split_part", "lpad", "rpad", "repeat", "translate",
                "reverse", "format", "chr", "encode", "jsonb_typeof", "json_typeof", "array_to_string", "quote_ident",
                "quote_literal", "current_setting", "similar_to_escape", "like_escape", "host",
            ],
            "int4": [
                "length", "char_length", "character_length", "octet_length", "bit_length", "position", "strpos",
                "array_length", "array_upper", "array_lower", "array_ndims", "cardinality", "ascii",
                "jsonb_array_length", "json_array_length", "num_nonnulls", "num_nulls", "masklen", "family",
            ],
            "bool": ["isfinite", "starts_with", "isempty", "bool", "pg_input_is_valid", "jsonb_path_exists"],
            "timestamptz": ["now", "transaction_timestamp", "statement_timestamp", "clock_timestamp", "to_timestamp"],
            "numeric": ["extract", "to_number"], "float8": ["date_part", "random", "sqrt", "power", "ln"],
            "uuid": ["gen_random_uuid"], "date": ["to_date", "make_date"], "tsvector": ["to_tsvector"],
            "int8": ["nextval", "currval", "setval"], "jsonb": ["to_jsonb", "jsonb_build_object", "jsonb_build_array"],
        ]
        return Dictionary(byType.flatMap { type, names in names.map { ($0, type) } }) { first, _ in first }
    }()
}

extension TypeName {
    static func named(_ name: String) -> TypeName { TypeName(ObjectName(name)) }

    /// The type as the lexer and make_const decide it.
    static func ofNumber(_ text: String) -> TypeName {
        if Int32(text) != nil { return .named("int4") }
        return .named(Int64(text) != nil ? "int8" : "numeric")
    }

    func isNamed(_ builtIn: String) -> Bool { name == ObjectName(builtIn) && arrayDimensions == 0 }

    var withoutModifiers: TypeName { TypeName(name, arrayDimensions: arrayDimensions, isSet: isSet) }
    var element: TypeName { TypeName(name, modifiers: modifiers) }

    /// Text and varchar are one to every operator: conversion between them changes nothing.
    var isText: Bool { isNamed("text") || isNamed("varchar") }

    var isInteger: Bool { numberRank.map { $0 < 4 } ?? false }

    /// The order in which numbers widen.
    var numberRank: Int? {
        guard name.schema == nil, arrayDimensions == 0 else { return nil }
        return ["int2": 1, "int4": 2, "int8": 3, "numeric": 4, "float4": 5, "float8": 6][name.name]
    }

    /// The type that a value is converted to, unasked, to meet the other operand of an operator; nil for none.
    func converted(toMeet other: TypeName) -> TypeName? {
        if let rank = numberRank, let otherRank = other.numberRank {
            if isInteger, other.isInteger { return rank < otherRank ? other.withoutModifiers : nil }
            // Real and double precision have operators between them; nothing else mixes with real.
            if rank >= 5, otherRank >= 5 { return nil }
            if otherRank >= 5 { return .named("float8") }
            return rank < otherRank ? other.withoutModifiers : nil
        }
        switch (name.name, other.name.name) {
        case _ where name.schema != nil || other.name.schema != nil || arrayDimensions + other.arrayDimensions > 0:
            return nil
        case ("bpchar", "text"), ("name", "text"), ("name", "varchar"): return .named("text")
        case ("varchar", "bpchar"): return .named("bpchar")
        case ("cidr", "inet"): return .named("inet")
        default: return nil
        }
    }
}
