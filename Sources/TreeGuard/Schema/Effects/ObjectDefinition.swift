/// The definition of an object, as far as a statement or the catalog says. Both sides of every comparison.
package enum ObjectDefinition: Hashable, Sendable {
    /// It is there; nothing more is said, so nothing more is compared.
    case exists
    case relation(Relation)
    case view(query: String, isMaterialized: Bool)
    case column(Column)
    /// `isNamed` is false where PostgreSQL chose the name: any constraint of this definition will do.
    case constraint(Constraint, isNamed: Bool)
    case index(Index, isNamed: Bool)
    case trigger(Trigger)
    /// Only when it fires; what it does is not said.
    case triggerState(Trigger.Enabled)
    case routine(Routine)
    /// The values in their order, and those that a later migration adds: they may be there already.
    case enumeration([String], mayHave: Set<String> = [])
    /// One value, after or before a neighbour.
    case enumValue(before: String?, after: String?)
    /// A domain's type, nullability, default and collation; its checks are constraints of their own.
    case domain(Column)
    case range(subtype: TypeName?)
    case text(String)
    /// The definition of the many kinds that have no type of their own.
    case facets(Facets)

    /// Which kind of relation holds the name.
    package enum Relation: String, Hashable, Sendable {
        case table
        case sequence
    }
}
