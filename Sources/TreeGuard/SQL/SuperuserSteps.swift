import CPgQuery
import TreeGuardSchema

/// Reads which statements a copy's superuser may run for a migration. Only what is understood to its last word counts:
/// nothing that makes a superuser or another maker of roles, nothing of the server's own roles over files and programs.
extension SQL {
    package static func superuserStep(_ text: String) -> SuperuserStep? {
        let first = text.drop { !$0.isLetter }.prefix { $0.isLetter }.uppercased()
        // Comments in front of it are no reason to parse a hundred thousand INSERTs.
        guard !["INSERT", "COPY", "UPDATE", "DELETE", "SELECT"].contains(first), !text.utf8.contains(0) else {
            return nil
        }
        return text.withCString { text in
            guard let tree = try? ParseTree.parsing(text), tree.statements.count == 1,
                let node = tree.statements[0]?.pointee.stmt
            else { return nil }
            return SuperuserStep(node)
        }
    }
}

extension SuperuserStep {
    fileprivate init?(_ node: Node) {
        switch node.kind {
        case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT:
            let create = node.pointee.create_role_stmt.pointee
            let name = string(create.role)
            guard Self.isPlain(name), Self.areHarmless(nodes(create.n_options, create.options)) else { return nil }
            self = .role(makes: name)
        case PG_QUERY__NODE__NODE_ALTER_ROLE_STMT:
            let alter = node.pointee.alter_role_stmt.pointee
            guard Self.isPlain(alter.role), Self.areHarmless(nodes(alter.n_options, alter.options)) else { return nil }
            self = .role(makes: nil)
        case PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT:
            let alter = node.pointee.alter_role_set_stmt.pointee
            guard Self.isPlain(alter.role), let name = alter.setstmt.map({ string($0.pointee.name) }),
                Self.parameters.contains(name.lowercased())
            else { return nil }
            self = .role(makes: nil)
        case PG_QUERY__NODE__NODE_DROP_ROLE_STMT:
            let drop = node.pointee.drop_role_stmt.pointee
            guard Self.arePlain(nodes(drop.n_roles, drop.roles)) else { return nil }
            self = .role(makes: nil)
        case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT:
            let grant = node.pointee.grant_role_stmt.pointee
            let groups = nodes(grant.n_granted_roles, grant.granted_roles).map { node in
                node.kind == PG_QUERY__NODE__NODE_ACCESS_PRIV ? string(node.pointee.access_priv.pointee.priv_name) : ""
            }
            guard grant.grantor == nil, groups.allSatisfy(Self.isHarmless),
                Self.arePlain(nodes(grant.n_grantee_roles, grant.grantee_roles))
            else { return nil }
            self = .role(makes: nil)
        case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
            let create = node.pointee.create_extension_stmt.pointee
            let options = options(create.n_options, create.options)
            guard SuperuserStep.bundledExtensions.contains(string(create.extname)) else { return nil }
            self = .createExtension(namesSchema: options["schema"] != nil)
        case PG_QUERY__NODE__NODE_DROP_STMT:
            let drop = node.pointee.drop_stmt.pointee
            let names = nodes(drop.n_objects, drop.objects).compactMap(\.name)
            guard drop.remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION,
                names.count == drop.n_objects, names.allSatisfy(SuperuserStep.bundledExtensions.contains)
            else { return nil }
            self = .dropExtension
        default: return nil
        }
    }

    private static func areHarmless(_ options: [Node]) -> Bool {
        options.allSatisfy { node in
            guard let option = node.definition else { return false }
            return switch option.name {
            case "canlogin", "inherit", "password", "connectionlimit", "validUntil", "createdb", "bypassrls": true
            case "superuser", "createrole", "isreplication": option.text == "false"
            case "rolemembers", "adminmembers", "addroleto": arePlain(option.pointee.arg?.items ?? [])
            default: false
            }
        }
    }

    private static func arePlain(_ roles: [Node]) -> Bool {
        roles.allSatisfy { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC && isPlain($0.pointee.role_spec) }
    }

    /// A role by its name: the words for whoever runs the statement would mean the superuser.
    private static func isPlain(_ role: UnsafeMutablePointer<PgQuery__RoleSpec>?) -> Bool {
        guard let role, role.pointee.roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING else { return false }
        return isPlain(string(role.pointee.rolename))
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("pg_") && !SuperuserStep.isReservedRole(name)
    }

    private static func isHarmless(_ name: String) -> Bool {
        !name.isEmpty && SuperuserStep.isHarmlessRole(name) && !SuperuserStep.isReservedRole(name)
    }

    /// The parameters that a role's session may start with: none that loads a library.
    private static let parameters: Set<String> = [
        "search_path", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "timezone",
        "default_transaction_read_only", "default_transaction_isolation", "work_mem", "datestyle", "row_security",
        "client_min_messages", "application_name",
    ]
}
