import CPgQuery
import TreeGuardSchema

extension Expression {
    static func conjunction(_ parts: [Expression]) -> Expression {
        .and(parts.flatMap { if case .and(let inner) = $0 { inner } else { [$0] } })
    }

    static func disjunction(_ parts: [Expression]) -> Expression {
        .or(parts.flatMap { if case .or(let inner) = $0 { inner } else { [$0] } })
    }

    /// `(a, b) = (c, d)` is `a = c AND b = d` to the server, as make_row_comparison_op has it.
    fileprivate static func comparison(_ name: String, _ left: Expression, _ right: Expression) -> Expression {
        guard name == "=" || name == "<>", case .row(let these) = left, case .row(let those) = right,
            these.count == those.count, !these.isEmpty
        else { return .operation(name, [left, right]) }
        let parts = zip(these, those).map { Expression.operation(name, [$0, $1]) }
        if parts.count == 1 { return parts[0] }
        return name == "=" ? .conjunction(parts) : .disjunction(parts)
    }

    /// True if a column takes part, which decides how PostgreSQL reads IN.
    fileprivate var mentionsColumn: Bool {
        switch self {
        case .column, .other: true
        case .number, .string, .boolean, .null, .bits, .keyword: false
        case .call(_, let parts), .operation(_, let parts), .and(let parts), .or(let parts), .array(let parts),
            .row(let parts), .conditional(_, let parts):
            parts.contains(where: \.mentionsColumn)
        case .not(let part), .cast(let part, _), .isNull(let part), .isNotNull(let part), .isTruth(let part, _),
            .collate(let part, _), .element(let part, _):
            part.mentionsColumn
        case .any(_, let left, let right), .all(_, let left, let right): left.mentionsColumn || right.mentionsColumn
        case .caseWhen(let operand, let arms, let otherwise):
            operand?.mentionsColumn == true || otherwise?.mentionsColumn == true
                || arms.contains { $0.condition.mentionsColumn || $0.result.mentionsColumn }
        }
    }
}

extension Fold {
    func operation(_ expression: UnsafeMutablePointer<PgQuery__AExpr>, _ node: Node) -> Expression {
        let parts = names(expression.pointee.n_name, expression.pointee.name)
        let name = (ObjectName(parts)?.schema.map { $0 + "." } ?? "") + (parts.last ?? "")
        guard let right = expression.pointee.rexpr else { return .other(Canonical.expression(node)) }
        guard let left = expression.pointee.lexpr else { return .operation(name, [child(right)]) }
        switch expression.pointee.kind {
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP, PG_QUERY__A__EXPR__KIND__AEXPR_LIKE,
            PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE, PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
            return .comparison(name, child(left), child(right))
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY: return .any(name, child(left), child(right))
        case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: return .all(name, child(left), child(right))
        case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
            return .operation("IS DISTINCT FROM", [child(left), child(right)])
        // The server keeps, and prints, the negation.
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
            return .not(.operation("IS DISTINCT FROM", [child(left), child(right)]))
        case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF: return .conditional("NULLIF", [child(left), child(right)])
        case PG_QUERY__A__EXPR__KIND__AEXPR_IN: return membership(name, child(left), right.items.map { child($0) })
        default:
            return range(expression.pointee.kind, child(left), right.items.map { child($0) })
                ?? .other(Canonical.expression(node))
        }
    }

    /// The expression that transformAExprIn makes: constants become an array, one alone a comparison, columns
    /// comparisons each.
    private func membership(_ name: String, _ left: Expression, _ list: [Expression]) -> Expression {
        let isNegated = name == "<>"
        var singles = list
        var parts: [Expression] = []
        if case .row = left {
            // Rows make no array.
        } else {
            let constants = list.filter { !$0.mentionsColumn }
            if constants.count > 1 {
                parts.append(isNegated ? .all(name, left, .array(constants)) : .any(name, left, .array(constants)))
                singles = list.filter(\.mentionsColumn)
            }
        }
        parts += singles.map { .comparison(name, left, $0) }
        if parts.count == 1, let only = parts.first { return only }
        return isNegated ? .conjunction(parts) : .disjunction(parts)
    }

    /// BETWEEN in its four forms, as transformAExprBetween spells them out.
    private func range(_ kind: PgQuery__AExprKind, _ value: Expression, _ bounds: [Expression]) -> Expression? {
        guard bounds.count == 2 else { return nil }
        let (low, high) = (bounds[0], bounds[1])
        func within(_ low: Expression, _ high: Expression) -> Expression {
            .and([.operation(">=", [value, low]), .operation("<=", [value, high])])
        }
        func outside(_ low: Expression, _ high: Expression) -> Expression {
            .or([.operation("<", [value, low]), .operation(">", [value, high])])
        }
        return switch kind {
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN: within(low, high)
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN: outside(low, high)
        case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM: .or([within(low, high), within(high, low)])
        case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM: .and([outside(low, high), outside(high, low)])
        default: nil
        }
    }

    /// A call with DISTINCT, OVER, FILTER, ORDER BY, VARIADIC or named arguments is text.
    func call(_ call: UnsafeMutablePointer<PgQuery__FuncCall>, _ node: Node) -> Expression {
        let function = call.pointee
        let arguments = nodes(function.n_args, function.args)
        let isPlain =
            function.n_agg_order == 0 && function.agg_filter == nil && function.over == nil
            && function.agg_within_group == 0 && function.agg_distinct == 0 && function.func_variadic == 0
            && !arguments.contains { $0.kind == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR }
        guard isPlain, let name = ObjectName(function.n_funcname, function.funcname) else {
            return .other(Canonical.expression(node))
        }
        return .call(name, function.agg_star != 0 ? [.column(["*"])] : arguments.map { child($0) })
    }

    func keyword(_ function: PgQuery__SQLValueFunction) -> Expression {
        let word =
            switch function.op {
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE: "CURRENT_DATE"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME: "CURRENT_TIME"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N: "CURRENT_TIME(\(function.typmod))"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP: "CURRENT_TIMESTAMP"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N: "CURRENT_TIMESTAMP(\(function.typmod))"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME: "LOCALTIME"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N: "LOCALTIME(\(function.typmod))"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP: "LOCALTIMESTAMP"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N: "LOCALTIMESTAMP(\(function.typmod))"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE: "CURRENT_ROLE"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER: "CURRENT_USER"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER: "USER"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER: "SESSION_USER"
            case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG: "CURRENT_CATALOG"
            default: "CURRENT_SCHEMA"
            }
        return .keyword(word)
    }

    static func words(of test: PgQuery__BoolTestType) -> String {
        switch test {
        case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE: "IS TRUE"
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE: "IS NOT TRUE"
        case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE: "IS FALSE"
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE: "IS NOT FALSE"
        case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN: "IS UNKNOWN"
        default: "IS NOT UNKNOWN"
        }
    }
}
