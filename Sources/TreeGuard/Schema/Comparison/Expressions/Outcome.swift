/// The result of comparing two values in different spellings.
package enum Outcome: Hashable, Sendable {
    case same
    case different
    /// Nobody could tell without running the server.
    case uncomparable

    /// Of parts of one whole: one difference decides, one doubt is enough.
    static func all(_ outcomes: some Sequence<Outcome>) -> Outcome {
        var result = Outcome.same
        for outcome in outcomes {
            if outcome == .different { return .different }
            if outcome == .uncomparable { result = .uncomparable }
        }
        return result
    }

    /// The outcome if the text around the compared parts leaves a doubt of its own.
    var withDoubt: Outcome { self == .same ? .uncomparable : self }
}
