import CGlibc
import Glibc
import Synchronization

/// A file that one process has for itself (flock) until it lets go, or ends in whatever way.
package final class FileLock: Sendable {
    /// The locks that this process holds.
    private static let held = Mutex<Set<String>>([])

    private let path: String
    private let file: Mutex<Descriptor>

    private init(_ path: String, _ file: consuming Descriptor) {
        self.path = path
        self.file = Mutex(file)
    }

    /// Nil where another has it, and it is not to be waited for.
    package static func take(_ path: String, waiting: Bool) throws(SystemError) -> FileLock? {
        // What runs because we are ending must not wait for a thread of ours that will never go on.
        if Interruption.isEnding, held.withLock({ $0.contains(path) }) {
            return FileLock(path, Descriptor(owning: -1))
        }
        let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw SystemError("open", path: path) }
        let file = Descriptor(owning: number)
        while flock(file.number, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw SystemError("flock", path: path) }
        }
        Interruption.waitIfEnding()
        held.withLock { _ = $0.insert(path) }
        return FileLock(path, file)
    }

    /// True if some process has it.
    package static func isTaken(_ path: String) -> Bool {
        let number = open(path, O_RDWR | O_CLOEXEC)
        guard number >= 0 else { return false }
        let file = Descriptor(owning: number)
        return flock(file.number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    package func release() {
        file.withLock { file in
            guard file.isOpen else { return }
            FileLock.held.withLock { _ = $0.remove(path) }
            file.close()
        }
    }

    deinit { release() }
}
