import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// Observes the run of a file, and may ask questions within the session.
package typealias ObserveRun = (RunMoment, DeploySession) throws(Failure) -> Void

extension DeploySession {
    /// Runs the rest of a file. The error that it throws tells how far it came.
    package func run(_ run: FileRun, observing: ObserveRun = { _, _ in }) throws(RunFailure) {
        try refuseWhatNeedsSession(run)
        do throws(RunFailure) {
            try begin(run)
            for index in run.parts.indices.dropFirst(run.startAt) {
                try observe(.partBegins(index), run, part: index, observing)
                if run.parts[index].isTransaction {
                    try runTransaction(run, index, observing)
                } else {
                    try runAlone(run, index, observing)
                }
                try observe(.partDone(index), run, part: index + 1, observing)
            }
            if run.parts.last?.isTransaction != true || run.startAt == run.parts.count {
                try brief(run, part: run.parts.count, run.ending)
            }
        } catch {
            remember(error, of: run)
            throw error
        }
    }

    private func begin(_ run: FileRun) throws(RunFailure) {
        do throws(ServerRefusal) {
            try prepare(run, part: run.startAt)
        } catch {
            throw failure(error, run, .before(part: run.startAt))
        }
        guard let record = run.record, run.hasSeveralSteps else { return }
        // A part that runs alone and may be done already writes its own record.
        let begun = run.startAt + (run.resumes ? 1 : 0)
        try brief(
            run, part: run.startAt, Amendment(statements: [record.running(begun: begun, done: run.startAt)]))
    }

    private func refuseWhatNeedsSession(_ run: FileRun) throws(RunFailure) {
        guard isPooled, run.needsSession,
            let instruction = run.parts.first(where: { !$0.isTransaction })?.instructions.first
        else { return }
        throw RunFailure(
            Failure(
                .notDeployable,
                what: "\(run.path)\(instruction.line) cannot be deployed through this address",
                why:
                    "it runs outside of a transaction, and the pooler in between gives us no session that keeps the lock",
                next: "give the server's own address, past the pooler (DigitalOcean: port 25060, Supabase: port 5432, "
                    + "Neon: the host without -pooler)"), .before(part: run.startAt), instruction: instruction)
    }

    /// Runs one transaction of the file, and retries it if another session was in the way.
    private func runTransaction(_ run: FileRun, _ index: Int, _ observing: ObserveRun) throws(RunFailure) {
        let isLast = index == run.parts.count - 1
        let writing = isLast ? run.ending : run.progress(after: index)
        try retrying(run, index, observing) { () throws(RunFailure) in
            var current: Instruction?
            let ending: Ending
            do throws(ServerRefusal) {
                ending = try transaction(opening(run)) { () throws(ServerRefusal) in
                    if isPooled { try replay(run.settings(before: index)) }
                    for (number, instruction) in run.parts[index].instructions.enumerated() {
                        current = instruction
                        try refuseLosses(of: instruction, run)
                        try execute(instruction, .init(part: index, instruction: number), observing)
                    }
                    current = nil
                    try note(writing)
                }
            } catch {
                throw failure(error, run, .before(part: index), current)
            }
            try settle(ending, run, index)
        }
    }

    /// Runs a transaction without statements of the file.
    func brief(_ run: FileRun, part: Int, _ amendment: Amendment) throws(RunFailure) {
        guard !amendment.isEmpty else { return }
        try retrying(run, part, { _, _ in }) { () throws(RunFailure) in
            let ending: Ending
            do throws(ServerRefusal) {
                ending = try transaction(opening(run)) { () throws(ServerRefusal) in try note(amendment) }
            } catch {
                throw failure(error, run, .before(part: part))
            }
            try settle(ending, run, part)
        }
    }

    private func settle(_ ending: Ending, _ run: FileRun, _ index: Int) throws(RunFailure) {
        switch ending {
        case .committed:
            // The connection may be a new one, without the file's settings.
            guard isFresh else { return }
            do throws(ServerRefusal) {
                try prepare(run, part: index + 1)
            } catch {
                throw failure(error, run, .before(part: index + 1))
            }
        case .undone(let refusal): throw failure(refusal, run, .before(part: index))
        case .notKnown(let refusal): throw failure(refusal, run, .notKnown(part: index))
        }
    }

    func execute(
        _ instruction: Instruction, _ place: RunMoment.Place, _ observing: ObserveRun
    ) throws(ServerRefusal) {
        guard !stop.isUp else { throw .stopped }
        try telling(.begins(place, instruction), observing)
        let start = ContinuousClock.now
        _ = try session.execute(instruction.text, rows: instruction.rows)
        try telling(.ended(place, instruction, after: start.duration(to: .now)), observing)
    }

    private func telling(_ moment: RunMoment, _ observing: ObserveRun) throws(ServerRefusal) {
        do throws(Failure) {
            try observing(moment, self)
        } catch {
            throw ServerRefusal(error)
        }
    }

    func observe(
        _ moment: RunMoment, _ run: FileRun, part: Int, _ observing: ObserveRun
    ) throws(RunFailure) {
        do throws(Failure) {
            try observing(moment, self)
        } catch {
            throw RunFailure(error, .before(part: part))
        }
    }
}
