/// States if an object exists, as far as it can be known.
enum Presence: Hashable, Sendable {
    case there(ObjectDefinition)
    case absent
    /// We did not ask, or an unreadable statement ran in between.
    case unknown

    var isThere: Bool {
        if case .there = self { return true }
        return false
    }
    var definition: ObjectDefinition? {
        if case .there(let definition) = self { return definition }
        return nil
    }
}
