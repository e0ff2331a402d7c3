/// The definition of an object, as far as a statement or the catalog gives it. Both sides of a comparison use it.
package enum ObjectDefinition: Hashable, Sendable {
    /// The object exists. Nothing more is known, so nothing more is compared.
    case exists
    case relation(Relation)
    case view(query: String, isMaterialized: Bool)
    case column(Column)
    /// `isNamed` is false if PostgreSQL chose the name: then any constraint with this definition matches.
    case constraint(Constraint, isNamed: Bool)
    case index(Index, isNamed: Bool)
    case trigger(Trigger)
    /// Only the firing mode of a trigger, without its definition.
    case triggerState(Trigger.Enabled)
    case routine(Routine)
    /// The values in order.
    case enumeration([String])
    /// One value, after or before another.
    case enumValue(before: String?, after: String?)
    /// A domain's type, nullability, default and collation. Its checks are separate constraints.
    case domain(Column)
    case range(subtype: TypeName?)
    case text(String)
    /// The properties of kinds without a definition type of their own.
    case facets(Facets)

    /// The kind of relation that has the name.
    package enum Relation: String, Hashable, Sendable {
        case table
        case sequence
    }
}
