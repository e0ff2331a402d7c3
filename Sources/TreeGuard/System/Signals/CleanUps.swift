import Glibc
import Synchronization

/// Actions that run however the program ends: stop servers, remove folders. Last in, first out.
package enum CleanUps {
    /// The identity of one clean-up, for running it early.
    package struct Ticket: Hashable, Sendable { fileprivate let number: Int }

    private struct State {
        var actions: [(number: Int, action: @Sendable () -> Void)] = []
        var next = 0
        var isOver = false
    }
    private static let state = Mutex(State())

    /// Registers a clean-up; from then on Ctrl-C runs it too. After `runAll`, it runs at once, so that nothing started
    /// too late outlives us.
    package static func register(_ action: @escaping @Sendable () -> Void) -> Ticket {
        Interruption.endCleanly()
        let number: Int? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.next += 1
            state.actions.append((state.next, action))
            return state.next
        }
        if number == nil { action() }
        return Ticket(number: number ?? 0)
    }

    /// Runs one clean-up now, and never again. If the program is ending, the ending thread runs it instead: otherwise
    /// the process could exit before it is done.
    package static func run(_ ticket: Ticket) {
        Interruption.waitIfEnding()
        take { $0.number == ticket.number }?()
    }

    /// Removes one clean-up without running it.
    package static func forget(_ ticket: Ticket) {
        _ = take { $0.number == ticket.number }
    }

    /// Runs every clean-up, the latest first. The program does this before it ends.
    package static func runAll() {
        state.withLock { $0.isOver = true }
        while let action = take({ _ in true }) { action() }
    }

    private static func take(
        _ isWanted: ((number: Int, action: @Sendable () -> Void)) -> Bool
    ) -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard let index = state.actions.lastIndex(where: isWanted) else { return nil }
            return state.actions.remove(at: index).action
        }
    }
}
