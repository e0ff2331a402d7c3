extension CatalogQuestion {
    /// Questions that tell if the pending statements would run.
    static let surroundings: [CatalogQuestion] = [availableExtensions, estimatedRows, builtInRoutines, builtInTypes]

    /// The extensions that can be created. The first row says that the question was answered at all.
    static let availableExtensions = CatalogQuestion(
        sql: """
            SELECT 'extensions', NULL, NULL, 'known', NULL, NULL
            WHERE cardinality($1::name[]) > 0 AND $2::text IS NOT NULL
            UNION ALL
            SELECT 'available extension', NULL, NULL, name::text, NULL, NULL
            FROM pg_available_extensions WHERE name = ANY ($1::name[])
            """,
        names: \.extensions)

    /// The estimated rows of each relation: those of the last ANALYZE, or the live tuples of the statistics without
    /// one.
    static let estimatedRows = CatalogQuestion(
        sql: askedRelations + """
            SELECT 'rows', nspname, NULL, stake.relname, NULL,
                CASE WHEN c.reltuples > 0 THEN c.reltuples::bigint ELSE pg_stat_get_live_tuples(c.oid) END::text
            FROM stake JOIN pg_class c USING (oid) WHERE stake.relkind IN ('r', 'p')
            """,
        names: \.relations)

    static let builtInRoutines = CatalogQuestion(
        sql: """
            SELECT DISTINCT 'built-in routine', NULL, NULL, proname::text, NULL, NULL FROM pg_proc
            WHERE proname = ANY ($1::name[]) AND pronamespace = 'pg_catalog'::regnamespace AND $2::text IS NOT NULL
            """,
        names: \.routines)

    /// The types of pg_catalog and the row types of tables.
    static let builtInTypes = CatalogQuestion(
        sql: """
            SELECT DISTINCT 'built-in type', NULL, NULL, typname::text, NULL, NULL
            FROM pg_type LEFT JOIN pg_class c ON c.oid = typrelid
            WHERE typname = ANY ($1::name[]) AND $2::text IS NOT NULL
            AND (typnamespace = 'pg_catalog'::regnamespace OR c.relkind <> 'c')
            """,
        names: \.types)
}
