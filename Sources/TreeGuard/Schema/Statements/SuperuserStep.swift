/// Statements that need a superuser or CREATEROLE and cannot harm the machine of a copy: on roles, and on extensions
/// that PostgreSQL ships. A copy refuses all other statements that need a superuser.
package enum SuperuserStep: Hashable, Sendable {
    /// Creates, changes or drops roles, or makes them members of each other.
    case role(makes: String?)
    case createExtension(namesSchema: Bool)
    case dropExtension
}

extension SuperuserStep {
    /// Extensions that ship with PostgreSQL. Its developers maintain their scripts, so a superuser may create them even
    /// in a schema that an untrusted user prepared.
    package static let bundledExtensions: Set<String> = [
        "amcheck", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube", "dblink", "dict_int", "dict_xsyn",
        "earthdistance", "file_fdw", "fuzzystrmatch", "hstore", "insert_username", "intagg", "intarray", "isn", "lo",
        "ltree", "moddatetime", "pageinspect", "pg_buffercache", "pg_freespacemap", "pg_prewarm", "pg_stat_statements",
        "pg_trgm", "pg_visibility", "pg_walinspect", "pgcrypto", "pgrowlocks", "pgstattuple", "postgres_fdw", "refint",
        "seg", "sslinfo", "tablefunc", "tcn", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp", "xml2",
    ]

    /// The server's predefined roles without rights on files, programs or other servers.
    private static let predefined: Set<String> = [
        "pg_read_all_data", "pg_write_all_data", "pg_maintain", "pg_monitor", "pg_read_all_settings",
        "pg_read_all_stats", "pg_stat_scan_tables",
    ]

    /// True if membership in the role gives no right on this machine.
    package static func isHarmlessRole(_ name: String) -> Bool { !name.hasPrefix("pg_") || predefined.contains(name) }

    /// True for the names of the copy's own roles.
    package static func isReservedRole(_ name: String) -> Bool { name.hasPrefix("treeguard") }
}
