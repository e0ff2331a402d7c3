import CPgQuery
import TreeGuardSchema

extension Expression {
    /// The depth below which a subtree stays text. This bounds our own recursion and every comparison.
    static let deepest = 150

    init(_ node: Node, depth: Int = 0) {
        self = depth < Expression.deepest ? Fold(depth: depth).expression(node) : .other(Canonical.expression(node))
    }
}

/// Folds one node, and its children one level deeper.
struct Fold {
    let depth: Int

    func child(_ node: Node?) -> Expression {
        node.map { Expression($0, depth: depth + 1) } ?? .null
    }

    func children(_ count: Int, _ list: NodeList) -> [Expression] { nodes(count, list).map { child($0) } }

    func expression(_ node: Node) -> Expression {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_COLUMN_REF: return column(node)
        case PG_QUERY__NODE__NODE_A_CONST: return constant(value.a_const)
        case PG_QUERY__NODE__NODE_A_EXPR: return operation(value.a_expr, node)
        case PG_QUERY__NODE__NODE_BOOL_EXPR: return logic(value.bool_expr)
        case PG_QUERY__NODE__NODE_FUNC_CALL: return call(value.func_call, node)
        case PG_QUERY__NODE__NODE_TYPE_CAST: return cast(value.type_cast)
        case PG_QUERY__NODE__NODE_CASE_EXPR: return caseWhen(value.case_expr)
        case PG_QUERY__NODE__NODE_COALESCE_EXPR:
            let call = value.coalesce_expr.pointee
            return .conditional("COALESCE", children(call.n_args, call.args))
        case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
            let call = value.min_max_expr.pointee
            let name = call.op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? "LEAST" : "GREATEST"
            return .conditional(name, children(call.n_args, call.args))
        case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION: return keyword(value.sqlvalue_function.pointee)
        case PG_QUERY__NODE__NODE_NULL_TEST:
            let test = value.null_test.pointee
            return test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL
                ? .isNull(child(test.arg)) : .isNotNull(child(test.arg))
        case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
            let test = value.boolean_test.pointee
            return .isTruth(child(test.arg), Fold.words(of: test.booltesttype))
        case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
            return .array(children(value.a_array_expr.pointee.n_elements, value.a_array_expr.pointee.elements))
        case PG_QUERY__NODE__NODE_LIST: return .array(children(value.list.pointee.n_items, value.list.pointee.items))
        case PG_QUERY__NODE__NODE_ROW_EXPR:
            return .row(children(value.row_expr.pointee.n_args, value.row_expr.pointee.args))
        case PG_QUERY__NODE__NODE_A_INDIRECTION: return element(value.a_indirection.pointee)
        case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
            let clause = value.collate_clause.pointee
            guard let name = ObjectName(clause.n_collname, clause.collname) else { break }
            return .collate(child(clause.arg), name)
        // All other nodes stay text on purpose: subqueries, parameters, XML, named arguments.
        default: break
        }
        return .other(Canonical.expression(node))
    }

    private func column(_ node: Node) -> Expression {
        let reference = node.pointee.column_ref.pointee
        return .column(
            nodes(reference.n_fields, reference.fields).map {
                $0.kind == PG_QUERY__NODE__NODE_A_STAR ? "*" : $0.name ?? ""
            })
    }

    private func constant(_ constant: UnsafeMutablePointer<PgQuery__AConst>) -> Expression {
        if constant.pointee.isnull != 0 { return .null }
        return switch constant.pointee.val_case {
        case PG_QUERY__A__CONST__VAL_IVAL: .number(constant.plainText)
        case PG_QUERY__A__CONST__VAL_FVAL: .number(Decimal.spelling(of: constant.plainText))
        case PG_QUERY__A__CONST__VAL_BOOLVAL: .boolean(constant.pointee.boolval.pointee.boolval != 0)
        case PG_QUERY__A__CONST__VAL_SVAL: .string(constant.plainText)
        case PG_QUERY__A__CONST__VAL_BSVAL: .bits(constant.plainText)
        default: .null
        }
    }

    /// Flattens AND and OR: PostgreSQL prints them as they were nested, but `a AND (b AND c)` means `a AND b AND c`.
    private func logic(_ logic: UnsafeMutablePointer<PgQuery__BoolExpr>) -> Expression {
        let parts = children(logic.pointee.n_args, logic.pointee.args)
        switch logic.pointee.boolop {
        case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: return .conjunction(parts)
        case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: return .disjunction(parts)
        default: return .not(parts.first ?? .null)
        }
    }

    /// Reads a cast. The server prints a negative number as `'-1'::integer`.
    private func cast(_ cast: UnsafeMutablePointer<PgQuery__TypeCast>) -> Expression {
        let operand = child(cast.pointee.arg)
        guard let name = cast.pointee.type_name else { return operand }
        let type = TypeName(name)
        if case .string(let text) = operand, type.isPlainNumber, Decimal.isNumber(text) {
            return .cast(.number(text), type)
        }
        return .cast(operand, type)
    }

    /// Reads CASE. The server prints a missing ELSE as `ELSE NULL::type`.
    private func caseWhen(_ expression: UnsafeMutablePointer<PgQuery__CaseExpr>) -> Expression {
        let arms = nodes(expression.pointee.n_args, expression.pointee.args)
            .filter { $0.kind == PG_QUERY__NODE__NODE_CASE_WHEN }
            .map { arm in
                let arm = arm.pointee.case_when.pointee
                return Expression.CaseArm(condition: child(arm.expr), result: child(arm.result))
            }
        return .caseWhen(
            operand: expression.pointee.arg.map { child($0) }, arms,
            otherwise: expression.pointee.defresult.map { child($0) }.flatMap { $0.isNullConstant ? nil : $0 })
    }

    private func element(_ indirection: PgQuery__AIndirection) -> Expression {
        let accessors = nodes(indirection.n_indirection, indirection.indirection).map { accessor in
            switch accessor.kind {
            case PG_QUERY__NODE__NODE_A_STAR: return ".*"
            case PG_QUERY__NODE__NODE_A_INDICES:
                let bounds = accessor.pointee.a_indices.pointee
                let lower = bounds.lidx.map { Canonical.expression($0) } ?? ""
                let upper = bounds.uidx.map { Canonical.expression($0) } ?? ""
                return bounds.is_slice != 0 ? "[\(lower):\(upper)]" : "[\(upper)]"
            default: return "." + quotedIdentifier(accessor.name ?? "")
            }
        }
        return .element(child(indirection.arg), accessors.joined())
    }
}

extension Expression {
    fileprivate var isNullConstant: Bool {
        switch self {
        case .null: true
        case .cast(let operand, _): operand.isNullConstant
        default: false
        }
    }
}

extension TypeName {
    fileprivate var isPlainNumber: Bool {
        modifiers.isEmpty && arrayDimensions == 0
            && [ObjectName("int2"), ObjectName("int4"), ObjectName("int8"), ObjectName("numeric")].contains(name)
    }
}
