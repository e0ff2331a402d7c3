extension CatalogQuestion {
    static let routineKinds = [aggregates, routineFacets, typeFacets]

    static let aggregates = CatalogQuestion(
        sql: """
            SELECT 'routine', nspname, NULL, proname, format('CREATE AGGREGATE %I.%I (%s) (SFUNC = %s, STYPE = %s',
                nspname, proname, CASE pronargs WHEN 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END,
                aggtransfn, format_type(aggtranstype, NULL))
                || format(', PARALLEL = %s', CASE proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted'
                    ELSE 'unsafe' END)
                || coalesce(', INITCOND = ' || quote_literal(agginitval), '')
                || coalesce((SELECT string_agg(format(', %s = %s', word, name), '') FROM (VALUES
                    ('FINALFUNC', aggfinalfn), ('COMBINEFUNC', aggcombinefn), ('SERIALFUNC', aggserialfn),
                    ('DESERIALFUNC', aggdeserialfn), ('MSFUNC', aggmtransfn), ('MINVFUNC', aggminvtransfn),
                    ('MFINALFUNC', aggmfinalfn)) f (word, name) WHERE name <> 0), '') || ')', NULL
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace JOIN pg_aggregate ON aggfnoid = p.oid
            WHERE proname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: \.routines)

    static let routineFacets = CatalogQuestion(
        sql: """
            SELECT 'facet', nspname, NULL, proname,
                format('ALTER ROUTINE %I.%I(%s) OWNER TO %I', nspname, proname,
                    pg_get_function_identity_arguments(p.oid), pg_get_userbyid(proowner))
                || \(grants(
                    on: "format('FUNCTION %I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid))",
                    acl: "proacl", kind: "f", owner: "proowner")), 'facets'
            FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
            WHERE proname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "routine") })

    static let typeFacets = CatalogQuestion(
        sql: """
            SELECT 'facet', nspname, NULL, typname,
                format('ALTER TYPE %I.%I OWNER TO %I', nspname, typname, pg_get_userbyid(typowner))
                || \(grants(on: "format('TYPE %I.%I', nspname, typname)", acl: "typacl", kind: "T", owner: "typowner")),
                'facets'
            FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
            WHERE typname = ANY ($1::name[]) AND \(inAskedSchemas) AND nspname <> 'pg_catalog'
            """,
        names: { $0.names(of: "type") })
}
