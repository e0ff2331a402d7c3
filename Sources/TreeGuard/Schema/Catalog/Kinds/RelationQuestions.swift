extension CatalogQuestion {
    static let relationKinds = [
        relationFacets, relationPrivileges, columnFacets, inheritance, sequenceOptions, policies, rules, statistics,
    ]

    // Columns that some versions lack, and catalogs that change, are read through to_jsonb.
    static let relationFacets = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'facet', nspname, s.relname, NULL,
                format('ALTER TABLE %I.%I OWNER TO %I', nspname, s.relname, pg_get_userbyid(relowner))
                || format('; ALTER TABLE %I.%I SET %s', nspname, s.relname,
                    CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END)
                || format('; ALTER TABLE %I.%I SET TABLESPACE %I', nspname, s.relname, coalesce(
                    (SELECT spcname FROM pg_tablespace t WHERE t.oid = reltablespace),
                    (SELECT spcname FROM pg_database d JOIN pg_tablespace t ON t.oid = dattablespace
                        WHERE datname = current_database())))
                || coalesce((SELECT string_agg(format('; ALTER TABLE %I.%I SET (%I = %L)', nspname, s.relname,
                    option_name, option_value), '') FROM pg_options_to_table(reloptions)), '')
                || coalesce((SELECT string_agg(format('; ALTER TABLE %I.%I SET (toast.%I = %L)', nspname, s.relname,
                    option_name, option_value), '') FROM pg_class o, pg_options_to_table(o.reloptions)
                    WHERE o.oid = c.reltoastrelid), '')
                || CASE WHEN s.relkind = 'm' AND relispopulated
                    THEN format('; REFRESH MATERIALIZED VIEW %I.%I', nspname, s.relname) ELSE '' END
                || CASE WHEN s.relkind IN ('r', 'p') THEN
                    format('; ALTER TABLE %I.%I %s ROW LEVEL SECURITY', nspname, s.relname,
                        CASE WHEN relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END)
                    || format('; ALTER TABLE %I.%I %s ROW LEVEL SECURITY', nspname, s.relname,
                        CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END)
                    || format('; ALTER TABLE %I.%I REPLICA IDENTITY %s', nspname, s.relname, CASE relreplident
                        WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN coalesce((
                            SELECT format('USING INDEX %I', i.relname) FROM pg_index x
                            JOIN pg_class i ON i.oid = indexrelid WHERE indrelid = s.oid AND indisreplident), 'NOTHING')
                        ELSE 'DEFAULT' END)
                    || format('; ALTER TABLE %I.%I %s', nspname, s.relname, coalesce((
                        SELECT format('CLUSTER ON %I', i.relname) FROM pg_index x
                        JOIN pg_class i ON i.oid = indexrelid WHERE indrelid = s.oid AND indisclustered),
                        'SET WITHOUT CLUSTER'))
                    || coalesce((SELECT replace(CASE WHEN bool_and(tgenabled = 'O') THEN '; ALTER TABLE %s ENABLE TRIGGER ALL'
                        WHEN bool_and(tgenabled = 'D') THEN '; ALTER TABLE %s DISABLE TRIGGER ALL' ELSE '' END
                        || CASE WHEN bool_and(tgenabled = 'O') FILTER (WHERE NOT tgisinternal)
                            THEN '; ALTER TABLE %s ENABLE TRIGGER USER'
                        WHEN bool_and(tgenabled = 'D') FILTER (WHERE NOT tgisinternal)
                            THEN '; ALTER TABLE %s DISABLE TRIGGER USER' ELSE '' END,
                        '%s', format('%I.%I', nspname, s.relname))
                        FROM pg_trigger WHERE tgrelid = s.oid), '')
                ELSE '' END
                || CASE WHEN s.relkind IN ('r', 'm') THEN coalesce((SELECT format('; ALTER TABLE %I.%I SET ACCESS METHOD %I',
                    nspname, s.relname, amname) FROM pg_am a WHERE a.oid = c.relam), '') ELSE '' END
                || CASE WHEN s.relkind = 'p'
                    THEN format('; CREATE TABLE %I.%I () PARTITION BY %s', nspname, s.relname, pg_get_partkeydef(s.oid))
                    ELSE '' END
                || CASE WHEN c.reloftype <> 0 THEN format('; ALTER TABLE %I.%I OF %s', nspname, s.relname,
                    format_type(reloftype, NULL)) ELSE '' END
                || coalesce((SELECT format('; CREATE FOREIGN TABLE %I.%I () SERVER %I', nspname, s.relname, srvname)
                    FROM pg_foreign_table f JOIN pg_foreign_server v ON v.oid = ftserver WHERE ftrelid = s.oid), ''),
                'facets'
            FROM stake s JOIN pg_class c USING (oid) WHERE s.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
            """,
        names: { $0.names(of: "relation") })

    static let relationPrivileges = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'facet', nspname, s.relname, NULL,
                substr(\(grants(on: "format('%I.%I', nspname, s.relname)", acl: "relacl", kind: "r", owner: "relowner")), 3),
                'facets'
            FROM stake s JOIN pg_class c USING (oid) WHERE s.relkind IN ('r', 'p', 'f', 'v', 'm')
            UNION ALL SELECT 'facet', nspname, s.relname, NULL,
                substr(\(grants(on: "format('%I.%I', nspname, s.relname)", acl: "relacl", kind: "s", owner: "relowner")), 3),
                'facets'
            FROM stake s JOIN pg_class c USING (oid) WHERE s.relkind = 'S'
            """,
        names: { $0.names(of: "relation") })

    static let columnFacets = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'facet', nspname, s.relname, attname,
                substr(coalesce((SELECT string_agg(format('; GRANT %s (%I) ON %I.%I TO %s%s', privilege_type, attname,
                    nspname, s.relname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                    CASE WHEN is_grantable THEN ' WITH GRANT OPTION'
                    ELSE format('; REVOKE GRANT OPTION FOR %s (%I) ON %I.%I FROM %s', privilege_type, attname, nspname,
                        s.relname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
                    END), '') FROM aclexplode(attacl)), '')
                || coalesce((SELECT string_agg(format('; ALTER TABLE %I.%I ALTER COLUMN %I SET (%I = %L)', nspname,
                    s.relname, attname, option_name, option_value), '') FROM pg_options_to_table(attoptions)), '')
                || coalesce((SELECT format('; ALTER TABLE %I.%I ALTER COLUMN %I ', nspname, s.relname, attname)
                    || replace(options, ' /', ' SET ')
                    FROM pg_depend d JOIN (\(sequencesInWords)) q ON seqrelid = d.objid
                    WHERE d.classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
                    AND refobjid = attrelid AND refobjsubid = attnum AND deptype = 'i' AND attidentity <> ''), ''), 3),
                'facets'
            FROM stake s JOIN pg_attribute ON attrelid = s.oid
            WHERE attnum > 0 AND NOT attisdropped
            AND (attacl IS NOT NULL OR attoptions IS NOT NULL OR attidentity <> '')
            """,
        names: { $0.names(of: "relation") })

    static let inheritance = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'facet', n.nspname, p.relname, c.relname, CASE
                WHEN c.relkind IN ('i', 'I') THEN format('ALTER INDEX %I.%I ATTACH PARTITION %I.%I',
                    n.nspname, p.relname, m.nspname, c.relname)
                WHEN c.relispartition THEN format('ALTER TABLE %I.%I ATTACH PARTITION %I.%I %s',
                    n.nspname, p.relname, m.nspname, c.relname, pg_get_expr(c.relpartbound, c.oid))
                ELSE format('ALTER TABLE %I.%I INHERIT %I.%I', m.nspname, c.relname, n.nspname, p.relname) END,
                'facets'
            FROM stake JOIN pg_inherits ON inhrelid = stake.oid JOIN pg_class c ON c.oid = inhrelid
            JOIN pg_namespace m ON m.oid = c.relnamespace JOIN pg_class p ON p.oid = inhparent
            JOIN pg_namespace n ON n.oid = p.relnamespace
            """,
        names: { $0.names(of: "relation") })

    static let sequenceOptions = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'facet', nspname, relname, NULL,
                format('ALTER SEQUENCE %I.%I AS %s', nspname, relname, format_type(seqtypid, NULL))
                || replace(options, ' /', ' ')
                || ' OWNED BY ' || coalesce((SELECT format('%I.%I.%I', tn.nspname, t.relname, attname) FROM pg_depend d
                    JOIN pg_class t ON t.oid = refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
                    JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = stake.oid
                    AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') LIMIT 1), 'NONE'), 'facets'
            FROM stake JOIN (\(sequencesInWords)) q ON seqrelid = stake.oid
            """,
        names: { $0.names(of: "relation") })

    /// All options of a sequence, each after ` /`. A limit that equals its type's limit is given as a number and as
    /// none.
    private static let sequencesInWords = """
        SELECT seqrelid, seqtypid, format(' /INCREMENT BY %s /MINVALUE %s /MAXVALUE %s /START WITH %s /CACHE %s /%s%s%s',
            seqincrement, seqmin, seqmax, seqstart, seqcache, CASE WHEN seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END,
            CASE WHEN seqmin = CASE WHEN seqincrement > 0 THEN 1 WHEN seqtypid = 'int2'::regtype THEN -32768
                WHEN seqtypid = 'int4'::regtype THEN -2147483648 ELSE -9223372036854775808 END
                THEN ' /NO MINVALUE' ELSE '' END,
            CASE WHEN seqmax = CASE WHEN seqincrement < 0 THEN -1 WHEN seqtypid = 'int2'::regtype THEN 32767
                WHEN seqtypid = 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END
                THEN ' /NO MAXVALUE' ELSE '' END) AS options
        FROM pg_sequence
        """

    static let policies = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'policy', nspname, relname, polname,
                format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s', polname, nspname, relname,
                    CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, CASE polcmd WHEN 'r' THEN 'SELECT'
                    WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                    (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, ', ')
                    FROM unnest(polroles) role))
                || coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', '')
                || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
                \(comment(on: "format('POLICY %I ON %I.%I', polname, nspname, relname)", "p.oid", "pg_policy")), NULL
            FROM stake JOIN pg_policy p ON polrelid = stake.oid
            """,
        names: { $0.names(of: "policy") })

    static let rules = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'rule', nspname, relname, rulename, rtrim(pg_get_ruledef(r.oid), ';')
                || format('; ALTER TABLE %I.%I %s RULE %I', nspname, relname, CASE ev_enabled WHEN 'D' THEN 'DISABLE'
                    WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END, rulename)
                \(comment(on: "format('RULE %I ON %I.%I', rulename, nspname, relname)", "r.oid", "pg_rewrite")), NULL
            FROM stake JOIN pg_rewrite r ON ev_class = stake.oid WHERE rulename <> '_RETURN'
            """,
        names: { $0.names(of: "rule") })

    static let statistics = CatalogQuestion(
        sql: """
            SELECT 'statistics', nspname, NULL, stxname, pg_get_statisticsobjdef(s.oid)
                || format('; ALTER STATISTICS %I.%I SET STATISTICS %s', nspname, stxname,
                    coalesce(to_jsonb(s) ->> 'stxstattarget', '-1'))
                \(owner(of: "format('STATISTICS %I.%I', nspname, stxname)", "stxowner"))
                \(comment(on: "format('STATISTICS %I.%I', nspname, stxname)", "s.oid", "pg_statistic_ext")), NULL
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = stxnamespace
            WHERE stxname = ANY ($1::name[]) AND \(inAskedSchemas)
            """,
        names: { $0.names(of: "statistics") })
}
