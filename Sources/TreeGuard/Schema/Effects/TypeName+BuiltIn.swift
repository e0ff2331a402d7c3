extension TypeName {
    /// True if it is a type of pg_catalog, which no search path can hide.
    package var isBuiltIn: Bool { name.schema == nil && TypeName.builtIn.contains(name.name) }

    private static let builtIn: Set<String> = [
        "bit", "bool", "box", "bpchar", "bytea", "char", "cid", "cidr", "circle", "date", "float4", "float8", "inet",
        "int2", "int4", "int8", "interval", "json", "jsonb", "jsonpath", "line", "lseg", "macaddr", "macaddr8", "money",
        "name", "numeric", "oid", "path", "pg_lsn", "point", "polygon", "record", "refcursor", "regclass", "regproc",
        "regprocedure", "regrole", "regtype", "text", "tid", "time", "timestamp", "timestamptz", "timetz", "trigger",
        "tsquery", "tsvector", "txid_snapshot", "uuid", "varbit", "varchar", "void", "xid", "xid8", "xml", "int4range",
        "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange", "int8multirange",
        "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange", "event_trigger", "anyelement", "anyarray",
        "anynonarray", "anyenum", "anyrange", "anymultirange", "anycompatible", "anycompatiblearray", "internal",
    ]
}
