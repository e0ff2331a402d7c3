/// What production says of one effect.
package struct Finding: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// As the migration leaves it.
        case holds
        /// There, and in part not to be compared: what was not.
        case holdsUncompared([String])
        /// There under the name, and otherwise than the migration leaves it: how.
        case differs([String])
        case absent
        /// The migration drops it, and it is there.
        case stillThere
    }

    package var effect: Effect
    package var status: Status
    /// A later migration drops it, and it is gone: as good as done, and no sign of anything.
    package var isMoot: Bool
    /// The table that it hangs on, where that is not there either.
    package var missingRelation: ObjectName?

    package init(_ effect: Effect, _ status: Status, isMoot: Bool = false, missingRelation: ObjectName? = nil) {
        self.effect = effect
        self.status = status
        self.isMoot = isMoot
        self.missingRelation = missingRelation
    }

    package var holds: Bool { status.holds }

    /// What it shows, if it holds: that something is there which the migration makes; that something is gone, which it
    /// would be as well on a database that never had it; or nothing, because others do the same.
    package enum Proof: Hashable, Sendable { case presence, absence, nothing }

    package var proof: Proof {
        if effect.isWeak || isMoot { return .nothing }
        return effect.claim.expectation == .absent ? .absence : .presence
    }

    /// There already, though not as expected: something ran, or something else took the name.
    package var isHalfway: Bool {
        guard case .differs(let differences) = status, !effect.isWeak else { return false }
        // What an ALTER would change still looks as before it: the statement has not run, that is all.
        return effect.role == .create || differences.contains(Match.invalid)
    }
}

extension Finding.Status {
    package var holds: Bool {
        switch self {
        case .holds, .holdsUncompared: true
        case .differs, .absent, .stillThere: false
        }
    }
}
