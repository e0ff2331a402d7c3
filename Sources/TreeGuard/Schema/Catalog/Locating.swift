/// Finds production on the history of every object, file by file.
///
/// Most effects are found by themselves. An object that looks the same at two states, such as a table that one file
/// creates and a later one drops, is found by what else the files of these states have left behind.
struct Locating {
    private var files: [Evidence]
    /// Files of one number run in one order, that of the list.
    private let sequences: [Int]
    private let ground: BaselineState
    private let recorded: Set<Int>
    /// Effects that no rule has decided yet.
    private var undecided: [(file: Int, number: Int)] = []
    /// Files of which an effect, or the ledger, shows that they ran.
    private var applied: Set<Int> = []
    /// Files of which an effect shows that they did not run, and nothing that they did.
    private var pending: Set<Int> = []

    private init(
        _ files: [Evidence], _ sequences: [Int], _ recorded: Set<Int>, _ ground: BaselineState
    ) {
        self.files = files
        self.sequences = sequences
        self.ground = ground
        self.recorded = recorded
        applied = recorded
        undecided = files.indices.flatMap { file in
            files[file].observations.indices.map { (file: file, number: $0) }
        }
    }

    /// - Parameters:
    ///   - sequences: one number for each file; files of one number follow each other
    ///   - recorded: the files that a ledger shows applied
    ///   - ground: states if the database has objects of the earlier files
    static func located(
        _ files: [Evidence], _ sequences: [Int], recorded: Set<Int>, on ground: BaselineState
    ) -> [Evidence] {
        var locating = Locating(files, sequences, recorded, ground)
        locating.decideAll()
        return locating.files
    }

    private mutating func decideAll() {
        repeat {
            while decide(by: { $0.position(of: $1, in: $2) }) {}
        } while decide(by: { $0.positionByNeighbours(of: $1, in: $2) })
    }

    /// Applies the rule to all effects that are not decided. True if it decided any.
    private mutating func decide(by rule: (Locating, Observation, Int) -> Observation.Position?) -> Bool {
        var rest: [(file: Int, number: Int)] = []
        var found: [(file: Int, number: Int, position: Observation.Position)] = []
        for (file, number) in undecided {
            if let position = rule(self, files[file].observations[number], file) {
                found.append((file, number, position))
            } else {
                rest.append((file, number))
            }
        }
        guard !found.isEmpty else { return false }
        for (file, number, position) in found { files[file].observations[number].position = position }
        undecided = rest
        let positions = Dictionary(grouping: found, by: \.file).mapValues { Set($0.map(\.position)) }
        for (file, found) in positions {
            if found.contains(.proof) { applied.insert(file) }
            if found.contains(.before) { pending.insert(file) }
        }
        pending.subtract(applied)
        return true
    }

    // MARK: One effect by itself, and by the files of its states

    /// nil if production looks the same at an earlier and at a later state, and nothing tells them apart.
    private func position(of observation: Observation, in file: Int) -> Observation.Position? {
        guard observation.sightings.count > observation.effect.stage else { return .open }
        let later = observation.later.filter { !isPending($0.file) || $0.file == file }
        let earlier = possible(earlierThan: observation)
        guard later.contains(where: \.isSame) else {
            if later.contains(where: \.isUncompared) { return earlier.contains(where: \.isSame) ? .before : .open }
            if later.contains(where: \.isUntold) { return nil }
            if later.contains(where: \.isPossible) { return .there }
            return observation.later.contains(where: \.isSame) ? .before : missed(observation, earlier)
        }
        let isAbsence = later.contains { $0.isSame && !$0.isPresence }
        if isAbsence, case .missing(let position) = ground(of: observation, file) { return position }
        if earlier.contains(where: \.isSame) { return observation.isIdle ? .there : byItsFiles(observation, file) }
        if earlier.contains(where: \.isPossible) || observation.effect.identity.mayComeFromElsewhere { return .there }
        return .proof
    }

