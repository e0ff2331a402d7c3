import CPgQuery
import TreeGuardSchema

extension Declaration {
    /// Reads actions of ALTER TABLE, ALTER INDEX and the like that set facets; nil for others.
    init?(_ command: PgQuery__AlterTableCmd, on object: ObjectIdentity, if isConditional: Bool) {
        guard
            let parts = Part.storage(command, object) ?? Part.security(command, object)
                ?? Part.family(command, object) ?? Part.parameters(command, object) ?? Part.rule(command, object)
        else { return nil }
        self.init(
            AlterWords.words(for: command),
            parts.map { part in
                var part = part
                part.isConditional = part.isConditional || isConditional
                return part
            })
    }
}

extension Declaration.Part {
    fileprivate static func storage(_ command: PgQuery__AlterTableCmd, _ object: ObjectIdentity) -> [Self]? {
        let name = string(command.name)
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner:
            return command.newowner.map { [.setting("owner", of: object, Facet($0.pointee))] }
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged: return [.setting("persistence", of: object, .text("permanent"))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged: return [.setting("persistence", of: object, .text("unlogged"))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod where !name.isEmpty:
            return [.setting("access method", of: object, .text(name))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace: return [.setting("tablespace", of: object, .text(name))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ClusterOn: return [.setting("clustering index", of: object, .text(name))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster:
            return [.setting("clustering index", of: object, .text("none"))]
        default: return nil
        }
    }

    fileprivate static func security(_ command: PgQuery__AlterTableCmd, _ object: ObjectIdentity) -> [Self]? {
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity:
            return [.setting("row level security", of: object, .flag(true))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity:
            return [.setting("row level security", of: object, .flag(false))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity:
            return [.setting("forced row level security", of: object, .flag(true))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity:
            return [.setting("forced row level security", of: object, .flag(false))]
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity:
            guard let node = command.def, node.kind == PG_QUERY__NODE__NODE_REPLICA_IDENTITY_STMT else { return nil }
            let words = AlterWords.identity(node.pointee.replica_identity_stmt.pointee)
            return [.setting("replica identity", of: object, .text(words))]
        default: return nil
        }
    }

    /// Actions on inheritance and partitions: parents and children.
    fileprivate static func family(_ command: PgQuery__AlterTableCmd, _ object: ObjectIdentity) -> [Self]? {
        guard let node = command.def else {
            return command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf
                ? [.remove(.facet(of: object, "type"))] : nil
        }
        switch (command.subtype, node.kind) {
        case (PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit, PG_QUERY__NODE__NODE_RANGE_VAR):
            return [.make(.member(object, of: .relation(ObjectName(node.pointee.range_var))))]
        case (PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit, PG_QUERY__NODE__NODE_RANGE_VAR):
            return [.remove(.member(object, of: .relation(ObjectName(node.pointee.range_var))))]
        case (PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf, PG_QUERY__NODE__NODE_TYPE_NAME):
            return node.typeName.map { [.setting("type", of: object, .object(.type($0.name)))] }
        case (_, PG_QUERY__NODE__NODE_PARTITION_CMD):
            let partition = node.pointee.partition_cmd.pointee
            guard let name = partition.name.map({ ObjectName($0) }) else { return nil }
            var child = ObjectIdentity.relation(name)
            if case .index = object { child = .index(name) }
            if command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition {
                return [.make(.member(child, of: object), partition.bound.map { Facets(bound: $0.pointee) } ?? [:])]
            }
            return [.remove(.member(child, of: object))]
        default: return nil
        }
    }

    /// `SET (name = value)` and `RESET (name)`, for the relation or a column.
    fileprivate static func parameters(_ command: PgQuery__AlterTableCmd, _ object: ObjectIdentity) -> [Self]? {
        let column = ObjectIdentity.relationName(object).map { ObjectIdentity.column(of: $0, string(command.name)) }
        let list = command.def?.items ?? []
        switch command.subtype {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
            let parameters = Clauses.parameters(of: object, list)
            // The parameters of an index are part of its definition.
            guard case .index = object else { return parameters }
            return parameters.map { Self(object, $0.act) }
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions: return column.map { Clauses.parameters(of: $0, list) }
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions: return resetting(list, object)
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions: return column.map { resetting(list, $0) }
        default: return nil
        }
    }

    private static func resetting(_ list: [Node], _ object: ObjectIdentity) -> [Self] {
        list.compactMap(\.definition).map { .remove(.facet(of: object, Clauses.parameter($0)), if: true) }
    }

    fileprivate static func rule(_ command: PgQuery__AlterTableCmd, _ object: ObjectIdentity) -> [Self]? {
        let states = [
            PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule: "origin", PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule: "disabled",
            PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule: "always",
            PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule: "replica",
        ]
        guard let state = states[command.subtype], let table = ObjectIdentity.relationName(object) else { return nil }
        return [.set(.rule(of: table, string(command.name)), ["enabled": .text(state)])]
    }
}

extension ObjectIdentity {
    fileprivate static func relationName(_ object: ObjectIdentity) -> ObjectName? {
        switch object {
        case .relation(let name), .index(let name): name
        default: nil
        }
    }
}
