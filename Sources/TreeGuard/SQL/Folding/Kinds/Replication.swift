import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// Publications and subscriptions. We never read a subscription's connection string.
    static let replication: Family = [
        (PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT, { $0.create_publication_stmt.pointee.declaration }),
        (PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT, { $0.alter_publication_stmt.pointee.declaration }),
        (PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT, { $0.create_subscription_stmt.pointee.declaration }),
        (PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT, { $0.alter_subscription_stmt.pointee.declaration }),
    ]

    fileprivate static func publication(_ options: [UnsafeMutablePointer<PgQuery__DefElem>]) -> Facets {
        var facets = Facets()
        for option in options {
            switch option.name {
            case "publish":
                let words = option.text.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() }
                facets["publish"] = .set(Set(words))
            case "publish_via_partition_root": facets[option.name] = .flag(option.isOn)
            default: break
            }
        }
        return facets
    }

    fileprivate static func members(
        _ publication: ObjectIdentity, _ list: [Node], _ act: (ObjectIdentity, Facets) -> Declaration.Part
    ) -> [Declaration.Part] {
        list.filter { $0.kind == PG_QUERY__NODE__NODE_PUBLICATION_OBJ_SPEC }.compactMap { node in
            let member = node.pointee.publication_obj_spec.pointee
            guard let table = member.pubtable?.pointee, let relation = table.relation else {
                return nonEmpty(member.name).map { act(.member(.schema($0), of: publication), [:]) }
            }
            return act(
                .member(.relation(ObjectName(relation)), of: publication),
                [
                    "columns": .set(Set(names(table.n_columns, table.columns))),
                    "WHERE": .expression(table.where_clause.map { Expression($0) }),
                ])
        }
    }
}

extension PgQuery__CreatePublicationStmt {
    fileprivate var declaration: Declaration.Body? {
        let publication = ObjectIdentity.other("publication", [string(pubname)])
        let standard: Facets = [
            "all tables": .flag(for_all_tables != 0), "publish": .set(["insert", "update", "delete", "truncate"]),
            "publish_via_partition_root": .flag(false),
        ]
        let stated = Declaring.publication(nodes(n_options, options).compactMap(\.definition))
        return Declaration.Body(
            [.make(publication, standard.overlaid(with: stated))]
                + Declaring.members(publication, nodes(n_pubobjects, pubobjects)) { .make($0, $1) })
    }
}

extension PgQuery__AlterPublicationStmt {
    fileprivate var declaration: Declaration.Body? {
        let publication = ObjectIdentity.other("publication", [string(pubname)])
        let facets = Declaring.publication(nodes(n_options, options).compactMap(\.definition))
        let isDrop = action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects
        let isSet = action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects && n_pubobjects > 0
        let members = Declaring.members(publication, nodes(n_pubobjects, pubobjects)) {
            isDrop ? .remove($0) : .make($0, $1, if: isSet)
        }
        return Declaration.Body(
            (facets.values.isEmpty ? [] : [.set(publication, facets)]) + members,
            unverified: isSet ? ["that nothing else is published"] : [])
    }
}

extension PgQuery__CreateSubscriptionStmt {
    fileprivate var declaration: Declaration.Body? {
        let options = nodes(n_options, options).compactMap(\.definition).byName
        let isConnecting = options["connect"]?.isOn ?? true
        return Declaration.Body([
            .make(
                .other("subscription", [string(subname)]),
                [
                    "enabled": .flag(options["enabled"]?.isOn ?? isConnecting),
                    "publications": .set(Set(names(n_publication, publication))),
                ])
        ])
    }
}

extension PgQuery__AlterSubscriptionStmt {
    fileprivate var declaration: Declaration.Body? {
        let subscription = ObjectIdentity.other("subscription", [string(subname)])
        switch kind {
        case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_ENABLED:
            let isOn = nodes(n_options, options).compactMap(\.definition).byName["enabled"]?.isOn ?? true
            return Declaration.Body([.set(subscription, ["enabled": .flag(isOn)])])
        case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_SET_PUBLICATION:
            return Declaration.Body([
                .set(subscription, ["publications": .set(Set(names(n_publication, publication)))])
            ])
        case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_REFRESH:
            return Declaration.Body([], unverified: ["REFRESH PUBLICATION"])
        case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_CONNECTION:
            return Declaration.Body([], unverified: ["CONNECTION"])
        default: return Declaration.Body([], unverified: ["its options"])
        }
    }
}
