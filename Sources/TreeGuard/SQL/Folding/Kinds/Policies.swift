import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Row security policies, and rewrite rules.
    static let policies: Family = [
        (PG_QUERY__NODE__NODE_CREATE_POLICY_STMT, { $0.create_policy_stmt.pointee.declaration }),
        (PG_QUERY__NODE__NODE_ALTER_POLICY_STMT, { $0.alter_policy_stmt.pointee.declaration }),
        (PG_QUERY__NODE__NODE_RULE_STMT, { $0.rule_stmt.pointee.declaration }),
    ]
}

extension PgQuery__CreatePolicyStmt {
    fileprivate var declaration: Declaration.Body? {
        guard let table else { return nil }
        return Declaration.Body([
            .make(
                .policy(of: ObjectName(table), string(policy_name)),
                [
                    "permissive": .flag(permissive != 0), "command": .text(string(cmd_name)),
                    "roles": Facet(roles: nodes(n_roles, roles)),
                    "USING": .expression(qual.map { Expression($0) }),
                    "WITH CHECK": .expression(with_check.map { Expression($0) }),
                ])
        ])
    }
}

extension PgQuery__AlterPolicyStmt {
    fileprivate var declaration: Declaration.Body? {
        guard let table else { return nil }
        var facets = Facets()
        if n_roles > 0 { facets["roles"] = Facet(roles: nodes(n_roles, roles)) }
        if let qual { facets["USING"] = .expression(Expression(qual)) }
        if let with_check { facets["WITH CHECK"] = .expression(Expression(with_check)) }
        return Declaration.Body([.set(.policy(of: ObjectName(table), string(policy_name)), facets)])
    }
}

extension PgQuery__RuleStmt {
    fileprivate var declaration: Declaration.Body? {
        guard let relation else { return nil }
        let texts = nodes(n_actions, actions).map { Canonical.statement($0) ?? Canonical.expression($0) }
        return Declaration.Body([
            .make(
                .rule(of: ObjectName(relation), string(rulename)),
                [
                    "event": .text(eventWord), "INSTEAD": .flag(instead != 0), "enabled": .text("origin"),
                    "condition": .opaque(where_clause.map { Canonical.expression($0) } ?? ""),
                    "actions": .opaque(texts.joined(separator: "; ")),
                ],
                if: replace != 0)
        ])
    }

    private var eventWord: String {
        switch event {
        case PG_QUERY__CMD_TYPE__CMD_SELECT: "SELECT"
        case PG_QUERY__CMD_TYPE__CMD_UPDATE: "UPDATE"
        case PG_QUERY__CMD_TYPE__CMD_INSERT: "INSERT"
        default: "DELETE"
        }
    }
}
