import CPgQuery
import TreeGuardSchema

/// The words of the ALTER TABLE actions that have no case in the AST.
enum AlterWords {
    static func words(for command: PgQuery__AlterTableCmd) -> String {
        let known = words[command.subtype.rawValue] ?? "an action numbered \(command.subtype.rawValue)"
        return [known, object(of: command)].compactMap { $0 }.joined(separator: " ")
    }

    private static func object(of command: PgQuery__AlterTableCmd) -> String? {
        if let name = nonEmpty(command.name) { return quotedIdentifier(name) }
        if let role = command.newowner { return roleName(role.pointee) }
        guard let node = command.def else { return nil }
        switch node.kind {
        case PG_QUERY__NODE__NODE_PARTITION_CMD:
            let partition = node.pointee.partition_cmd.pointee
            let bound = partition.bound.map { " " + Canonical.bound($0.pointee) } ?? ""
            return partition.name.map { ObjectName($0).description + bound }
        case PG_QUERY__NODE__NODE_RANGE_VAR: return ObjectName(node.pointee.range_var).description
        case PG_QUERY__NODE__NODE_TYPE_NAME: return node.typeName?.description
        case PG_QUERY__NODE__NODE_REPLICA_IDENTITY_STMT: return identity(node.pointee.replica_identity_stmt.pointee)
        case PG_QUERY__NODE__NODE_LIST:
            let settings = node.items.compactMap(\.definition).map { option in
                option.pointee.arg == nil ? option.name : "\(option.name)=\(option.text)"
            }
            return "(\(settings.joined(separator: ", ")))"
        default: return nil
        }
    }

    static func roleName(_ role: PgQuery__RoleSpec) -> String {
        switch role.roletype {
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_ROLE: "CURRENT_ROLE"
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_USER: "CURRENT_USER"
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_SESSION_USER: "SESSION_USER"
        case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: "PUBLIC"
        default: quotedIdentifier(string(role.rolename))
        }
    }

    // REPLICA_IDENTITY_* of catalog/pg_class.h.
    static func identity(_ identity: PgQuery__ReplicaIdentityStmt) -> String {
        switch string(identity.identity_type) {
        case "f": "FULL"
        case "n": "NOTHING"
        case "i": "USING INDEX " + quotedIdentifier(string(identity.name))
        default: "DEFAULT"
        }
    }

    private static let words: [UInt32: String] = {
        let table: [(PgQuery__AlterTableType, String)] = [
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics, "SET STATISTICS"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions, "SET OPTIONS OF COLUMN"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions, "RESET OPTIONS OF COLUMN"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions, "OPTIONS OF COLUMN"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner, "OWNER TO"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn, "CLUSTER ON"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster, "SET WITHOUT CLUSTER"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged, "SET LOGGED"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged, "SET UNLOGGED"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DropOids, "SET WITHOUT OIDS"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod, "SET ACCESS METHOD"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace, "SET TABLESPACE"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions, "SET"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions, "RESET"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule, "ENABLE RULE"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule, "ENABLE ALWAYS RULE"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule, "ENABLE REPLICA RULE"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule, "DISABLE RULE"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit, "INHERIT"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit, "NO INHERIT"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf, "OF"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf, "NOT OF"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity, "REPLICA IDENTITY"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity, "ENABLE ROW LEVEL SECURITY"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity, "DISABLE ROW LEVEL SECURITY"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity, "FORCE ROW LEVEL SECURITY"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity, "NO FORCE ROW LEVEL SECURITY"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_GenericOptions, "OPTIONS"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition, "ATTACH PARTITION"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition, "DETACH PARTITION"),
            (PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize, "DETACH PARTITION FINALIZE"),
        ]
        return Dictionary(uniqueKeysWithValues: table.map { ($0.rawValue, $1) })
    }()
}
