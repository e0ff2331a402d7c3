import Glibc
import TreeGuardBase

/// Files and folders, by paths that are absolute or relative to the process's folder, independent of git.
package enum Files {
    /// The default limit for the size of a file that is read.
    package static let usualLimit = 64 * 1024 * 1024

    /// Reads one regular file. A larger file, a folder, a pipe or a device is an error, so that it never blocks.
    package static func read(_ path: String, limit: Int = usualLimit) throws(SystemError) -> [UInt8] {
        try read(bytes: Array(path.utf8), limit: limit)
    }

    /// Reads a file in a folder by a path that may not be UTF-8.
    package static func read(
        _ path: RepositoryPath, in folder: String, limit: Int = usualLimit
    ) throws(SystemError) -> [UInt8] {
        try read(bytes: Array(folder.utf8) + [UInt8(ascii: "/")] + path.bytes, limit: limit)
    }

    private static func read(bytes path: [UInt8], limit: Int) throws(SystemError) -> [UInt8] {
        let shown = String(decoding: path, as: UTF8.self)
        // O_NONBLOCK: opening a pipe without a writer would block for ever.
        let number = open(path.map(CChar.init(bitPattern:)) + [0], O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { throw SystemError("open", path: shown) }
        let file = Descriptor(owning: number)
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw SystemError("fstat", path: shown) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SystemError("read", path: shown, number: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        guard status.st_size <= limit else { throw SystemError("read", path: shown, number: EFBIG) }
        return try readToEnd(file, path: shown, limit: limit, expected: Int(status.st_size))
    }

    /// Reads standard input to its end, up to a limit.
    package static func readStandardInput(limit: Int = usualLimit) throws(SystemError) -> [UInt8] {
        // The original descriptor must stay open.
        let copy = Descriptor(owning: fcntl(0, F_DUPFD_CLOEXEC, 3))
        guard copy.isOpen else { throw SystemError("fcntl", path: "standard input") }
        return try readToEnd(copy, path: "standard input", limit: limit, expected: 0)
    }

    private static func readToEnd(
        _ file: borrowing Descriptor, path: String, limit: Int, expected: Int
    ) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(max(expected + 1, 4096), 1024 * 1024))
        while true {
            let count = Glibc.read(file.number, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("read", path: path)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            // A file may grow while it is read.
            guard bytes.count <= limit else { throw SystemError("read", path: path, number: EFBIG) }
        }
    }
}
