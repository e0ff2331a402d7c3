import TreeGuardBase

/// The means by which the uncompared definitions could be compared.
package enum ComparisonRemedy: Hashable, Sendable {
    /// The team does not let a server here compare.
    case switchedOff
    /// No server could be had.
    case unavailable(Failure)
    /// A server compared, and could not tell either.
    case undecided

    /// - Parameter failure: why no server compared, where one was to
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
