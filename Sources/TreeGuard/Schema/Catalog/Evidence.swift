import TreeGuardBase

/// The catalog's evidence on one migration as a whole.
package struct Evidence: Hashable, Sendable {
    package var observations: [Observation]
    package var script: Script

    package init(observations: [Observation], script: Script) {
        self.observations = observations
        self.script = script
    }

    package var presentCount: Int { observations.count(where: \.holds) }
    package var verifiableCount: Int { observations.count }
    package var missing: [Observation] { observations.filter { !$0.holds } }

    package enum Summary: Hashable, Sendable, CaseIterable {
        case allPresent
        /// Everything holds and was compared, and it would hold as well had the migration never run: DROP IF EXISTS of
        /// what never was. Nothing is left to do.
        case nothingMissing
        /// Everything holds, nothing shows that the migration ran, and something of it cannot be seen: rows, a
        /// definition that was not compared.
        case nothingProved
        /// Everything holds because something is gone, in a database that may never have had it.
        case groundless
        case somePresent
        case nonePresent
        case nothingVerifiable
    }

    /// The sum of the observations.
    ///
    /// That something is gone tells only where it must have been before: on a database that lacks earlier migrations
    /// (`absencesTell` is false, or a table is missing that the migration takes for granted) nothing was ever there.
    /// That something is there always tells, unless others make it
    /// too. So a fresh database has nothing of the migration, whatever it says IF EXISTS of.
    ///
    /// An owner, a privilege, a comment may have been set before. Where something else is missing, what can be set
    /// twice is no sign that the migration stopped half way: running all of it does it again, and harms nothing.
    ///
    /// - Parameter isOnGround: whether the database has something of these migrations, so that what is gone can have
    ///   been there
    package func summary(absencesTell: Bool = true, isOnGround: Bool = true) -> Summary {
        if observations.isEmpty { return .nothingVerifiable }
        let absencesTell = absencesTell && !lacksPrerequisite
        let telling = observations.filter { observation in
            switch observation.proof {
            case .presence: observation.holds || observation.isHalfway
            case .absence: observation.holds && absencesTell && (isOnGround || observation.hasOwner)
            case .nothing: false
            }
        }
        guard observations.allSatisfy(\.holds) else {
            return telling.allSatisfy(\.effect.isRepeatable) ? .nonePresent : .somePresent
        }
        if telling.contains(where: \.proves) { return .allPresent }
        if !script.unverified.isEmpty || isUncompared { return .nothingProved }
        if !isOnGround, !groundless.isEmpty { return .groundless }
        return telling.isEmpty ? .nothingMissing : .allPresent
    }

    /// Observations of objects that are gone, and may never have been there.
    private var groundless: [Observation] { observations.filter { $0.isAbsence && !$0.hasOwner } }

    /// The parts of the migration that cannot be seen, in words. A proof beside them covers them.
    package func doubts(isOnGround: Bool) -> [String] {
        let count = script.unverified.count
        let verb = count == 1 ? "leaves" : "leave"
        let rows = count == 0 ? [] : ["\(counted(count, "statement")) \(verb) nothing behind to look for"]
        let objects =
            observations.filter { !$0.uncomparedParts.isEmpty }.map {
                "\($0.shown) is there, and its \(listed($0.uncomparedParts)) could not be compared"
            }
            + (isOnGround ? [] : groundless).map {
                "\($0.shown) is not there, and nothing shows that it was ever in this database"
            }
        let more = objects.count > 3 ? ["and \(objects.count - 3) more"] : []
        return rows + objects.prefix(3) + more
    }

    /// True if the database has something of the migration, or the tables that it changes.
    package var isGround: Bool { observations.contains(where: \.isGround) }

    /// True if something is there that the server itself has to compare.
    package var isUncompared: Bool { observations.contains { !$0.uncomparedParts.isEmpty } }

    /// True if a table is missing that the migration changes and does not make: it belongs to one that has not run.
    private var lacksPrerequisite: Bool {
        let own = Set(observations.filter { $0.effect.role == .create }.compactMap(\.effect.ownRelation))
        return observations.contains { observation in observation.missingRelation.map { !own.contains($0) } ?? false }
    }

    /// An index that a failed concurrent build left, a constraint that the file validates and nobody validated: half
    /// done by itself. A file that only validates what another one made has simply not run.
    package var isUnfinished: Bool {
        observations.contains { observation in
            guard case .differs(let differences) = observation.status else { return false }
            return differences.contains(Match.invalid)
                || (differences.contains(Match.notValid) && observation.effect.role == .create)
        }
    }
}

extension Effect {
    /// The relation, or the type with parts of its own, that the effect itself is about.
    fileprivate var ownRelation: ObjectName? {
        switch identity {
        case .relation(let name), .type(let name): name
        default: nil
        }
    }
}

extension Observation {
    /// "view v"
    fileprivate var shown: String {
        var definition: ObjectDefinition?
        if case .present(let expected) = effect.claim.expectation { definition = expected }
        let words = effect.identity.words(definition)
        return "\(words.kind) \(words.name)"
    }
}
