import CGlibc
import Glibc
import TreeGuardBase

/// A terminal with a program in it. We take the place of the user: we read the program's output and write its input.
package final class PseudoTerminal {
    /// The user's end of the terminal.
    private let master: Int32
    private var child: pid_t = 0
    private var shown: [UInt8] = []

    /// Starts a program in a session of its own. The terminal becomes its controlling terminal, because it is the first
    /// that the session leader opens.
    package init(_ command: Command) throws(SystemError) {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0 else { throw SystemError("open", path: "/dev/ptmx") }
        // TIOCSPTLCK unlocks the other end, TIOCGPTN returns its number; Swift sees neither macro.
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw SystemError("ioctl", path: "/dev/ptmx")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/pts/\(number)", O_RDWR, 0)
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = command.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }
        child = try RunningChildren.start { () throws(SystemError) in
            try spawn(command, &actions, treeguard_spawn_setsid())
        }
    }

    deinit {
        if child > 0 {
            kill(-child, SIGKILL)
            kill(child, SIGKILL)
            RunningChildren.remove(child)
            waitpid(child, nil, 0)
        }
        close(master)
    }

    package var text: String { String(decoding: shown, as: UTF8.self) }

    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// True if the terminal shows the text in time.
    package func shows(_ wanted: String, within limit: Duration = .seconds(20)) -> Bool {
        let deadline = Clock.monotonic() + limit
        while !text.contains(wanted) {
            guard Clock.monotonic() < deadline else { return false }
            look()
        }
        return true
    }

    /// The program's exit code; nil if it did not end in time, or was killed by a signal.
    package func exitCode(within limit: Duration = .seconds(20)) -> Int32? {
        let deadline = Clock.monotonic() + limit
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard Clock.monotonic() < deadline else { return nil }
            look()
        }
        RunningChildren.remove(child)
        child = 0
        while look() {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    /// Sends a signal to the program's process group.
    package func signal(_ number: Int32) { kill(-child, number) }

    /// True if the terminal's own signals are on, as they must be when no question is open.
    package var hasSignals: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ISIG) != 0
    }

    /// Waits a moment for output; false if there was none.
    @discardableResult
    private func look() -> Bool {
        var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&end, 1, 20) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(master, &chunk, chunk.count)
        if count > 0 {
            shown += chunk[..<count]
        } else {
            // The other end is closed: poll would return at once for ever.
            usleep(5000)
        }
        return count > 0
    }
}
