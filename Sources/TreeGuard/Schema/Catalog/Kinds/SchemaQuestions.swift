extension CatalogQuestion {
    static let schemaKinds = [schemaFacets, extensionFacets, eventTriggers, defaultPrivileges]

    static let schemaFacets = CatalogQuestion(
        sql: """
            SELECT 'facet', nspname, NULL, nspname,
                format('ALTER SCHEMA %I OWNER TO %I', nspname, pg_get_userbyid(nspowner))
                || \(grants(on: "format('SCHEMA %I', nspname)", acl: "nspacl", kind: "n", owner: "nspowner")), 'facets'
            FROM pg_namespace WHERE nspname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "schema") })

    static let extensionFacets = CatalogQuestion(
        sql: """
            SELECT 'facet', nspname, NULL, extname, format('ALTER EXTENSION %I UPDATE TO %L', extname, extversion)
                || format('; ALTER EXTENSION %I SET SCHEMA %I', extname, nspname), 'facets'
            FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
            WHERE extname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "extension") })

    static let eventTriggers = CatalogQuestion(
        sql: """
            SELECT 'event trigger', NULL, NULL, evtname,
                format('CREATE EVENT TRIGGER %I ON %s', evtname, evtevent)
                || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(evttags) tag)
                    || ')', '')
                || format(' EXECUTE FUNCTION %I.%I()', nspname, proname)
                || format('; ALTER EVENT TRIGGER %I %s', evtname, CASE evtenabled WHEN 'D' THEN 'DISABLE'
                    WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END)
                \(owner(of: "format('EVENT TRIGGER %I', evtname)", "evtowner"))
                \(comment(on: "format('EVENT TRIGGER %I', evtname)", "e.oid", "pg_event_trigger")), NULL
            FROM pg_event_trigger e JOIN pg_proc p ON p.oid = evtfoid JOIN pg_namespace n ON n.oid = pronamespace
            WHERE evtname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "event trigger") })

    /// Default privileges, twice: for their own role, and for any role that runs the migration.
    static let defaultPrivileges = CatalogQuestion(
        sql: """
            SELECT 'facet', nspname, NULL, NULL, format('ALTER DEFAULT PRIVILEGES %s%s GRANT %s ON %s TO %s%s', role,
                CASE WHEN nspname IS NULL THEN '' ELSE format(' IN SCHEMA %I', nspname) END, privilege_type,
                CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'T' THEN 'TYPES'
                    WHEN 'n' THEN 'SCHEMAS' ELSE 'FUNCTIONS' END,
                CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), 'facets'
            FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
            CROSS JOIN LATERAL aclexplode(defaclacl)
            CROSS JOIN LATERAL (VALUES (''), ('FOR ROLE ' || quote_ident(pg_get_userbyid(defaclrole)))) r (role)
            WHERE $1::text IS NOT NULL AND $2::text IS NOT NULL AND defaclobjtype IN ('r', 'S', 'T', 'n', 'f')
            """,
        names: { $0.names(of: "default privileges") })
}
