/// The identity of an object: the key in effects and in the catalog.
package indirect enum ObjectIdentity: Hashable, Sendable {
    case schema(String)
    /// Tables, partitioned and foreign tables, views, materialized views, sequences: one namespace.
    case relation(ObjectName)
    /// Indexes share the relations' namespace, but questions always ask for them as indexes.
    case index(ObjectName)
    case column(of: ObjectName, String)
    case constraint(of: ObjectName, String)
    case trigger(of: ObjectName, String)
    case policy(of: ObjectName, String)
    case rule(of: ObjectName, String)
    /// A routine. Its arguments are nil if it is named without them, which PostgreSQL allows for a unique name.
    case routine(ObjectName, [TypeName]?)
    /// Enum, composite, range and shell types, and domains.
    case type(ObjectName)
    case enumValue(of: ObjectName, String)
    case `extension`(String)
    case comment(on: ObjectIdentity)
    /// A property of an object outside its definition, by name: "owner", "row level security".
    case facet(of: ObjectIdentity, String)
    /// An object that belongs to another without being a part of it: a table of a publication, a partition.
    case member(ObjectIdentity, of: ObjectIdentity)
    /// Kinds without a case of their own: "publication", "server", "collation" ... with the full name.
    case other(kind: String, ObjectName)

    /// The table, view or type that the object belongs to and is dropped with.
    package var owner: ObjectIdentity? {
        switch self {
        case .column(let table, _), .constraint(let table, _), .trigger(let table, _), .policy(let table, _),
            .rule(let table, _):
            .relation(table)
        case .enumValue(let type, _): .type(type)
        case .comment(let object), .facet(let object, _), .member(_, let object): object
        case .schema, .relation, .index, .routine, .type, .extension, .other: nil
        }
    }
}
