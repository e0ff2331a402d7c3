import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Foreign data wrappers, servers and user mappings. Their options may contain passwords, so we never read them.
    static let foreignData: Family = [
        (
            PG_QUERY__NODE__NODE_CREATE_FDW_STMT,
            { node in
                let create = node.create_fdw_stmt.pointee
                let functions = functions(nodes(create.n_func_options, create.func_options))
                return Declaration.Body(
                    [.make(.other("foreign data wrapper", [string(create.fdwname)]), functions)],
                    unverified: secrets(create.n_options))
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_FDW_STMT,
            { node in
                let alter = node.alter_fdw_stmt.pointee
                let functions = functions(nodes(alter.n_func_options, alter.func_options))
                let object = ObjectIdentity.other("foreign data wrapper", [string(alter.fdwname)])
                return Declaration.Body(
                    functions.values.isEmpty ? [] : [.set(object, functions)], unverified: secrets(alter.n_options))
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT,
            { node in
                let create = node.create_foreign_server_stmt.pointee
                var facets: Facets = ["wrapper": .text(string(create.fdwname))]
                facets["type"] = .text(nonEmpty(create.servertype) ?? "none")
                facets["version"] = .text(nonEmpty(create.version) ?? "none")
                return Declaration.Body(
                    [.make(.other("server", [string(create.servername)]), facets, if: create.if_not_exists != 0)],
                    unverified: secrets(create.n_options))
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT,
            { node in
                let alter = node.alter_foreign_server_stmt.pointee
                let version: Facets = ["version": .text(nonEmpty(alter.version) ?? "none")]
                let object = ObjectIdentity.other("server", [string(alter.servername)])
                return Declaration.Body(
                    alter.has_version != 0 ? [.set(object, version)] : [], unverified: secrets(alter.n_options))
            }
        ),
        (
            PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT,
            { node in
                let create = node.create_user_mapping_stmt.pointee
                guard let role = create.user, RoleName.of(role.pointee) != nil else { return nil }
                let name = "\(AlterWords.roleName(role.pointee)) SERVER \(string(create.servername))"
                return Declaration.Body(
                    [.make(.other("user mapping", [name]), if: create.if_not_exists != 0)],
                    unverified: secrets(create.n_options))
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT,
            { Declaration.Body([], unverified: secrets($0.alter_user_mapping_stmt.pointee.n_options)) }
        ),
    ]

    private static func secrets(_ count: Int) -> [String] { count == 0 ? [] : ["OPTIONS, which are never read"] }

    private static func functions(_ list: [Node]) -> Facets {
        var facets = Facets()
        for option in list.compactMap(\.definition) {
            facets[option.name] = .text(option.pointee.arg == nil ? "none" : option.lastName)
        }
        return facets
    }
}
