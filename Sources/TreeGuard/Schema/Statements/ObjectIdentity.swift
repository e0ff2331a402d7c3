/// The identity of an object: the key under which effects expect it and the catalog holds it.
package indirect enum ObjectIdentity: Hashable, Sendable {
    case schema(String)
    /// Tables, partitioned and foreign tables, views, materialized views, sequences: one namespace.
    case relation(ObjectName)
    /// Indexes share the relations' namespace, but are always asked for as indexes.
    case index(ObjectName)
    case column(of: ObjectName, String)
    case constraint(of: ObjectName, String)
    case trigger(of: ObjectName, String)
    case policy(of: ObjectName, String)
    case rule(of: ObjectName, String)
    /// nil arguments: named without them, which is allowed where the name is not overloaded.
    case routine(ObjectName, [TypeName]?)
    /// Enum, composite, range and shell types, and domains.
    case type(ObjectName)
    case enumValue(of: ObjectName, String)
    case `extension`(String)
    case comment(on: ObjectIdentity)
    /// A fact about an object besides its definition, under a name: "owner", "row level security".
    case facet(of: ObjectIdentity, String)
    /// An object that belongs to another without being a part of it: a table of a publication, a partition.
    case member(ObjectIdentity, of: ObjectIdentity)
    /// Kinds without a case of their own: "publication", "server", "collation" ... and the full name.
    case other(kind: String, ObjectName)

    /// The table, view or type that it belongs to and goes with.
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
