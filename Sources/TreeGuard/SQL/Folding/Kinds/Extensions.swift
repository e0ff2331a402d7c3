import CPgQuery
import TreeGuardSchema

extension Declaring {
    static let extensions: Family = [
        (
            PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT,
            { node in
                let alter = node.alter_extension_stmt.pointee
                guard let version = options(alter.n_options, alter.options)["new_version"] else {
                    return Declaration.Body([], unverified: ["UPDATE to the newest version"])
                }
                return Declaration.Body([.setting("version", of: .extension(string(alter.extname)), .text(version))])
            }
        )
    ]

    static func settings(of create: PgQuery__CreateExtensionStmt) -> [Declaration.Part] {
        let options = options(create.n_options, create.options)
        let object = ObjectIdentity.extension(string(create.extname))
        let isConditional = create.if_not_exists != 0
        return [("version", options["new_version"]), ("schema", options["schema"])].compactMap { name, value in
            value.map { .setting(name, of: object, .text($0), if: isConditional) }
        }
    }
}
