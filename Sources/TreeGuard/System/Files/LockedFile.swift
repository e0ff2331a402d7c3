import CGlibc
import Glibc

/// A file that one process at a time may read and change (flock).
package struct LockedFile: ~Copyable {
    private let file: Descriptor
    private let path: String
    package let text: String

    package static func holding<Result>(_ path: String, _ body: (borrowing LockedFile) throws -> Result) throws
        -> Result
    {
        let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw SystemError("open", path: path) }
        let file = Descriptor(owning: number)
        while flock(file.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError("flock", path: path) }
        }
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        return try body(LockedFile(file: file, path: path, text: text))
    }

    /// Replaces the text in place: other processes wait for the lock of this file, not of a new one.
    package func replace(_ text: String) throws(SystemError) {
        guard ftruncate(file.number, 0) == 0, lseek(file.number, 0, SEEK_SET) == 0 else {
            throw SystemError("ftruncate", path: path)
        }
        let number = writeFully(Array(text.utf8), to: file.number)
        guard number == 0 else { throw SystemError("write", path: path, number: number) }
    }
}
