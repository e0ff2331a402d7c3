import CPgQuery
import TreeGuardSchema

extension Declaring {
    static let routineChanges: Family = [
        (
            PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT,
            { node in
                let alter = node.alter_function_stmt.pointee
                guard let function = alter.func,
                    let identity = function.withNode({ ObjectIdentity(PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, $0) })
                else { return nil }
                var facets = Facets()
                var unverified: [String] = []
                for option in nodes(alter.n_actions, alter.actions).compactMap(\.definition) {
                    add(option, to: &facets, &unverified)
                }
                return Declaration.Body(facets.values.isEmpty ? [] : [.set(identity, facets)], unverified: unverified)
            }
        )
    ]

    private static func add(
        _ option: UnsafeMutablePointer<PgQuery__DefElem>, to facets: inout Facets, _ unverified: inout [String]
    ) {
        switch option.name {
        case "volatility": facets["volatility"] = .text(option.text)
        case "strict": facets["STRICT"] = .flag(option.isOn)
        case "security": facets["SECURITY DEFINER"] = .flag(option.isOn)
        case "leakproof": facets["LEAKPROOF"] = .flag(option.isOn)
        case "parallel": facets["PARALLEL"] = .text(option.text)
        case "cost": facets["COST"] = .text(option.text)
        case "rows": facets["ROWS"] = .text(option.text)
        case "support": facets["SUPPORT"] = .text(option.lastName)
        case "set":
            guard let node = option.pointee.arg, node.kind == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT else { return }
            let setting = node.pointee.variable_set_stmt.pointee
            if setting.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE {
                facets["SET " + string(setting.name)] = .text(setting.value)
            } else {
                unverified.append("SET " + string(setting.name))
            }
        default: unverified.append(option.name)
        }
    }
}

extension UnsafeMutablePointer<PgQuery__ObjectWithArgs> {
    /// Calls `body` with the signature wrapped in a node. The node is valid only during the call.
    func withNode<Result>(_ body: (Node) -> Result) -> Result {
        var node = PgQuery__Node()
        pg_query__node__init(&node)
        node.node_case = PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS
        node.object_with_args = self
        return withUnsafeMutablePointer(to: &node, body)
    }
}
