/// The catalog's word on one effect.
package struct Observation: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// The object is as the migration leaves it.
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
    /// The table or type that it hangs on is there, so that it can have been dropped from it.
    package var hasOwner: Bool

    package init(
        _ effect: Effect, _ status: Status, isMoot: Bool = false, missingRelation: ObjectName? = nil,
        hasOwner: Bool = false
    ) {
        self.effect = effect
        self.status = status
        self.isMoot = isMoot
        self.missingRelation = missingRelation
        self.hasOwner = hasOwner
    }

    package var holds: Bool { status.holds }

    /// The proof that it gives, if it holds: that something is there which the migration makes; that something is gone,
    /// which it would be as well on a database that never had it; or nothing, because others do the same.
    package enum Proof: Hashable, Sendable { case presence, absence, nothing }

    package var proof: Proof {
        if effect.isWeak || isMoot { return .nothing }
        return effect.claim.expectation == .absent ? .absence : .presence
    }

    /// True if it shows that the migration ran: compared, and known to have been otherwise before.
    package var proves: Bool {
        guard status == .holds, !effect.mayHaveHeldBefore else { return false }
        return proof != .nothing
    }

    /// The parts that are there and were not compared.
    package var uncomparedParts: [String] {
        if case .holdsUncompared(let parts) = status { parts } else { [] }
    }

    /// True if it holds because something is gone, or was never there.
    package var isAbsence: Bool { holds && (isMoot || effect.claim.expectation == .absent) }

    /// True if it shows that the database is one that these migrations are for.
    package var isGround: Bool {
        hasOwner || proof == .presence && (holds || isHalfway) && !effect.mayHaveHeldBefore
    }

    /// There already, though not as expected: something ran, or something else took the name.
    package var isHalfway: Bool {
        guard case .differs(let differences) = status, !effect.isWeak else { return false }
        // What an ALTER would change still looks as before it: the statement has not run, that is all.
        return effect.role == .create || differences.contains(Match.invalid)
    }
}

extension Observation.Status {
    package var holds: Bool {
        switch self {
        case .holds, .holdsUncompared: true
        case .differs, .absent, .stillThere: false
        }
    }
}
