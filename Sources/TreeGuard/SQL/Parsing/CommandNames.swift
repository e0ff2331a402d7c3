import CPgQuery

/// The SQL name of a statement that nothing else here describes: "CREATE POLICY".
enum CommandName {
    static func command(of node: Node) -> String {
        let value = node.pointee
        return switch node.kind {
        case PG_QUERY__NODE__NODE_DEFINE_STMT: "CREATE " + ObjectKind.words(for: value.define_stmt.pointee.kind)
        case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT:
            "ALTER " + ObjectKind.words(for: value.alter_owner_stmt.pointee.object_type) + " OWNER"
        case PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT:
            "ALTER " + ObjectKind.words(for: value.alter_object_depends_stmt.pointee.object_type) + " DEPENDS"
        case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
            "ALTER " + ObjectKind.words(for: value.alter_object_schema_stmt.pointee.object_type) + " SET SCHEMA"
        case PG_QUERY__NODE__NODE_RENAME_STMT:
            "ALTER " + ObjectKind.words(for: value.rename_stmt.pointee.rename_type) + " RENAME"
        case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
            "ALTER " + ObjectKind.words(for: value.alter_table_stmt.pointee.objtype)
        case PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT:
            "ALTER " + ObjectKind.words(for: value.alter_function_stmt.pointee.objtype)
        case PG_QUERY__NODE__NODE_DROP_STMT: "DROP " + ObjectKind.words(for: value.drop_stmt.pointee.remove_type)
        case PG_QUERY__NODE__NODE_COMMENT_STMT:
            "COMMENT ON " + ObjectKind.words(for: value.comment_stmt.pointee.objtype)
        case PG_QUERY__NODE__NODE_GRANT_STMT: value.grant_stmt.pointee.is_grant != 0 ? "GRANT" : "REVOKE"
        case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT: value.grant_role_stmt.pointee.is_grant != 0 ? "GRANT" : "REVOKE"
        default: fixed[node.kind.rawValue] ?? "a statement numbered \(node.kind.rawValue)"
        }
    }

    private static let fixed: [UInt32: String] = {
        let table: [(PgQuery__Node__NodeCase, String)] = [
            (PG_QUERY__NODE__NODE_CLUSTER_STMT, "CLUSTER"),
            (PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT, "ALTER DOMAIN"),
            (PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT, "ALTER DEFAULT PRIVILEGES"),
            (PG_QUERY__NODE__NODE_RULE_STMT, "CREATE RULE"),
            (PG_QUERY__NODE__NODE_CREATEDB_STMT, "CREATE DATABASE"),
            (PG_QUERY__NODE__NODE_ALTER_SEQ_STMT, "ALTER SEQUENCE"),
            (PG_QUERY__NODE__NODE_CREATE_PLANG_STMT, "CREATE LANGUAGE"),
            (PG_QUERY__NODE__NODE_CREATE_ROLE_STMT, "CREATE ROLE"),
            (PG_QUERY__NODE__NODE_ALTER_ROLE_STMT, "ALTER ROLE"),
            (PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT, "ALTER ROLE SET"),
            (PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT, "ALTER DATABASE"),
            (PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT, "ALTER DATABASE SET"),
            (PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT, "ALTER DATABASE REFRESH COLLATION VERSION"),
            (PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT, "CREATE CONVERSION"),
            (PG_QUERY__NODE__NODE_CREATE_CAST_STMT, "CREATE CAST"),
            (PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT, "CREATE OPERATOR CLASS"),
            (PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT, "CREATE OPERATOR FAMILY"),
            (PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT, "ALTER OPERATOR FAMILY"),
            (PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT, "CREATE TABLESPACE"),
            (PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT, "ALTER TABLESPACE"),
            (PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT, "ALTER TABLE ALL IN TABLESPACE"),
            (PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT, "ALTER OPERATOR"),
            (PG_QUERY__NODE__NODE_ALTER_TYPE_STMT, "ALTER TYPE"),
            (PG_QUERY__NODE__NODE_DROP_OWNED_STMT, "DROP OWNED"),
            (PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT, "REASSIGN OWNED"),
            (PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT, "ALTER TEXT SEARCH DICTIONARY"),
            (PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT, "ALTER TEXT SEARCH CONFIGURATION"),
            (PG_QUERY__NODE__NODE_CREATE_FDW_STMT, "CREATE FOREIGN DATA WRAPPER"),
            (PG_QUERY__NODE__NODE_ALTER_FDW_STMT, "ALTER FOREIGN DATA WRAPPER"),
            (PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT, "CREATE SERVER"),
            (PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT, "ALTER SERVER"),
            (PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT, "CREATE USER MAPPING"),
            (PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT, "ALTER USER MAPPING"),
            (PG_QUERY__NODE__NODE_SEC_LABEL_STMT, "SECURITY LABEL"),
            (PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT, "IMPORT FOREIGN SCHEMA"),
            (PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT, "ALTER EXTENSION"),
            (PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT, "ALTER EXTENSION"),
            (PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT, "CREATE EVENT TRIGGER"),
            (PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT, "ALTER EVENT TRIGGER"),
            (PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT, "ALTER SYSTEM"),
            (PG_QUERY__NODE__NODE_CREATE_POLICY_STMT, "CREATE POLICY"),
            (PG_QUERY__NODE__NODE_ALTER_POLICY_STMT, "ALTER POLICY"),
            (PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT, "CREATE TRANSFORM"),
            (PG_QUERY__NODE__NODE_CREATE_AM_STMT, "CREATE ACCESS METHOD"),
            (PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT, "CREATE PUBLICATION"),
            (PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT, "ALTER PUBLICATION"),
            (PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT, "CREATE SUBSCRIPTION"),
            (PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT, "ALTER SUBSCRIPTION"),
            (PG_QUERY__NODE__NODE_CREATE_STATS_STMT, "CREATE STATISTICS"),
            (PG_QUERY__NODE__NODE_ALTER_STATS_STMT, "ALTER STATISTICS"),
            (PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT, "ALTER COLLATION"),
        ]
        return Dictionary(uniqueKeysWithValues: table.map { ($0.rawValue, $1) })
    }()
}
