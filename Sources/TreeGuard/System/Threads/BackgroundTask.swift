import Synchronization

/// Work that goes on, on a thread of its own, while we do something else.
package final class BackgroundTask<Result: Sendable>: Sendable {
    private final class Slot: Sendable {
        let result = Mutex<Result?>(nil)
    }

    private let slot = Slot()
    private let work: @Sendable () -> Result
    /// nil once it was waited for: a thread can be joined once.
    private let thread: Mutex<Thread?>

    package init(_ work: @escaping @Sendable () -> Result) {
        self.work = work
        thread = Mutex(
            Thread { [slot] in
                let result = work()
                slot.result.withLock { $0 = result }
            })
    }

    /// Waits for its end. Nobody need ask: the process does not wait for the thread.
    package func result() -> Result {
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
        return slot.result.withLock { $0 } ?? work()
    }
}
