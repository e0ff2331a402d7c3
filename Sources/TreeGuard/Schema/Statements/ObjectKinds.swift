/// The kinds of objects that have no case of their own in `ObjectIdentity`.
package enum ObjectKinds {
    /// The kinds whose names belong to a schema.
    package static let inSchemas: Set<String> = [
        "collation", "conversion", "operator", "operator class", "operator family", "statistics",
        "text search configuration", "text search dictionary", "text search parser", "text search template",
    ]

    /// The kinds that belong to the whole cluster, or to the database as such.
    package static let withoutSchema: Set<String> = [
        "access method", "cast", "database", "default privileges", "event trigger", "foreign data wrapper", "language",
        "publication", "role", "server", "subscription", "tablespace", "transform", "user mapping",
    ]

    /// The kinds that production is asked about.
    package static let asked = inSchemas.union(withoutSchema)
}
