extension CatalogQuestion {
    static let replicationKinds = [publications, subscriptions]

    // Column lists, row filters and schemas came with 15: what reads them works without them too.
    static let publications = CatalogQuestion(
        sql: """
            SELECT 'publication', NULL, NULL, pubname, format('CREATE PUBLICATION %I%s WITH (publish = %L%s)', pubname,
                CASE WHEN puballtables THEN ' FOR ALL TABLES' ELSE '' END,
                concat_ws(', ', CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END,
                    CASE WHEN pubdelete THEN 'delete' END,
                    CASE WHEN to_jsonb(p) ->> 'pubtruncate' = 'true' THEN 'truncate' END),
                ', publish_via_partition_root = ' || coalesce(to_jsonb(p) ->> 'pubviaroot', 'false'))
                || coalesce((SELECT string_agg(format('; ALTER PUBLICATION %I ADD TABLE %I.%I', pubname, nspname, relname)
                    || coalesce(' (' || (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
                        WHERE attrelid = c.oid AND attnum = ANY (string_to_array(trim(regexp_replace(
                            to_jsonb(r) ->> 'prattrs', '[^0-9]+', ' ', 'g')), ' ')::int2[])) || ')', '')
                    || coalesce(' WHERE (' || (SELECT to_jsonb(v) ->> 'rowfilter' FROM pg_publication_tables v
                        WHERE v.pubname = p.pubname AND schemaname = nspname AND tablename = relname) || ')', ''), '')
                    FROM pg_publication_rel r JOIN pg_class c ON c.oid = prrelid
                    JOIN pg_namespace n ON n.oid = relnamespace WHERE prpubid = p.oid), '')
                || coalesce((SELECT string_agg(format('; ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', pubname, nspname),
                    '') FROM pg_depend a JOIN pg_depend b USING (classid, objid) JOIN pg_namespace n ON n.oid = b.refobjid
                    WHERE classid = to_regclass('pg_catalog.pg_publication_namespace')
                    AND a.refclassid = 'pg_publication'::regclass AND a.refobjid = p.oid
                    AND b.refclassid = 'pg_namespace'::regclass), '')
                \(owner(of: "format('PUBLICATION %I', pubname)", "pubowner"))
                \(comment(on: "format('PUBLICATION %I', pubname)", "p.oid", "pg_publication")), NULL
            FROM pg_publication p WHERE pubname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "publication") })

    /// The connection string of a subscription holds a password: it is not asked for, and few may read it.
    static let subscriptions = CatalogQuestion(
        sql: """
            SELECT 'subscription', NULL, NULL, subname,
                format('CREATE SUBSCRIPTION %I CONNECTION '''' PUBLICATION %s WITH (enabled = %s)', subname,
                    (SELECT string_agg(quote_ident(name), ', ') FROM unnest(subpublications) name), subenabled)
                \(owner(of: "format('SUBSCRIPTION %I', subname)", "subowner"))
                \(comment(on: "format('SUBSCRIPTION %I', subname)", "s.oid", "pg_subscription")), NULL
            FROM pg_subscription s JOIN pg_database d ON d.oid = subdbid
            WHERE datname = current_database() AND subname = ANY ($1::name[]) AND $2::text IS NOT NULL
            """,
        names: { $0.names(of: "subscription") })
}
