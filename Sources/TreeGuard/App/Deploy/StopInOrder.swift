import TreeGuardPostgres
import TreeGuardSystem

/// The effect of Ctrl-C on a deployment: the running statement is cancelled, and there is time to roll back, to do what
/// must be done at its end, and to say so.
final class StopInOrder: Sendable {
    private struct State: Sendable {
        var isOver = false
        var last: (@Sendable () -> Void)?
        /// The last step takes as long as it takes; a second Ctrl-C does not wait.
        var isAtLast = false
    }

    let sign = StopSign()
    /// The end stops the children before it runs the clean-ups: a command that fails of it must find us stopped.
    var isUp: Bool { sign.isUp || Interruption.isUnderWay }
    private let state = Shared(State())
    private let ticket = Shared<CleanUps.Ticket?>(nil)

    init() {
        let given = CleanUps.register { [weak self] in self?.stopAndWait() }
        ticket.withLock { $0 = given }
        Interruption.awaitThisThread()
    }

    /// From here on, this must be done, whatever comes: by whoever deploys, or, should the server keep him waiting, by the
    /// end itself.
    func must(_ last: @escaping @Sendable () -> Void) { state.withLock { $0.last = last } }

    /// Does it, once.
    func doLast() {
        let last = state.withLock { state in
            defer { (state.last, state.isAtLast) = (nil, true) }
            return state.last
        }
        last?()
        state.withLock { $0.isAtLast = false }
    }

    /// Waits, unless we are stopped.
    func rest(_ pause: Duration) {
        let end = Clock.monotonic() + pause
        while !isUp, Clock.monotonic() < end { Clock.pause(for: .milliseconds(50)) }
    }

    /// Everything was said.
    func isOver() {
        Interruption.awaitNobody()
        state.withLock { $0.isOver = true }
        if let ticket = ticket.withLock({ $0 }) { CleanUps.forget(ticket) }
    }

    /// Says it again and again: a statement may have been on its way. The server has a quarter of a minute.
    private func stopAndWait() {
        var left = 75
        while left > 0 || state.withLock({ $0.isAtLast }) {
            guard !state.withLock({ $0.isOver }) else { return }
            sign.raise()
            Clock.pause(for: .milliseconds(200))
            left -= 1
        }
        doLast()
    }
}
