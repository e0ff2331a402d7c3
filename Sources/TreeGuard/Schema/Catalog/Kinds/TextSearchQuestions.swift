extension CatalogQuestion {
    static let textSearchKinds = [
        textSearchConfigurations, textSearchDictionaries, textSearchParsers, textSearchTemplates,
    ]

    static let textSearchConfigurations = CatalogQuestion(
        sql: """
            SELECT 'text search configuration', n.nspname, NULL, cfgname,
                format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, cfgname, pn.nspname, prsname)
                || coalesce((SELECT string_agg(format('; ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s',
                    n.nspname, cfgname, alias, dictionaries), '') FROM (
                    SELECT alias, string_agg(format('%I.%I', dn.nspname, dictname), ', ' ORDER BY mapseqno) AS dictionaries
                    FROM pg_ts_config_map JOIN ts_token_type(cfgparser) ON tokid = maptokentype
                    JOIN pg_ts_dict d ON d.oid = mapdict JOIN pg_namespace dn ON dn.oid = dictnamespace
                    WHERE mapcfg = c.oid GROUP BY alias) m), '')
                \(owner(of: "format('TEXT SEARCH CONFIGURATION %I.%I', n.nspname, cfgname)", "cfgowner"))
                \(comment(on: "format('TEXT SEARCH CONFIGURATION %I.%I', n.nspname, cfgname)", "c.oid", "pg_ts_config")),
                NULL
            FROM pg_ts_config c JOIN pg_namespace n ON n.oid = cfgnamespace
            JOIN pg_ts_parser p ON p.oid = cfgparser JOIN pg_namespace pn ON pn.oid = prsnamespace
            WHERE cfgname = ANY ($1::name[])
            AND n.nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[])
            """,
        names: { $0.names(of: "text search configuration") })

    static let textSearchDictionaries = CatalogQuestion(
        sql: """
            SELECT 'text search dictionary', n.nspname, NULL, dictname,
                format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I', n.nspname, dictname, tn.nspname, tmplname)
                || coalesce(', ' || nullif(dictinitoption, ''), '') || ')'
                \(owner(of: "format('TEXT SEARCH DICTIONARY %I.%I', n.nspname, dictname)", "dictowner"))
                \(comment(on: "format('TEXT SEARCH DICTIONARY %I.%I', n.nspname, dictname)", "d.oid", "pg_ts_dict")), NULL
            FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = dictnamespace
            JOIN pg_ts_template t ON t.oid = dicttemplate JOIN pg_namespace tn ON tn.oid = tmplnamespace
            WHERE dictname = ANY ($1::name[])
            AND n.nspname = ANY ($2::name[] || current_setting('treeguard.search_path')::name[])
            """,
        names: { $0.names(of: "text search dictionary") })

    static let textSearchParsers = CatalogQuestion(
        sql: """
            SELECT 'text search parser', nspname, NULL, prsname,
                format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s', nspname,
                    prsname, prsstart, prstoken, prsend, prslextype)
                || CASE prsheadline WHEN 0 THEN '' ELSE ', HEADLINE = ' || prsheadline END || ')'
                \(comment(on: "format('TEXT SEARCH PARSER %I.%I', nspname, prsname)", "p.oid", "pg_ts_parser")), NULL
            FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = prsnamespace
            WHERE prsname = ANY ($1::name[]) AND \(inAskedSchemas)
            """,
        names: { $0.names(of: "text search parser") })

    static let textSearchTemplates = CatalogQuestion(
        sql: """
            SELECT 'text search template', nspname, NULL, tmplname,
                format('CREATE TEXT SEARCH TEMPLATE %I.%I (LEXIZE = %s', nspname, tmplname, tmpllexize)
                || CASE tmplinit WHEN 0 THEN '' ELSE ', INIT = ' || tmplinit END || ')'
                \(comment(on: "format('TEXT SEARCH TEMPLATE %I.%I', nspname, tmplname)", "t.oid", "pg_ts_template")), NULL
            FROM pg_ts_template t JOIN pg_namespace n ON n.oid = tmplnamespace
            WHERE tmplname = ANY ($1::name[]) AND \(inAskedSchemas)
            """,
        names: { $0.names(of: "text search template") })
}
