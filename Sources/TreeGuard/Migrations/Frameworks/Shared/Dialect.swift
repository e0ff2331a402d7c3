/// The databases that folders and files are named after.
package enum Dialect {
    private static let postgres: Set<String> = [
        "postgres", "postgresql", "pg", "psql", "pgsql", "postgis", "timescale", "timescaledb", "supabase", "neon",
    ]
    /// Names that mean a database and nothing else.
    private static let others: Set<String> = [
        "mysql", "mariadb", "sqlite", "sqlite3", "mssql", "sqlserver", "clickhouse", "cockroach", "cockroachdb",
        "duckdb", "bigquery", "cassandra", "scylladb", "mongodb", "tidb", "libsql", "turso", "hsqldb", "redshift",
    ]
    /// Names that are ordinary words too: they mean a database only beside a folder named after PostgreSQL.
    private static let ambiguous: Set<String> = [
        "oracle", "spanner", "snowflake", "derby", "db2", "h2", "scylla", "d1", "ydb", "firebird", "sybase", "vertica",
    ]

    package static func isDatabase(_ word: String) -> Bool { isPostgres(word) || isOther(word) }
    package static func isPostgres(_ word: String) -> Bool { postgres.contains(word) }
    package static func isOther(_ word: String) -> Bool { others.contains(word) }

    /// The other database that a path is for: the component nearest to the file that names any database decides.
    package static func other(in components: some BidirectionalCollection<String>) -> String? {
        for component in components.reversed() {
            let words = Words(component).list
            if words.contains(where: isPostgres) { return nil }
            if let other = words.first(where: isOther) { return other }
        }
        return nil
    }

    /// The same as `other(in:)`, for names that only a neighbour makes clear.
    package static func ambiguousOther(in components: ArraySlice<String>, beside isThere: (String) -> Bool) -> String? {
        guard
            let word = components.last(where: {
                ambiguous.contains($0.lowercased())
            }),
            postgres.contains(where: isThere)
        else { return nil }
        return word
    }
}
