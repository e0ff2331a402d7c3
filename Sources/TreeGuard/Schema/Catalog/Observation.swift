/// Production's answer about one state of an object: the one before all files, or the one after a file.
package struct Sighting: Hashable, Sendable {
    /// The file that leaves the object in this state, counted from the first that is judged: earlier ones are negative.
    package var file: Int
    /// The state, as far as the statement under judgement has to do with it; nil if the files do not tell it.
    package var claim: Effect.Claim?
    /// nil if the state is not told, so that production may be in it.
    package var status: Observation.Status?
    /// True if code that was not understood may have done anything to the object.
    package var isUntold = false

    package init(file: Int, claim: Effect.Claim?, status: Observation.Status?) {
        self.file = file
        self.claim = claim
        self.status = status
    }

    var isSame: Bool { status == .holds }
    var isPossible: Bool { status == nil || isUncompared }
    var isUncompared: Bool { if case .holdsUncompared = status { true } else { false } }
    /// True if the object exists in this state.
    var isPresence: Bool { claim?.definition != nil }
}

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

    /// Production's place on the history of the object, seen from the migration.
    package enum Position: Hashable, Sendable, CaseIterable {
        /// At the migration's state or a later one, and the state before it was another: the migration ran.
        case proof
        /// At the migration's state or a later one; it may have been so before.
        case there
        /// At an earlier state.
        case before
        /// At none of the states.
        case off
        /// Not comparable, or not known.
        case open
    }

    package var effect: Effect
    /// Production's answers about the states of the object, in their order: first the one before all files.
    package var sightings: [Sighting]
    package var position = Position.open
    /// True if its table or type exists, so that it may have been dropped from it.
    package var hasOwner: Bool
    /// True if its table or type is missing, and no file drops that.
    package var lacksOwner: Bool

    package init(_ effect: Effect, _ sightings: [Sighting], hasOwner: Bool = false, lacksOwner: Bool = false) {
        self.effect = effect
        self.sightings = sightings
        self.hasOwner = hasOwner
        self.lacksOwner = lacksOwner
    }

    /// The sightings of the migration's state and later ones.
    var later: ArraySlice<Sighting> { sightings[effect.stage...] }
    /// The sightings of earlier states.
    var earlier: ArraySlice<Sighting> { sightings[..<effect.stage] }

    /// The sighting to tell people of: the best, and of bad ones that of the migration's own state.
    private var told: Sighting? {
        later.first(where: \.isSame) ?? later.first(where: \.isUncompared)
            ?? (later.first?.status == .absent ? later.first { $0.status?.isDifferent ?? false } : nil) ?? later.first
    }

    package var status: Status { told?.status ?? .holds }

    /// True if production is as the migration, or a later one, leaves it. An absence must also have been a change.
    package var holds: Bool { status.holds && position != .before }

    /// True if a later migration overrides the state, and production is at that one.
    package var isSuperseded: Bool { later.first?.isSame != true && later.contains(where: \.isSame) }

    /// True if the statement leaves the object as it was, as far as the files tell.
    var isIdle: Bool {
        guard let claim = later.first?.claim else { return false }
        return claim.expectation == earlier.last?.claim?.expectation
    }

    /// The parts that are present but were not compared.
    package var uncomparedParts: [String] {
        if case .holdsUncompared(let parts) = status { parts } else { [] }
    }
}

extension Observation.Status {
    package var holds: Bool {
        switch self {
        case .holds, .holdsUncompared: true
        case .differs, .absent, .stillThere: false
        }
    }

    var isDifferent: Bool { if case .differs = self { true } else { false } }
}
