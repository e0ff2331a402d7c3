import TreeGuardBase

/// The remedy for definitions that could not be compared.
package enum ComparisonRemedy: Hashable, Sendable {
    /// The team has disabled the comparison on a local server.
    case switchedOff
    /// No server was available.
    case unavailable(Failure)
    /// A server compared them, but could not decide.
    case undecided

    /// - Parameter failure: the reason why no server compared them, although one should have
    package init(_ failure: Failure?, isSwitchedOff: Bool) {
        self = isSwitchedOff ? .switchedOff : failure.map(ComparisonRemedy.unavailable) ?? .undecided
    }

    package var sentence: String {
        switch self {
        case .switchedOff: "a server of production's version would compare it: guard.scratch = auto in .treeguard"
        case .unavailable(let failure): "\(failure.why): \(failure.next)"
        case .undecided: "a server of production's version could not tell either: compare it by hand"
        }
    }
}
