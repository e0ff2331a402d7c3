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

    /// The facts that decide about the state of the migration.
    package struct Facts: Hashable, Sendable {
        /// The positions of its effects. `off` is among them only where running the file would not mend it.
        package var positions: Set<Observation.Position> = []
        /// True if some effect is at none of its states, and the statement makes it as the file says anyway.
        package var wouldOverwrite = false
        package var traceless = Traceless.none
        /// True if an index or a constraint is only half built.
        package var isUnfinished = false

        package init(
            _ positions: Set<Observation.Position> = [], wouldOverwrite: Bool = false, traceless: Traceless = .none,
            isUnfinished: Bool = false
        ) {
            self.positions = positions
            self.wouldOverwrite = wouldOverwrite
            self.traceless = traceless
            self.isUnfinished = isUnfinished
        }

        package func has(_ position: Observation.Position) -> Bool { positions.contains(position) }

        /// True if the file changes nothing.
        package var isEmpty: Bool { positions.isEmpty && !wouldOverwrite && traceless == .none }

        /// True if there are effects, and all of them are there.
        package var isThere: Bool {
            !positions.isEmpty && !wouldOverwrite && positions.isSubset(of: [.proof, .there])
        }
    }

    /// Statements that leave no trace in a catalog: rows, opaque blocks, kinds of objects that are not compared.
    package enum Traceless: Hashable, Sendable, CaseIterable {
        case none
        /// Each runs in one transaction with an effect that proves to have run.
        case covered
        case open
    }

    package var facts: Facts {
        var facts = Facts(isUnfinished: isUnfinished)
        let notRun = Set(observations.filter { $0.position == .before }.map(\.effect.transaction))
        for observation in observations {
            if observation.position == .off, observation.effect.makesItAnyway {
                facts.wouldOverwrite = true
            } else {
                facts.positions.insert(observation.position)
            }
            // The file may have stopped after it, and running it again would convert the rows a second time.
            if observation.position == .there, observation.effect.convertsRows,
                notRun.contains(where: { $0 != observation.effect.transaction })
            {
                facts.positions.insert(.proof)
            }
        }
        if !script.isRead { facts.traceless = .open }
        if !script.unverified.isEmpty || observations.contains(where: \.isEmptied) {
            facts.traceless = uncovered.isEmpty && emptied.isEmpty ? .covered : .open
        }
        return facts
    }

    /// The traceless statements of which nothing shows that they ran.
    package var uncovered: [Script.Unverified] {
        script.unverified.filter { !proven.contains($0.transaction) }
    }

    /// The tables and columns that the file makes anew, without a sign that it did: their rows would go, and look alike.
    private var emptied: [Observation] {
        observations.filter { $0.isEmptied && !proven.contains($0.effect.transaction) }
    }

    /// The transactions that are shown to have run.
    private var proven: Set<Int> { Set(observations.filter { $0.position == .proof }.map(\.effect.transaction)) }

    /// The invisible parts of the migration, in words.
    package var doubts: [String] {
        let count = uncovered.count
        let verb = count == 1 ? "leaves" : "leave"
        let rows = count == 0 ? [] : ["\(counted(count, "statement")) \(verb) nothing behind to look for"]
        let objects = observations.filter { $0.position == .open }.compactMap { observation -> String? in
            if !observation.uncomparedParts.isEmpty {
                return
                    "\(observation.shown) is there, and its \(listed(observation.uncomparedParts)) could not be compared"
            }
            guard observation.status == .holds, observation.effect.claim.expectation == .absent else { return nil }
            return "\(observation.shown) is gone, but may never have been there"
        }
        let anew = emptied.prefix(1).map { "\($0.shown) is made anew, and nothing shows that its rows went" }
        return rows + anew + objects
    }

    /// The objects that running the file would overwrite.
    package var overwritten: [String] {
        observations.filter { $0.position == .off && $0.effect.makesItAnyway }.map(\.shown)
    }

    /// True if some object could not be compared without a server.
    package var isUncompared: Bool { observations.contains { !$0.uncomparedParts.isEmpty } }

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

extension Observation {
    /// True if the file makes a table or a column anew that may have been there before.
    fileprivate var isEmptied: Bool {
        effect.emptiesIt && earlier.contains { $0.claim?.expectation != .absent }
    }

    /// The object in words: "view v".
    fileprivate var shown: String {
        var definition: ObjectDefinition?
        if case .present(let expected) = effect.claim.expectation { definition = expected }
        let words = effect.identity.words(definition)
        return "\(words.kind) \(words.name)"
    }
}
