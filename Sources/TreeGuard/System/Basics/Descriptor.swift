import CGlibc
import Glibc

/// Sole owner of one file descriptor. It cannot be copied, so it is closed exactly once.
package struct Descriptor: ~Copyable {
    package private(set) var number: Int32

    package init(owning number: Int32) { self.number = number }

    deinit { if isOpen { Glibc.close(number) } }

    package var isOpen: Bool { number >= 0 }

    package mutating func close() {
        guard isOpen else { return }
        Glibc.close(number)
        number = -1
    }
}

/// Both ends of a pipe, created close-on-exec (pipe2): a process that another thread spawns meanwhile inherits neither.
struct Pipe: ~Copyable {
    var reading: Descriptor
    var writing: Descriptor

    private init(_ ends: [Int32]) {
        reading = Descriptor(owning: ends[0])
        writing = Descriptor(owning: ends[1])
    }

    static func make() throws(SystemError) -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemError("pipe2") }
        return Pipe(ends)
    }
}
