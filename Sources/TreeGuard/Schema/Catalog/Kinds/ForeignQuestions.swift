extension CatalogQuestion {
    /// Foreign data objects. Their options may hold passwords, so we never ask for options.
    static let foreignKinds = [foreignDataWrappers, servers, userMappings]

    static let foreignDataWrappers = CatalogQuestion(
        sql: """
            SELECT 'foreign data wrapper', NULL, NULL, fdwname, format('CREATE FOREIGN DATA WRAPPER %I', fdwname)
                || CASE fdwhandler WHEN 0 THEN ' NO HANDLER' ELSE ' HANDLER ' || fdwhandler::regproc END
                || CASE fdwvalidator WHEN 0 THEN ' NO VALIDATOR' ELSE ' VALIDATOR ' || fdwvalidator::regproc END
                \(owner(of: "format('FOREIGN DATA WRAPPER %I', fdwname)", "fdwowner"))
                || \(grants(
                    on: "format('FOREIGN DATA WRAPPER %I', fdwname)", acl: "fdwacl", kind: "F", owner: "fdwowner"))
                \(comment(on: "format('FOREIGN DATA WRAPPER %I', fdwname)", "f.oid", "pg_foreign_data_wrapper")), NULL
            FROM pg_foreign_data_wrapper f WHERE fdwname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "foreign data wrapper") })

    static let servers = CatalogQuestion(
        sql: """
            SELECT 'server', NULL, NULL, srvname, format('CREATE SERVER %I', srvname)
                || coalesce(' TYPE ' || quote_literal(srvtype), '') || coalesce(' VERSION ' || quote_literal(srvversion), '')
                || format(' FOREIGN DATA WRAPPER %I', fdwname)
                \(owner(of: "format('SERVER %I', srvname)", "srvowner"))
                || \(grants(on: "format('FOREIGN SERVER %I', srvname)", acl: "srvacl", kind: "S", owner: "srvowner"))
                \(comment(on: "format('SERVER %I', srvname)", "s.oid", "pg_foreign_server")), NULL
            FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
            WHERE srvname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "server") })

    static let userMappings = CatalogQuestion(
        sql: """
            SELECT 'user mapping', NULL, NULL, usename, format('CREATE USER MAPPING FOR %s SERVER %I',
                CASE umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(usename) END, srvname), NULL
            FROM pg_user_mappings WHERE srvname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "user mapping") })
}
