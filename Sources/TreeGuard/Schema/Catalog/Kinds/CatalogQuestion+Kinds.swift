extension CatalogQuestion {
    /// Questions about what few migrations touch: asked only where such names are at stake.
    package static let kinds: [CatalogQuestion] =
        relationKinds + routineKinds + schemaKinds + replicationKinds + foreignKinds + textSearchKinds + operatorKinds
        + languageKinds + clusterKinds

    /// `GRANT ... ON object TO role` for each entry of an access control list; where there is none, the default one.
    /// `acldefault` knows each kind by a letter. `name` is SQL that gives the object's words.
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

    /// `; COMMENT ON object IS text`, where it has one.
    static func comment(on name: String, _ oid: String, _ catalog: String) -> String {
        "|| coalesce(format('; COMMENT ON %s IS ', \(name)) || quote_literal(obj_description(\(oid), '\(catalog)')), '')"
    }

    /// Schemas at stake, and those of the session's search path.
    static let inSchemasAtStake = "nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[])"
}
