import Glibc
import TreeGuardBase

/// A failed call to the operating system: its name, its path, and its errno.
package struct SystemError: Error, Sendable, Hashable {
    package let call: String
    package let path: String?
    package let number: Int32

    /// Reads errno, so it must be made before any other call.
    package init(_ call: String, path: String? = nil) {
        self.init(call, path: path, number: errno)
    }

    package init(_ call: String, path: String? = nil, number: Int32) {
        self.call = call
        self.path = path
        self.number = number
    }

    /// The C library's text for the errno: "Permission denied".
    package var reason: String {
        var text = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// True if the file does not exist.
    package var isMissing: Bool { number == ENOENT || number == ENOTDIR }

    package var failure: Failure {
        guard let path else {
            return Failure(
                .systemCallFailed, what: "the operating system refused \(call)", why: reason,
                next: "check the limits of this machine (ulimit -a) and try again")
        }
        let shown = Escaped(path)
        return Failure(
            .fileUnreadable, what: "\(shown) could not be used", why: "\(call): \(reason)",
            next: "ls -ld \(ShellQuoted(path))")
    }
}
