import Glibc
import Synchronization

/// The children that run now: Ctrl-C must reach them, although they are not in the terminal's process group.
enum RunningChildren {
    private static let ids = Mutex<Set<pid_t>>([])

    /// Starts a child under the lock: a signal that comes meanwhile reaches it, too.
    static func start(_ spawn: () throws(SystemError) -> pid_t) throws(SystemError) -> pid_t {
        try ids.withLock { ids throws(SystemError) in
            let id = try spawn()
            ids.insert(id)
            return id
        }
    }
    static func remove(_ id: pid_t) { _ = ids.withLock { $0.remove(id) } }
    static func signal(_ number: Int32) { ids.withLock { for id in $0 { kill(-id, number) } } }
}
