import TreeGuardBase

/// The facts of the catalog about one migration as a whole.
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
        /// Everything holds and was compared, but it would also hold if the migration had never run: DROP IF EXISTS of
        /// an object that never existed. No work is left.
        case nothingMissing
        /// Everything holds, but nothing proves that the migration ran. A part of it is invisible: rows, or a
        /// definition that was not compared.
        case nothingProved
        /// Everything holds because objects are absent, but this database may never have had them.
        case groundless
        case somePresent
        case nonePresent
        case nothingVerifiable
    }

    /// The summary of the observations.
    ///
    /// An absent object proves a DROP only if it existed before. On a database without the earlier migrations it never
    /// existed; then `absencesTell` is false, or a table is missing that the migration expects. A present object always
    /// counts, unless other migrations create it too. So a fresh database has nothing of the migration, even with
    /// IF EXISTS.
    ///
    /// An owner, a privilege or a comment may have been set before. If something else is missing, such a repeatable
    /// setting does not prove that the migration stopped half way: running all of it sets it again and does no harm.
    ///
    /// - Parameter isOnGround: true if the database has objects of these migrations, so that absent objects may have
    ///   existed
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

    /// Absent objects that may never have existed.
    private var groundless: [Observation] { observations.filter { $0.isAbsence && !$0.hasOwner } }

    /// The invisible parts of the migration, in words. A proof from another object outweighs them.
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

    /// True if the database has an object of the migration, or a table that it changes.
    package var isGround: Bool { observations.contains(where: \.isGround) }

    /// True if some object could not be compared without a server.
    package var isUncompared: Bool { observations.contains { !$0.uncomparedParts.isEmpty } }

    /// True if the migration changes a missing table that it does not create: an earlier migration has not run.
    private var lacksPrerequisite: Bool {
        let own = Set(observations.filter { $0.effect.role == .create }.compactMap(\.effect.ownRelation))
        return observations.contains { observation in observation.missingRelation.map { !own.contains($0) } ?? false }
    }

    /// True for an index that a failed concurrent build left, and for a constraint that the file validates but that is
    /// not valid. If the file only validates another file's constraint, it has simply not run.
    package var isUnfinished: Bool {
        observations.contains { observation in
            guard case .differs(let differences) = observation.status else { return false }
            return differences.contains(Match.invalid)
                || (differences.contains(Match.notValid) && observation.effect.role == .create)
        }
    }
}

extension Effect {
    /// The relation, or the type with parts of its own, that the effect is about.
    fileprivate var ownRelation: ObjectName? {
        switch identity {
        case .relation(let name), .type(let name): name
        default: nil
        }
    }
}

extension Observation {
    /// The object in words: "view v".
    fileprivate var shown: String {
        var definition: ObjectDefinition?
        if case .present(let expected) = effect.claim.expectation { definition = expected }
        let words = effect.identity.words(definition)
        return "\(words.kind) \(words.name)"
    }
}
