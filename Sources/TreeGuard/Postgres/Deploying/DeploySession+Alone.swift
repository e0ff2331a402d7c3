import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema

/// Statements that PostgreSQL runs only outside of transactions. They are recorded before and after they run; after an
/// interruption, the objects that they left show how far they came.
extension DeploySession {
    func runAlone(_ run: FileRun, _ index: Int, _ observing: ObserveRun) throws(RunFailure) {
        guard let instruction = run.parts[index].instructions.first else { return }
        let remains = LeftoverIndex(of: instruction)
        let mayBeDone = run.resumes && index == run.startAt
        try retrying(run, index, observing) { () throws(RunFailure) in
            if let remains, try isDone(instruction, remains, mayBeDone, run, index, observing) { return }
            try brief(run, part: index, run.intention(of: index))
            do throws(ServerRefusal) {
                try waitingLonger(instruction, run) { () throws(ServerRefusal) in
                    try execute(instruction, .init(part: index, instruction: 0), observing)
                }
            } catch  where mayBeDone && error.saysDoneAlready {
                try observe(.foundDone(index, instruction), run, part: index, observing)
            } catch {
                try giveUp(instruction, remains, error, run, index, observing)
            }
        }
        if index + 1 < run.parts.count { try brief(run, part: index + 1, run.progress(after: index)) }
    }

    /// Drops the leftovers of an attempt; true if they are complete.
    private func isDone(
        _ instruction: Instruction, _ remains: LeftoverIndex, _ mayBeDone: Bool, _ run: FileRun, _ index: Int,
        _ observing: ObserveRun
    ) throws(RunFailure) -> Bool {
        let isWhole = try clear(remains, run, index, instruction, observing)
        guard isWhole, remains.wholeMeansDone else { return false }
        if mayBeDone {
            try observe(.foundDone(index, instruction), run, part: index, observing)
            return true
        }
        guard remains.isNameless else { return false }
        throw RunFailure(
            Failure(
                .notDeployable, what: "\(run.path)\(instruction.line) cannot be deployed by treeguard",
                why: "an index of the name that PostgreSQL would choose is there already: should the connection break, "
                    + "nobody could tell the two apart",
                next: "give the index a name in the file"), .before(part: index), instruction: instruction)
    }

    private func clear(
        _ remains: LeftoverIndex, _ run: FileRun, _ index: Int, _ instruction: Instruction, _ observing: ObserveRun
    ) throws(RunFailure) -> Bool {
        do throws(ServerRefusal) {
            let (isWhole, clearing) = remains.found(try session.execute(remains.question))
            for statement in clearing {
                try? observing(.clearing(statement: statement), self)
                try waitingLonger(instruction, run) { () throws(ServerRefusal) in
                    _ = try session.execute(statement)
                }
            }
            return isWhole
        } catch {
            throw failure(error, run, .within(part: index), instruction)
        }
    }

    /// Handles a refusal by the server: an INVALID index would slow down every write until somebody drops it.
    private func giveUp(
        _ instruction: Instruction, _ remains: LeftoverIndex?, _ refusal: ServerRefusal, _ run: FileRun, _ index: Int,
        _ observing: ObserveRun
    ) throws(RunFailure) {
        let isCleared =
            !refusal.isLost && !stop.isUp && refusal.told == nil
            && (remains.map { (try? clear($0, run, index, instruction, observing)) != nil } ?? true)
        throw failure(refusal, run, isCleared ? .before(part: index) : .within(part: index), instruction)
    }

    /// Runs the work with a longer lock timeout: nobody queues behind a CONCURRENTLY statement that waits.
    private func waitingLonger(
        _ instruction: Instruction, _ run: FileRun, _ work: () throws(ServerRefusal) -> Void
    ) throws(ServerRefusal) {
        let lock = instruction.waitsWithoutStandingInTheWay ? retryLimits.lockConcurrently : retryLimits.lock
        var settings: [String] = []
        if !run.sets("lock_timeout") { settings.append("SET lock_timeout = \(lock.setting)") }
        if !run.sets("statement_timeout") {
            settings.append("SET statement_timeout = \(retryLimits.statement?.setting ?? "0")")
        }
        if !settings.isEmpty { _ = try session.execute(settings.joined(separator: "; ")) }
        try work()
        if !settings.isEmpty { _ = try session.execute(limits(run).joined(separator: "; ")) }
    }
}

extension Instruction {
    /// False for DETACH PARTITION CONCURRENTLY, which locks the partition exclusively at the end.
    fileprivate var waitsWithoutStandingInTheWay: Bool {
        guard execution.isConcurrent else { return false }
        if case .alterTable = statements.first?.kind { return false }
        return true
    }
}
