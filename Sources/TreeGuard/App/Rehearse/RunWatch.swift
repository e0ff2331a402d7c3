import TreeGuardBase
import TreeGuardDeployments
import TreeGuardPostgres
import TreeGuardSchema
import TreeGuardSystem

/// Notes what the server holds and rewrites for each statement of one file.
final class RunWatch {
    private(set) var steps: [RehearsalReport.Step] = []
    private let run: FileRun
    private let copy: ConnectionSettings
    /// The relations that were there before the file: nobody waits for those that it makes.
    private let existing: Set<String>
    private var files: [String: (file: String, name: String)]
    private var held: [HeldLock] = []
    private let looksClosely: Bool
    /// The look from beside, while a statement runs outside of a transaction.
    private var beside: LockWatch?

    /// - Parameter copy: how to look on from beside
    init(_ run: FileRun, on copy: ConnectionSettings, _ answers: [Answer]) {
        self.run = run
        self.copy = copy
        existing = Set(Sighting.names(answers[0]))
        files = Sighting.files(answers[1])
        // Asking twice for each of a hundred thousand rows would take longer than the rows.
        looksClosely = run.parts.reduce(0) { $0 + $1.instructions.count } <= 1000
    }

    func see(_ moment: RunMoment, in session: DeploySession) throws(Failure) {
        switch moment {
        case .partBegins: held = []
        case .begins(let place, _) where !run.parts[place.part].isTransaction:
            beside = LockWatch(over: copy, process: session.backendPID)
        case .ended(let place, let instruction, let duration):
            try note(instruction, duration, run.parts[place.part].isTransaction, session)
        default: break
        }
    }

    private func note(
        _ instruction: Instruction, _ duration: Duration, _ isInTransaction: Bool, _ session: DeploySession
    ) throws(Failure) {
        var step = RehearsalReport.Step(instruction, in: duration)
        defer { steps.append(step) }
        if let seen = beside?.end() {
            step.ranAlone = true
            step.duration = max(.zero, duration - seen.delay)
            step.locks = seen.locks.filter { existing.contains($0.relation) }
            beside = nil
        }
        guard looksClosely || !instruction.isOfRows else { return }
        let answers = try session.answers(to: [Sighting.locks(), Sighting.files])
        if isInTransaction {
            let now = Sighting.locks(answers[0])
            step.locks = now.filter { !held.contains($0) && existing.contains($0.relation) }
            held = now
        }
        let later = Sighting.files(answers[1])
        step.rewritten = later.filter { number, place in
            files[number].map { $0.file != place.file && existing.contains(place.name) } ?? false
        }.map(\.value.name).sorted()
        files = later
    }
}
