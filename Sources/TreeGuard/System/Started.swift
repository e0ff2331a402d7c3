import Synchronization

/// Work that goes on, on a thread of its own, while we do something else.
package final class Started<Result: Sendable>: Sendable {
    private final class Slot: Sendable {
        let result = Mutex<Result?>(nil)
    }

    private let slot = Slot()
    private let work: @Sendable () -> Result
    private let thread: Thread

    package init(_ work: @escaping @Sendable () -> Result) {
        self.work = work
        thread = Thread { [slot] in
            let result = work()
            slot.result.withLock { $0 = result }
        }
    }

    /// Waits for its end. To be asked for once. Nobody need ask: the process does not wait for the thread.
    package func result() -> Result {
        thread.join()
        return slot.result.withLock { $0 } ?? work()
    }
}
