/// Disables functions of a copy that reach outside of it: C functions of extensions that read files, run programs or
/// connect to other servers (dblink, postgres_fdw, plpython3u, http ...). Their objects stay, so that a schema that
/// uses them loads; a call fails, because the library is not found.
package enum Disarming {
    /// Extensions that touch nothing outside of the database, besides those that PostgreSQL lets anybody install
    /// (`trusted`).
    static let harmless = [
        "amcheck", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dict_int", "dict_xsyn",
        "earthdistance", "fuzzystrmatch", "hstore", "insert_username", "intagg", "intarray", "isn", "lo", "ltree",
        "moddatetime", "pg_buffercache", "pg_freespacemap", "pg_stat_statements", "pg_trgm", "pg_visibility",
        "pgcrypto", "pgrowlocks", "pgstattuple", "plpgsql", "refint", "seg", "tablefunc", "tcn", "tsm_system_rows",
        "tsm_system_time", "unaccent", "uuid-ossp",
        "address_standardizer", "h3", "hll", "hypopg", "ip4r", "periods", "pg_hint_plan", "pg_partman", "pg_similarity",
        "pgaudit", "pgrouting", "postgis", "postgis_topology", "rum", "semver", "temporal_tables", "vector",
    ]

    /// The missing library that the server's error names.
    package static let missing = "$libdir/not-used-in-a-rehearsal"

    /// The condition for C functions that did not come with the server (16384 is FirstNormalObjectId). Excludes those
    /// of harmless extensions, and those that only check the options of a foreign server.
    private static let armed = """
        p.prolang = 13 AND p.oid >= 16384 AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
            WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'e'
                AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                AND (e.extname = ANY (\(names)) OR e.extname IN ('postgres_fdw', 'file_fdw')
                    AND p.oid IN (SELECT fdwvalidator FROM pg_catalog.pg_foreign_data_wrapper)))
        """
    private static let names = "ARRAY[" + harmless.map { "'\($0)'" }.joined(separator: ", ") + "]"

    /// The statement that disables them. The superuser runs it with only `pg_catalog` in its search path.
    package static let statement = """
        UPDATE pg_catalog.pg_proc p SET probin = '\(missing)' WHERE \(armed) AND p.probin <> '\(missing)'
        """

    /// The question for extensions whose functions are disabled on a copy.
    package static let question = """
        SELECT DISTINCT e.extname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_depend d ON d.objid = p.oid
        JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'e' AND p.probin = '\(missing)'
        ORDER BY 1
        """
}
