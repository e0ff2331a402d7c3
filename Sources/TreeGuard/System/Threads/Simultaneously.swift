import Glibc
import Synchronization

/// Runs the work for several items at the same time, each on a thread of its own, and waits for all. It is used to ask
/// several databases at once.
package func simultaneously<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) -> Result
) -> [Result] {
    guard items.count > 1 else { return items.map(work) }
    let results = Results<Result>(count: items.count)
    let threads = items.enumerated().map { index, item in
        Thread { results.put(work(item), at: index) }
    }
    for thread in threads { thread.join() }
    return results.all
}

/// The results of the threads.
private final class Results<Result: Sendable>: Sendable {
    private let slots: Mutex<[Result?]>

    init(count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }
    func put(_ result: Result, at index: Int) { slots.withLock { $0[index] = result } }
    var all: [Result] { slots.withLock { $0.compactMap(\.self) } }
}

/// One thread (pthread_create); if none can be created, the same work runs at once.
struct Thread: Sendable {
    private final class Body: Sendable {
        let work: @Sendable () -> Void
        init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }

    private let id: pthread_t?

    init(_ work: @escaping @Sendable () -> Void) {
        id = Thread.start(work)
        if id == nil { work() }
    }

    /// Starts a thread; nil if none can be created: then the work was not run.
    static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        let body = Unmanaged.passRetained(Body(work))
        var id = pthread_t()
        let status = pthread_create(
            &id, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().work()
                return nil
            }, body.toOpaque())
        guard status == 0 else {
            body.release()
            return nil
        }
        return id
    }

    func join() {
        if let id { pthread_join(id, nil) }
    }
}
