/// What an object looks like, as far as a statement or the catalog says. Both sides of every comparison.
package enum ObjectDefinition: Hashable, Sendable {
    /// It is there; nothing more is said, so nothing more is compared.
    case exists
    case relation(Relation)
    case column(Column)
    /// `isNamed` is false where PostgreSQL chose the name: any constraint of this definition will do.
    case constraint(Constraint, isNamed: Bool)
    case index(Index, isNamed: Bool)
    case trigger(Trigger)
    /// Only when it fires; what it does is not said.
    case triggerState(Trigger.Enabled)
    case routine(Routine)
    case enumeration([String])
    case view(query: String)
    case text(String)

    /// Which kind of relation holds the name.
    package enum Relation: String, Hashable, Sendable {
        case table
        case view
        case materializedView = "materialized view"
        case sequence
    }
}
