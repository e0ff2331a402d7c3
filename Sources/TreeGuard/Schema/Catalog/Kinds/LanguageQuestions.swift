extension CatalogQuestion {
    static let languageKinds = [languages, accessMethods, transforms, conversions, collations]

    static let languages = CatalogQuestion(
        sql: """
            SELECT 'language', NULL, NULL, lanname, format('CREATE %s LANGUAGE %I HANDLER %s',
                    CASE WHEN lanpltrusted THEN 'TRUSTED' ELSE '' END, lanname, lanplcallfoid::regproc)
                \(owner(of: "format('LANGUAGE %I', lanname)", "lanowner"))
                || \(grants(on: "format('LANGUAGE %I', lanname)", acl: "lanacl", kind: "l", owner: "lanowner"))
                \(comment(on: "format('LANGUAGE %I', lanname)", "l.oid", "pg_language")), NULL
            FROM pg_language l WHERE lanispl AND lanname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "language") })

    static let accessMethods = CatalogQuestion(
        sql: """
            SELECT 'access method', NULL, NULL, amname, format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', amname,
                    CASE amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, amhandler)
                \(comment(on: "format('ACCESS METHOD %I', amname)", "a.oid", "pg_am")), NULL
            FROM pg_am a WHERE amname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "access method") })

    static let transforms = CatalogQuestion(
        sql: """
            SELECT 'transform', NULL, NULL, NULL, format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)',
                    format_type(trftype, NULL), lanname, concat_ws(', ',
                    CASE WHEN trffromsql <> 0 THEN format('FROM SQL WITH FUNCTION %s(internal)', trffromsql) END,
                    CASE WHEN trftosql <> 0 THEN format('TO SQL WITH FUNCTION %s(internal)', trftosql) END))
                \(comment(
                    on: "format('TRANSFORM FOR %s LANGUAGE %I', format_type(trftype, NULL), lanname)", "t.oid",
                    "pg_transform")), NULL
            FROM pg_transform t JOIN pg_language l ON l.oid = trflang WHERE $1::text IS NOT NULL AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "transform") })

    static let conversions = CatalogQuestion(
        sql: """
            SELECT 'conversion', nspname, NULL, conname, format('CREATE %s CONVERSION %I.%I FOR %L TO %L FROM %s',
                    CASE WHEN condefault THEN 'DEFAULT' ELSE '' END, nspname, conname,
                    pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc)
                \(owner(of: "format('CONVERSION %I.%I', nspname, conname)", "conowner"))
                \(comment(on: "format('CONVERSION %I.%I', nspname, conname)", "c.oid", "pg_conversion")), NULL
            FROM pg_conversion c JOIN pg_namespace n ON n.oid = connamespace
            WHERE conname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "conversion") })

    // The ICU locale is in collcollate up to version 14, in colliculocale up to 16, and in colllocale since 17.
    static let collations = CatalogQuestion(
        sql: """
            SELECT 'collation', nspname, NULL, collname, format('CREATE COLLATION %I.%I (PROVIDER = %s, DETERMINISTIC = %s',
                    nspname, collname, CASE collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
                    coalesce(to_jsonb(c) ->> 'collisdeterministic', 'true'))
                || CASE collprovider WHEN 'c' THEN format(', LC_COLLATE = %L, LC_CTYPE = %L', collcollate, collctype)
                    ELSE format(', LOCALE = %L', coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale',
                        collcollate)) END || ')'
                \(owner(of: "format('COLLATION %I.%I', nspname, collname)", "collowner"))
                \(comment(on: "format('COLLATION %I.%I', nspname, collname)", "c.oid", "pg_collation")), NULL
            FROM pg_collation c JOIN pg_namespace n ON n.oid = collnamespace
            WHERE collname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "collation") })
}
