import Synchronization

/// Work on a thread of its own.
package final class BackgroundTask<Result: Sendable>: Sendable {
    private final class Slot: Sendable {
        let result = Mutex<Result?>(nil)
    }

    private let slot = Slot()
    private let work: @Sendable () -> Result
    /// The thread; nil after the join: a thread can be joined only once.
    private let thread: Mutex<Thread?>

    package init(_ work: @escaping @Sendable () -> Result) {
        self.work = work
        thread = Mutex(
            Thread { [slot] in
                let result = work()
                slot.result.withLock { $0 = result }
            })
    }

    /// Waits for the result. It need not be called: the process does not wait for the thread.
    package func result() -> Result {
        thread.withLock { thread in
            thread?.join()
            thread = nil
        }
        return slot.result.withLock { $0 } ?? work()
    }
}
