/// The outcome of comparing two values that may be spelled differently.
package enum Outcome: Hashable, Sendable {
    case same
    case different
    /// Cannot be decided without running the server.
    case uncomparable

    /// The outcome for the whole: one difference decides; otherwise one uncomparable part is enough.
    static func all(_ outcomes: some Sequence<Outcome>) -> Outcome {
        var result = Outcome.same
        for outcome in outcomes {
            if outcome == .different { return .different }
            if outcome == .uncomparable { result = .uncomparable }
        }
        return result
    }

    /// The same outcome with a doubt from outside the compared parts.
    var withDoubt: Outcome { self == .same ? .uncomparable : self }
}
