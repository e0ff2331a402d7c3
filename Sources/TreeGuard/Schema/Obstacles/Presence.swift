/// True if something is there, as far as that can be known.
enum Presence: Hashable, Sendable {
    case there(ObjectDefinition)
    case absent
    /// Nobody asked, or something ran in between that nobody can read.
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
