import CGlibc
import Glibc

extension Files {
    /// Replaces a file atomically: writes a temporary file beside it, flushes it, then renames it.
    package static func write(
        _ bytes: some Collection<UInt8>, to path: String, mode: mode_t = 0o644
    ) throws(SystemError) {
        var template = Array("\(path).XXXXXX".utf8CString)
        let number = mkostemp(&template, O_CLOEXEC)
        guard number >= 0 else { throw SystemError("mkostemp", path: path) }
        let file = Descriptor(owning: number)
        let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        do throws(SystemError) {
            try writeAll(bytes, to: file, path: path)
            guard fchmod(file.number, mode) == 0 else { throw SystemError("fchmod", path: path) }
            guard fsync(file.number) == 0 else { throw SystemError("fsync", path: path) }
            guard rename(temporary, path) == 0 else { throw SystemError("rename", path: path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    package static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws(SystemError) {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    private static func writeAll(
        _ bytes: some Collection<UInt8>, to file: borrowing Descriptor, path: String
    ) throws(SystemError) {
        let written = writeFully(Array(bytes), to: file.number)
        guard written == 0 else { throw SystemError("write", path: path, number: written) }
    }

    /// Creates a folder and its missing parents.
    package static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(SystemError) {
        guard mkdir(path, mode) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw SystemError("mkdir", path: path)
        }
        try makeFolder(String(path[..<slash]), mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SystemError("mkdir", path: path) }
    }

    /// Creates a folder that only we may enter, under TMPDIR or /tmp. Its path is short, because a socket's path has at
    /// most 107 bytes.
    package static func makeTemporaryFolder(
        named name: String = "treeguard", environment: [String: String] = ProcessEnvironment.inherited
    ) throws(SystemError) -> String {
        let parent = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp", path: parent) }
        return try resolved(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// Removes a file, a link or a whole folder, if it exists. Symbolic links are removed, never followed.
    package static func remove(_ path: String) throws(SystemError) { try remove(bytes: Array(path.utf8CString)) }

    /// Removes by bytes, because a name need not be UTF-8: converted to String, it would name another file.
    private static func remove(bytes path: [CChar]) throws(SystemError) {
        guard unlink(path) != 0, errno != ENOENT else { return }
        guard errno == EISDIR || errno == EPERM, !isLink(path) else { throw SystemError("unlink", path: shown(path)) }
        // A folder without permissions for its owner cannot be emptied; git and initdb create such folders.
        chmod(path, 0o700)
        let inside = path.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))]
        for name in try entries(of: path) { try remove(bytes: inside + name) }
        guard rmdir(path) == 0 || errno == ENOENT else { throw SystemError("rmdir", path: shown(path)) }
    }

    private static func isLink(_ path: [CChar]) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

/// Writes all bytes to a descriptor, in several calls if needed; returns errno, 0 for success.
package func writeFully(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
            rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
            // A terminal that another program left non-blocking.
            var end = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            poll(&end, 1, -1)
        } else if errno != EINTR {
            return errno
        }
    }
    return 0
}
