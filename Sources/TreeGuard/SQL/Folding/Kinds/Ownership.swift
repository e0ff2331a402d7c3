import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// ALTER ... OWNER TO, except on tables, where it is one action among others; and CLUSTER ... USING.
    static let ownership: Family = [
        (
            PG_QUERY__NODE__NODE_CLUSTER_STMT,
            { node in
                let cluster = node.cluster_stmt.pointee
                guard let relation = cluster.relation, let index = nonEmpty(cluster.indexname) else { return nil }
                return Declaration.Body([
                    .setting("clustering index", of: .relation(ObjectName(relation)), .text(index))
                ])
            }
        ),
        (
            PG_QUERY__NODE__NODE_ALTER_OWNER_STMT,
            { node in
                let alter = node.alter_owner_stmt.pointee
                guard let role = alter.newowner, let object = alter.object,
                    let identity = ObjectIdentity(alter.object_type, object)
                else { return nil }
                return Declaration.Body([.setting("owner", of: identity, Facet(role.pointee))])
            }
        ),
    ]
}
