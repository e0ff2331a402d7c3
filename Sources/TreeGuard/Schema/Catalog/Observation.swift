/// The state of one effect in production.
package struct Observation: Hashable, Sendable {
    package enum Status: Hashable, Sendable {
        /// Equal to the migration's result.
        case holds
        /// Present, but these parts could not be compared.
        case holdsUncompared([String])
        /// Present under the name, but with these differences from the migration's result.
        case differs([String])
        case absent
        /// The migration drops it, and it still exists.
        case stillThere
    }

    package var effect: Effect
    package var status: Status
    /// True if a later migration drops the object and it is gone: the effect counts as done, but proves nothing.
    package var isMoot: Bool
    /// The table that it belongs to, if that table is missing too.
    package var missingRelation: ObjectName?
    /// True if its table or type exists, so that it may have been dropped from it.
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

    /// The proof in an effect that holds. An object that the migration creates is present; or an object is absent, as
    /// it would also be on a database that never had it; or it proves nothing, because other migrations do the same.
    package enum Proof: Hashable, Sendable { case presence, absence, nothing }

    package var proof: Proof {
        if effect.isWeak || isMoot { return .nothing }
        return effect.claim.expectation == .absent ? .absence : .presence
    }

    /// True if it proves that the migration ran: it was compared, and was different before.
    package var proves: Bool {
        guard status == .holds, !effect.mayHaveHeldBefore else { return false }
        return proof != .nothing
    }

    /// The parts that are present but were not compared.
    package var uncomparedParts: [String] {
        if case .holdsUncompared(let parts) = status { parts } else { [] }
    }

    /// True if it holds because an object is absent.
    package var isAbsence: Bool { holds && (isMoot || effect.claim.expectation == .absent) }

    /// True if it shows that these migrations belong to this database.
    package var isGround: Bool {
        hasOwner || proof == .presence && (holds || isHalfway) && !effect.mayHaveHeldBefore
    }

    /// True if the object exists but differs: a part ran, or another object took the name.
    package var isHalfway: Bool {
        guard case .differs(let differences) = status, !effect.isWeak else { return false }
        // Before an ALTER runs, the object differs too: that only means that the statement has not run.
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
