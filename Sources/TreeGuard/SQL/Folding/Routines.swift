import CPgQuery
import TreeGuardSchema

extension Statement.CreateRoutine {
    init?(_ create: PgQuery__CreateFunctionStmt) {
        guard let name = ObjectName(create.n_funcname, create.funcname) else { return nil }
        var routine = Routine(kind: create.is_procedure != 0 ? .procedure : .function, body: "")
        routine.parameters = nodes(create.n_parameters, create.parameters).compactMap(Routine.Parameter.init)
        routine.returns = create.return_type.map { TypeName(ofRoutine: $0) }
        for option in nodes(create.n_options, create.options).compactMap(\.definition) { routine.apply(option) }
        if let body = create.sql_body {
            routine.isBodyParsed = true
            routine.body = Canonical.body(body)
        }
        routine.dropDefaultEstimates()
        self.init(name: name, routine: routine, orReplace: create.replace != 0)
    }
}

extension Routine.Parameter {
    init?(_ node: Node) {
        guard node.kind == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER else { return nil }
        let parameter = node.pointee.function_parameter.pointee
        guard let type = parameter.arg_type else { return nil }
        let mode: Routine.Mode =
            switch parameter.mode {
            case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT: .out
            case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT: .inOut
            case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC: .variadic
            case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE: .table
            default: .in
            }
        self.init(
            name: nonEmpty(parameter.name), type: TypeName(ofRoutine: type), mode: mode,
            defaultValue: parameter.defexpr.map { Expression($0) })
    }
}

extension Routine {
    fileprivate mutating func apply(_ option: UnsafeMutablePointer<PgQuery__DefElem>) {
        let isOn = option.text == "true" || option.text == "1"
        switch option.name {
        case "as": body = option.pointee.arg?.bodyText ?? ""
        case "language": language = option.text
        case "volatility": volatility = option.text
        case "strict": isStrict = isOn
        case "security": isSecurityDefiner = isOn
        case "leakproof": isLeakproof = isOn
        case "window": isWindow = isOn
        case "parallel": parallel = option.text
        case "cost": cost = option.text
        case "rows": rows = option.text
        case "support": support = ObjectName(option.pointee.arg?.items.compactMap(\.name) ?? [])
        case "set":
            guard let node = option.pointee.arg, node.kind == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT else { break }
            let setting = node.pointee.variable_set_stmt.pointee
            settings[string(setting.name)] = setting.value
        // "transform" is TRANSFORM FOR TYPE, which our AST does not hold.
        default: break
        }
    }

    /// Removes default estimates, because pg_get_functiondef omits them.
    fileprivate mutating func dropDefaultEstimates() {
        if cost == (language == "c" || language == "internal" ? "1" : "100") { cost = nil }
        if rows == "1000" { rows = nil }
    }
}

extension Node {
    /// The text of `AS 'body'`, or of `AS 'library', 'symbol'`.
    var bodyText: String {
        kind == PG_QUERY__NODE__NODE_LIST ? items.compactMap(\.name).joined(separator: "\n") : name ?? ""
    }
}

extension PgQuery__VariableSetStmt {
    /// The value as text, with commas between list items. Without arguments it is DEFAULT or FROM CURRENT.
    var value: String {
        switch kind {
        case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT: "FROM CURRENT"
        case PG_QUERY__VARIABLE_SET_KIND__VAR_SET_DEFAULT: "DEFAULT"
        default: nodes(n_args, args).map(\.optionText).joined(separator: ", ")
        }
    }
}

extension Canonical {
    /// The text of `RETURN expression`, or of BEGIN ATOMIC ... END, whose statements are a list within a list.
    static func body(_ node: Node) -> String {
        if node.kind == PG_QUERY__NODE__NODE_RETURN_STMT, let value = node.pointee.return_stmt.pointee.returnval {
            return "RETURN " + expression(value)
        }
        let statements = node.items.flatMap { $0.kind == PG_QUERY__NODE__NODE_LIST ? $0.items : [$0] }
        let lines = statements.map { inner in
            (inner.kind == PG_QUERY__NODE__NODE_RETURN_STMT ? body(inner) : statement(inner) ?? "") + ";"
        }
        return (["BEGIN ATOMIC"] + lines + ["END"]).joined(separator: "\n")
    }
}