    /// The earlier states that production may be in: a file that has run leaves the states before it behind.
    private func possible(earlierThan observation: Observation) -> ArraySlice<Sighting> {
        let earlier = observation.earlier
        if let ran = earlier.indices.last(where: { $0 > 0 && hasRun(earlier[$0].file) }) { return earlier[ran...] }
        return earlier
    }

    /// The position of an effect of which production shows none of the states that it may have.
    private func missed(_ observation: Observation, _ earlier: ArraySlice<Sighting>) -> Observation.Position {
        if observation.status == .absent { return .before }
        if observation.effect.role == .create, observation.effect.makesItAnyway,
            !observation.earlier.contains(where: \.isSame)
        {
            return .off
        }
        let isElsewhere = observation.later.first?.status == .absent
        if observation.earlier.contains(where: \.isSame), !isElsewhere { return .before }
        return observation.earlier.contains(where: \.isPossible) && observation.effect.stage == 1 ? .before : .off
    }

    private enum Ground {
        case sufficient
        /// The absence tells nothing by itself. nil if other files may decide.
        case missing(Observation.Position?)
    }

    /// An absence tells something only where the object can have been: its table is there, or the file that makes it has
    /// run.
    private func ground(of observation: Observation, _ file: Int) -> Ground {
        if observation.hasOwner { return .sufficient }
        if observation.lacksOwner, !observation.effect.isConditional { return .missing(.before) }
        let gone = observation.later.firstIndex(where: \.isSame) ?? 0
        let makers = observation.sightings[..<gone].filter(\.isPresence).map(\.file)
        if makers.contains(where: hasRun) { return .sufficient }
        if !makers.isEmpty {
            return .missing(makers.allSatisfy(isPending) ? .before : byItsFiles(observation, file))
        }
        if observation.isIdle { return .sufficient }
        if isOnGround { return .missing(.there) }
        return .missing(ground == .missing ? .before : nil)
    }

    private func byItsFiles(_ observation: Observation, _ file: Int) -> Observation.Position? {
        let candidates = observation.later.filter(\.isSame).map(\.file)
        if candidates.contains(where: hasRun) { return .there }
        return isPending(file) || candidates.allSatisfy(isPending) ? .before : nil
    }

    // MARK: The files around it

    private func positionByNeighbours(of observation: Observation, in file: Int) -> Observation.Position? {
        let candidates = observation.later.filter(\.isSame)
        // Code that was not understood may have changed it, once the file itself has run.
        if candidates.isEmpty, observation.later.contains(where: \.isUntold) { return hasRun(file) ? .open : .before }
        guard !candidates.isEmpty else { return nil }
        let others = sequences.indices.filter { sequences[$0] == sequences[file] }
        if others.contains(where: { $0 < file && isPending($0) }) { return .before }
        if others.contains(where: { $0 > file && hasRun($0) }) { return .there }
        guard candidates.contains(where: { !$0.isPresence }) else { return nil }
        if others.contains(where: isPending) { return isOnGround ? nil : .before }
        // All of them together leave nothing behind, and nothing is there.
        return isOnGround ? .there : ground == .missing ? .before : nil
    }

    /// Earlier files, which are not judged, have run where the database has their tables.
    private func hasRun(_ file: Int) -> Bool { file < 0 ? ground == .there && file != .min : applied.contains(file) }

    private func isPending(_ file: Int) -> Bool {
        file < 0 ? ground == .missing && file != .min : pending.contains(file)
    }

    private var isOnGround: Bool {
        ground == .there || !applied.isEmpty
            || files.contains { $0.observations.contains { $0.hasOwner || $0.position == .proof } }
    }
}

extension Evidence {
    /// The evidence of files that run one after the other, with production's place on the history of each object.
    ///
    /// - Parameters:
    ///   - sequences: one number for each file; files of one number follow each other
    ///   - recorded: the files that a ledger shows applied
    package static func located(
        _ files: [Evidence], sequences: [Int], recorded: Set<Int> = [], on ground: BaselineState = .notKnown
    ) -> [Evidence] {
        Locating.located(files, sequences, recorded: recorded, on: ground)
    }
}
