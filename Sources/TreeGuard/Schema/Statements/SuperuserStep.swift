/// Statements that only a superuser or a maker of roles may run, and that do no harm to the machine on which a copy is: the
/// roles and the extensions that PostgreSQL itself comes with. Whatever else takes a superuser is refused on a copy.
package enum SuperuserStep: Hashable, Sendable {
    /// Makes, changes or drops roles, or lets them be members of each other.
    case role(makes: String?)
    case createExtension(namesSchema: Bool)
    case dropExtension
}

extension SuperuserStep {
    /// Extensions that come with PostgreSQL, whose scripts its makers see to: a superuser may make one where a stranger
    /// prepared the schema.
    package static let bundledExtensions: Set<String> = [
        "amcheck", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dblink", "dict_int", "dict_xsyn",
        "earthdistance", "file_fdw", "fuzzystrmatch", "hstore", "insert_username", "intagg", "intarray", "isn", "lo",
        "ltree", "moddatetime", "pageinspect", "pg_buffercache", "pg_freespacemap", "pg_prewarm", "pg_stat_statements",
        "pg_trgm", "pg_visibility", "pg_walinspect", "pgcrypto", "pgrowlocks", "pgstattuple", "postgres_fdw", "refint",
        "seg", "sslinfo", "tablefunc", "tcn", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp", "xml2",
    ]

    /// The server's own roles that give no right over files, programs or other servers.
    private static let predefined: Set<String> = [
        "pg_read_all_data", "pg_write_all_data", "pg_maintain", "pg_monitor", "pg_read_all_settings",
        "pg_read_all_stats", "pg_stat_scan_tables",
    ]

    /// True if membership in a role gives no right over this machine.
    package static func isHarmlessRole(_ name: String) -> Bool { !name.hasPrefix("pg_") || predefined.contains(name) }

    /// Names of the copy's own.
    package static func isReservedRole(_ name: String) -> Bool { name.hasPrefix("treeguard") }
}
