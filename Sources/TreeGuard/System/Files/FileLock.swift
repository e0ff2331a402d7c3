import CGlibc
import Glibc
import Synchronization

/// An exclusive lock on a file (flock), held until it is released or the process ends.
package final class FileLock: Sendable {
    /// The locks of this process.
    private static let held = Mutex<Set<String>>([])

    private let path: String
    private let file: Mutex<Descriptor>

    private init(_ path: String, _ file: consuming Descriptor) {
        self.path = path
        self.file = Mutex(file)
    }

    /// Takes the lock; nil if another process has it and `waiting` is false.
    package static func take(_ path: String, waiting: Bool) throws(SystemError) -> FileLock? {
        // A clean-up at the end of the program must not wait for a thread of ours that will never continue.
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

    /// True if some process holds the lock.
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
