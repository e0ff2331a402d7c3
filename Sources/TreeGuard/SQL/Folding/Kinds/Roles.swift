import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// The objects of the cluster: roles, databases, tablespaces. Passwords are never looked at.
    static let roles: Family = [
        (
            PG_QUERY__NODE__NODE_CREATE_ROLE_STMT,
            { node in
                let create = node.create_role_stmt.pointee
                var facets = Facets()
                if create.stmt_type == PG_QUERY__ROLE_STMT_TYPE__ROLESTMT_USER { facets["LOGIN"] = .flag(true) }
                return role(string(create.role), nodes(create.n_options, create.options), facets, isNew: true)
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_ROLE_STMT,
            { node in
                let alter = node.alter_role_stmt.pointee
                guard let spec = alter.role, let name = RoleName.of(spec.pointee) else { return nil }
                let list = nodes(alter.n_options, alter.options)
                // ALTER GROUP ... DROP USER.
                guard alter.action >= 0 else {
                    return Declaration.Body(
                        members(list.compactMap(\.definition).byName["rolemembers"])
                            .map { .remove(.member(.other("role", [$0]), of: .other("role", [name])), if: true) })
                }
                return role(name, list, [:], isNew: false)
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATEDB_STMT,
            { Declaration.Body([.make(.other("database", [string($0.createdb_stmt.pointee.dbname)]))]) }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT,
            {
                Declaration.Body([
                    .make(.other("tablespace", [string($0.create_table_space_stmt.pointee.tablespacename)]))
                ])
            }
        ),
        (PG_QUERY__NODE__NODE_GRANT_ROLE_STMT, { $0.grant_role_stmt.pointee.declaration }),
    ]

    private static let attributes = [
        "superuser": "SUPERUSER", "inherit": "INHERIT", "createrole": "CREATEROLE", "createdb": "CREATEDB",
        "canlogin": "LOGIN", "isreplication": "REPLICATION", "bypassrls": "BYPASSRLS",
    ]

    private static func role(_ name: String, _ list: [Node], _ facets: Facets, isNew: Bool) -> Declaration.Body {
        let role = ObjectIdentity.other("role", [name])
        var facets = facets
        var parts: [Declaration.Part] = []
        var unverified: [String] = []
        for option in list.compactMap(\.definition) {
            switch option.name {
            case "connectionlimit": facets["CONNECTION LIMIT"] = .text(option.text)
            case "rolemembers", "adminmembers":
                parts += members(option).map { .make(.member(.other("role", [$0]), of: role), if: true) }
            case "addroleto": parts += members(option).map { .make(.member(role, of: .other("role", [$0])), if: true) }
            case "password": unverified.append("PASSWORD")
            default:
                if let attribute = attributes[option.name] {
                    facets[attribute] = .flag(option.isOn)
                } else {
                    unverified.append(option.name == "validUntil" ? "VALID UNTIL" : option.name)
                }
            }
        }
        if isNew { return Declaration.Body([.make(role, facets)] + parts, unverified: unverified) }
        return Declaration.Body((facets.values.isEmpty ? [] : [.set(role, facets)]) + parts, unverified: unverified)
    }

    private static func members(_ option: UnsafeMutablePointer<PgQuery__DefElem>?) -> [String] {
        (option?.pointee.arg?.items ?? []).compactMap {
            $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC ? RoleName.of($0.pointee.role_spec.pointee) : nil
        }
    }
}

extension PgQuery__GrantRoleStmt {
    /// Membership: the group is the object, the member hangs on it.
    fileprivate var declaration: Declaration.Body? {
        let groups = nodes(n_granted_roles, granted_roles).compactMap { node in
            node.kind == PG_QUERY__NODE__NODE_ACCESS_PRIV ? nonEmpty(node.pointee.access_priv.pointee.priv_name) : nil
        }
        let specs = nodes(n_grantee_roles, grantee_roles).filter { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC }
        let members = specs.compactMap { RoleName.of($0.pointee.role_spec.pointee) }
        guard members.count == specs.count else { return nil }
        return Declaration.Body(
            groups.flatMap { group in
                members.map { member in
                    let membership = ObjectIdentity.member(.other("role", [member]), of: .other("role", [group]))
                    // It only takes the right to pass it on.
                    if is_grant == 0, admin_opt != 0 { return .set(membership, ["ADMIN OPTION": .flag(false)]) }
                    if is_grant == 0 { return .remove(membership, if: true) }
                    return .make(membership, admin_opt != 0 ? ["ADMIN OPTION": .flag(true)] : [:])
                }
            })
    }
}
