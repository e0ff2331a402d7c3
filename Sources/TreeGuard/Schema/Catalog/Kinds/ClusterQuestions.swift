extension CatalogQuestion {
    /// The kinds that belong to the cluster. Passwords are in a catalog that is never read.
    static let clusterKinds = [roles, databases, tablespaces]

    static let roles = CatalogQuestion(
        sql: """
            SELECT 'role', NULL, NULL, r.rolname, format('CREATE ROLE %I %s CONNECTION LIMIT %s', r.rolname,
                    concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
                        CASE WHEN rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                        CASE WHEN rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
                        CASE WHEN rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
                        CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                        CASE WHEN rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
                        CASE WHEN rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END), rolconnlimit)
                || coalesce((SELECT string_agg(format('; GRANT %I TO %I%s', pg_get_userbyid(roleid),
                    pg_get_userbyid(member), CASE WHEN admin_option THEN ' WITH ADMIN OPTION'
                    ELSE format('; REVOKE ADMIN OPTION FOR %I FROM %I', pg_get_userbyid(roleid),
                        pg_get_userbyid(member)) END), '')
                    FROM pg_auth_members WHERE roleid = r.oid OR member = r.oid), '')
                || coalesce(format('; COMMENT ON ROLE %I IS ', r.rolname)
                    || quote_literal(shobj_description(r.oid, 'pg_authid')), ''), NULL
            FROM pg_roles r WHERE r.rolname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "role") })

    static let databases = CatalogQuestion(
        sql: """
            SELECT 'database', NULL, NULL, datname, format('CREATE DATABASE %I', datname)
                \(owner(of: "format('DATABASE %I', datname)", "datdba"))
                || \(grants(on: "format('DATABASE %I', datname)", acl: "datacl", kind: "d", owner: "datdba"))
                || coalesce(format('; COMMENT ON DATABASE %I IS ', datname)
                    || quote_literal(shobj_description(d.oid, 'pg_database')), ''), NULL
            FROM pg_database d WHERE datname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "database") })

    static let tablespaces = CatalogQuestion(
        sql: """
            SELECT 'tablespace', NULL, NULL, spcname, format('CREATE TABLESPACE %I LOCATION ''''', spcname)
                \(owner(of: "format('TABLESPACE %I', spcname)", "spcowner"))
                || \(grants(on: "format('TABLESPACE %I', spcname)", acl: "spcacl", kind: "t", owner: "spcowner")), NULL
            FROM pg_tablespace WHERE spcname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "tablespace") })
}
