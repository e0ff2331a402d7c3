import Glibc
import Synchronization

/// The children that run at this moment: Ctrl-C must reach them, though they are not in the terminal's own group.
enum RunningChildren {
    private static let ids = Mutex<Set<pid_t>>([])

    static func add(_ id: pid_t) { _ = ids.withLock { $0.insert(id) } }
    static func remove(_ id: pid_t) { _ = ids.withLock { $0.remove(id) } }
    static func signal(_ number: Int32) { ids.withLock { for id in $0 { kill(-id, number) } } }
}
