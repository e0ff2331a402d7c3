import TreeGuardSchema

/// True if an expression gives one value for all rows of a statement, so that a new column needs it stored but once.
enum Volatility: Hashable, Sendable {
    case lasting
    case volatile
    case unknown

    /// - Parameter functions: what the server says of functions, by name; nil where it was not asked
    init(of expression: Expression, _ functions: [String: Bool]?) {
        self = Volatility.of(expression, functions)
    }

    private static func of(_ expression: Expression, _ functions: [String: Bool]?) -> Volatility {
        var worst = Volatility.lasting
        switch expression {
        case .call(let name, _): worst = of(name, functions)
        case .other: return .unknown
        default: break
        }
        for child in expression.children {
            switch of(child, functions) {
            case .volatile: return .volatile
            case .unknown: worst = worst == .volatile ? worst : .unknown
            case .lasting: break
            }
        }
        return worst
    }

    private static func of(_ function: ObjectName, _ functions: [String: Bool]?) -> Volatility {
        if let isVolatile = functions?[function.name] { return isVolatile ? .volatile : .lasting }
        guard function.schema == nil else { return .unknown }
        if knownVolatile.contains(function.name) { return .volatile }
        return knownLasting.contains(function.name) ? .lasting : .unknown
    }

    // pg_proc.provolatile, PostgreSQL 15: what defaults are made of.
    private static let knownVolatile: Set<String> = [
        "gen_random_uuid", "random", "nextval", "clock_timestamp", "timeofday", "uuid_generate_v4", "uuid_generate_v1",
    ]
    private static let knownLasting: Set<String> = [
        "now", "transaction_timestamp", "statement_timestamp", "timezone", "date_trunc", "to_char", "to_date",
        "to_timestamp", "make_interval", "make_date", "current_setting", "lower", "upper", "concat", "md5",
        "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array", "array_fill",
        "current_database", "current_schema", "txid_current", "pg_current_xact_id",
    ]
}

extension Expression {
    /// Functions that it calls, by their own names.
    var calledFunctions: Set<String> {
        var names = children.reduce(into: Set<String>()) { $0.formUnion($1.calledFunctions) }
        if case .call(let name, _) = self { names.insert(name.name) }
        return names
    }

    /// Columns that cannot be NULL where it holds.
    var columnsWithoutNull: [String] {
        switch self {
        case .isNotNull(.column(let path)): path.last.map { [$0] } ?? []
        case .not(.isNull(.column(let path))): path.last.map { [$0] } ?? []
        case .and(let all): all.flatMap(\.columnsWithoutNull)
        default: []
        }
    }

    /// True if it is about the column; of what nobody can read, it may be.
    func mentions(_ column: String) -> Bool {
        switch self {
        case .column(let path): path.last == column || path.last == "*"
        case .other: true
        default: children.contains { $0.mentions(column) }
        }
    }
}
