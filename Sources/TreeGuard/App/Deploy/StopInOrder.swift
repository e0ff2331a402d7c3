import TreeGuardPostgres
import TreeGuardSystem

/// What Ctrl-C does to a deployment: the running statement is cancelled, and there is time to roll back and to say so.
final class StopInOrder: Sendable {
    let sign = StopSign()
    private let ended = Shared(false)
    private let ticket = Shared<CleanUps.Ticket?>(nil)

    init() {
        let given = CleanUps.register { [weak self] in self?.stopAndWait() }
        ticket.withLock { $0 = given }
    }

    /// Everything was said.
    func isOver() {
        ended.withLock { $0 = true }
        if let ticket = ticket.withLock({ $0 }) { CleanUps.forget(ticket) }
    }

    /// Says it again and again: a statement may have been on its way. The server has a quarter of a minute.
    private func stopAndWait() {
        for _ in 0..<75 where !ended.withLock({ $0 }) {
            sign.raise()
            Clock.pause(for: .milliseconds(200))
        }
    }
}
