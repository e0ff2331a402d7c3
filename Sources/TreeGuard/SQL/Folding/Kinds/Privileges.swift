import CPgQuery
import TreeGuardSchema

extension Declaring {
    /// GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: each privilege of each role is an object that hangs on the other.
    static let privileges: Family = [
        (
            PG_QUERY__NODE__NODE_GRANT_STMT,
            { node in
                let grant = node.grant_stmt.pointee
                guard grant.targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_OBJECT else {
                    let schemas = names(grant.n_objects, grant.objects).map(quotedIdentifier).joined(separator: ", ")
                    return Declaration.Body([], unverified: ["on all objects in schema \(schemas)"])
                }
                let listed = nodes(grant.n_objects, grant.objects)
                let objects = listed.compactMap { grant.identity(of: $0) }
                guard objects.count == listed.count else { return nil }
                return grant.declaration(on: objects)
            }
        ),
        (PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT, { $0.alter_default_privileges_stmt.pointee.declaration }),
    ]
}

extension PgQuery__GrantStmt {
    fileprivate func identity(of node: Node) -> ObjectIdentity? {
        switch objtype {
        // GRANT ... ON TABLE names sequences and views as well.
        case _ where node.kind == PG_QUERY__NODE__NODE_RANGE_VAR: .relation(ObjectName(node.pointee.range_var))
        default: ObjectIdentity(objtype, node)
        }
    }

    /// nil where a role is whoever runs it.
    fileprivate func declaration(on objects: [ObjectIdentity]) -> Declaration.Body? {
        let specs = nodes(n_grantees, grantees).filter { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC }
        let roles = specs.compactMap { RoleName.of($0.pointee.role_spec.pointee) }
        guard roles.count == specs.count else { return nil }
        let named = nodes(n_privileges, privileges).filter { $0.kind == PG_QUERY__NODE__NODE_ACCESS_PRIV }
            .map { $0.pointee.access_priv.pointee }
        let all = Privilege.all(on: objtype)
        let wanted: [(name: String, columns: [String])] =
            named.isEmpty
            ? all.map { ($0, []) }
            : named.flatMap { privilege in
                let columns = names(privilege.n_cols, privilege.cols)
                // ALL (columns) has no name.
                let name = nonEmpty(privilege.priv_name)
                return (name.map { [$0 == "temp" ? "TEMPORARY" : $0.uppercased()] } ?? Privilege.ofColumns).map {
                    ($0, columns)
                }
            }
        let parts = objects.flatMap { object in
            roles.flatMap { role in wanted.flatMap { part(object, role, $0.name, $0.columns) } }
        }
        return Declaration.Body(parts)
    }

    private func part(
        _ object: ObjectIdentity, _ role: String, _ privilege: String, _ columns: [String]
    ) -> [Declaration.Part] {
        var targets = [object]
        if !columns.isEmpty, case .relation(let table) = object { targets = columns.map { .column(of: table, $0) } }
        return targets.map { target in
            let privilege = ObjectIdentity.facet(of: target, "\(privilege) for \(role)")
            if is_grant != 0 { return .make(privilege, grant_option != 0 ? ["GRANT OPTION": .flag(true)] : [:]) }
            if grant_option != 0 { return .set(privilege, ["GRANT OPTION": .flag(false)], if: true) }
            return .remove(privilege, if: true)
        }
    }
}

extension PgQuery__AlterDefaultPrivilegesStmt {
    /// Without FOR ROLE it is about whoever runs it: then any role's defaults will do.
    fileprivate var declaration: Declaration.Body? {
        guard let action else { return nil }
        let options = nodes(n_options, options).compactMap(\.definition).byName
        let roles = (options["roles"]?.pointee.arg?.items ?? [])
            .map { $0.kind == PG_QUERY__NODE__NODE_ROLE_SPEC ? RoleName.of($0.pointee.role_spec.pointee) : nil }
        let schemas = options["schemas"]?.pointee.arg?.items.compactMap(\.name) ?? []
        let kind = Privilege.plural(action.pointee.objtype)
        let owners =
            roles.isEmpty ? ["any role"] : roles.map { $0.map { "role " + quotedIdentifier($0) } ?? "any role" }
        let objects = owners.flatMap { owner in
            (schemas.isEmpty ? [nil] : schemas.map { $0 }).map { (schema: String?) in
                let place = schema.map { " in schema " + quotedIdentifier($0) } ?? ""
                return ObjectIdentity.other("default privileges", ["of \(owner)\(place) on \(kind)"])
            }
        }
        return action.pointee.declaration(on: objects)
    }
}

/// The meaning of ALL PRIVILEGES in PostgreSQL 15.
enum Privilege {
    static let ofColumns = ["SELECT", "INSERT", "UPDATE", "REFERENCES"]

    static func all(on type: PgQuery__ObjectType) -> [String] {
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE, PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
            ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
        case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: ["SELECT", "UPDATE", "USAGE"]
        case PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE: ["CREATE", "CONNECT", "TEMPORARY"]
        case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: ["CREATE", "USAGE"]
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLESPACE: ["CREATE"]
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
            PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE, PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            ["EXECUTE"]
        default: ["USAGE"]
        }
    }

    static func plural(_ type: PgQuery__ObjectType) -> String {
        switch type {
        case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE: "tables"
        case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: "sequences"
        case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: "types"
        case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: "schemas"
        default: "functions"
        }
    }
}
