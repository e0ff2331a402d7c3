import Glibc
import Synchronization

/// Actions that run however the program ends: servers stopped, folders removed. Last in, first out.
package enum CleanUps {
    /// Names one clean-up, to run it when its time has come.
    package struct Ticket: Hashable, Sendable { fileprivate let number: Int }

    private struct State {
        var actions: [(number: Int, action: @Sendable () -> Void)] = []
        var next = 0
        var isOver = false
    }
    private static let state = Mutex(State())

    /// Registers what undoes something that was just done, and from then on Ctrl-C runs it too. Once everything has
    /// been undone, it runs at once: what is started too late does not outlive us either.
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

    /// Runs one clean-up now, and never again. Where the end has come, it is the end's: whoever took it from there would
    /// be gone before it is done.
    package static func run(_ ticket: Ticket) {
        Interruption.waitIfEnding()
        take { $0.number == ticket.number }?()
    }

    /// Forgets one clean-up: what it would undo is to stay.
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
