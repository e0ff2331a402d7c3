import CPgQuery
import TreeGuardSchema

extension Statement.Kind {
    /// Reads COMMENT, DROP, RENAME and SET SCHEMA for every kind of object.
    static func objectChange(_ node: Node) -> Statement.Kind? {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_COMMENT_STMT:
            let comment = value.comment_stmt.pointee
            guard let object = comment.object.flatMap({ ObjectIdentity(comment.objtype, $0) }) else { return nil }
            // PostgreSQL treats '' as NULL: no comment.
            return .comment(on: object, text: nonEmpty(comment.comment))
        case PG_QUERY__NODE__NODE_DROP_STMT: return dropping(value.drop_stmt.pointee)
        case PG_QUERY__NODE__NODE_RENAME_STMT: return renaming(value.rename_stmt.pointee)
        case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
            let move = value.alter_object_schema_stmt.pointee
            let object =
                move.relation.flatMap { ObjectIdentity(move.object_type, relation: $0, part: "") }
                ?? move.object.flatMap { ObjectIdentity(move.object_type, $0) }
            // The extension keeps its name; its objects move.
            if case .extension = object {
                return object.map {
                    .declare(
                        Declaration(
                            "ALTER EXTENSION SET SCHEMA",
                            [.setting("schema", of: $0, .text(string(move.newschema)))]))
                }
            }
            return object.map { .setSchema($0, to: string(move.newschema)) }
        default: return droppingShared(node)
        }
    }

    private static func dropping(_ drop: PgQuery__DropStmt) -> Statement.Kind? {
        let named = nodes(drop.n_objects, drop.objects)
        let objects = named.compactMap { ObjectIdentity(drop.remove_type, $0) }
        guard objects.count == named.count else { return nil }
        return .drop(
            Statement.Drop(
                objects, ifExists: drop.missing_ok != 0,
                cascade: drop.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE))
    }

    private static func renaming(_ rename: PgQuery__RenameStmt) -> Statement.Kind? {
        let part = string(rename.subname)
        let object: ObjectIdentity? =
            if let relation = rename.relation {
                ObjectIdentity(rename.rename_type, relation: relation, part: part)
            } else if rename.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT {
                rename.object.flatMap { $0.typeName?.name ?? ObjectName($0.items.compactMap(\.name)) }
                    .map { .constraint(of: $0, part) }
            } else if let node = rename.object {
                ObjectIdentity(rename.rename_type, node)
            } else if rename.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA {
                .schema(part)
            } else {
                .other(kind: ObjectKind.words(for: rename.rename_type).lowercased(), ObjectName(part))
            }
        return object.map {
            .rename(Statement.Rename($0, to: string(rename.newname), ifExists: rename.missing_ok != 0))
        }
    }

    /// Reads the DROP statements of cluster-wide objects, which have their own nodes.
    private static func droppingShared(_ node: Node) -> Statement.Kind? {
        let value = node.pointee
        switch node.kind {
        case PG_QUERY__NODE__NODE_DROPDB_STMT:
            let drop = value.dropdb_stmt.pointee
            return dropping("database", [string(drop.dbname)], ifExists: drop.missing_ok)
        case PG_QUERY__NODE__NODE_DROP_ROLE_STMT:
            let drop = value.drop_role_stmt.pointee
            let roles = nodes(drop.n_roles, drop.roles)
                .filter { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC }.map {
                    string($0.pointee.role_spec.pointee.rolename)
                }
            return dropping("role", roles, ifExists: drop.missing_ok)
        case PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT:
            let drop = value.drop_table_space_stmt.pointee
            return dropping("tablespace", [string(drop.tablespacename)], ifExists: drop.missing_ok)
        case PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT:
            let drop = value.drop_subscription_stmt.pointee
            return dropping("subscription", [string(drop.subname)], ifExists: drop.missing_ok)
        case PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT:
            let drop = value.drop_user_mapping_stmt.pointee
            let role = drop.user.map { AlterWords.roleName($0.pointee) } ?? ""
            return dropping("user mapping", ["\(role) SERVER \(string(drop.servername))"], ifExists: drop.missing_ok)
        default: return nil
        }
    }

    private static func dropping(_ kind: String, _ names: [String], ifExists: Int32) -> Statement.Kind {
        .drop(Statement.Drop(names.map { .other(kind: kind, ObjectName($0)) }, ifExists: ifExists != 0))
    }
}
