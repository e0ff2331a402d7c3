extension CatalogQuestion {
    /// Questions about rare kinds of objects: asked only if the migrations have such names.
    package static let kinds: [CatalogQuestion] =
        relationKinds + routineKinds + schemaKinds + replicationKinds + foreignKinds + textSearchKinds + operatorKinds
        + languageKinds + clusterKinds

    /// `GRANT ... ON object TO role` for each entry of the access control list, or of the default list if there is
    /// none. `acldefault` takes a letter for the kind. `name` is an SQL expression for the object's words.
    static func grants(on name: String, acl: String, kind: Character, owner: String) -> String {
        """
        coalesce((SELECT string_agg(format('; GRANT %s ON %s TO %s%s', privilege_type, \(name),
            role, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE format('; REVOKE GRANT OPTION FOR %s ON %s FROM %s',
                privilege_type, \(name), role) END), '')
            FROM aclexplode(coalesce(\(acl), acldefault('\(kind)', \(owner)))) CROSS JOIN LATERAL (SELECT
                CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS role) r), '')
        """
    }

    /// `; ALTER object OWNER TO role`.
    static func owner(of name: String, _ owner: String) -> String {
        "|| format('; ALTER %s OWNER TO %I', \(name), pg_get_userbyid(\(owner)))"
    }

    /// `; COMMENT ON object IS text`, if it has a comment.
    static func comment(on name: String, _ oid: String, _ catalog: String) -> String {
        "|| coalesce(format('; COMMENT ON %s IS ', \(name)) || quote_literal(obj_description(\(oid), '\(catalog)')), '')"
    }

    /// The condition for the wanted schemas and those of the session's search path.
    static let inAskedSchemas = "nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[])"
}
