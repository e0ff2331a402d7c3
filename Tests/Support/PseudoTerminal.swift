import Glibc
import TreeGuardCore
import TreeGuardSystem

/// A terminal with a program in it, and the test in front of it: what it shows is read, what a person types is written.
package final class PseudoTerminal {
    /// The end at which a person would sit.
    private let master: Int32
    private var child: pid_t = 0
    private var shown: [UInt8] = []

    /// Starts a shell script in a session of its own, whose controlling terminal this is (setsid --ctty).
    package init(_ script: String, environment: [String: String]) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        guard master >= 0 else { throw SystemError("open", path: "/dev/ptmx", number: errno) }
        // TIOCSPTLCK unlocks the other end, TIOCGPTN tells its number; Swift sees neither macro.
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw SystemError("ioctl", path: "/dev/ptmx", number: errno)
        }
        let terminal = "/dev/pts/\(number)"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR | O_NOCTTY, 0)
        }
        let words = PseudoTerminal.copies(["setsid", "--ctty", "sh", "-c", script])
        let variables = PseudoTerminal.copies(environment.map { "\($0.key)=\($0.value)" })
        defer { for copy in words + variables { free(copy) } }
        let status = posix_spawnp(&child, "setsid", &actions, nil, words, variables)
        guard status == 0 else { throw SystemError("posix_spawn", path: "setsid", number: status) }
    }

    private static func copies(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] { words.map { strdup($0) } + [nil] }

    deinit {
        if child > 0 {
            kill(-child, SIGKILL)
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        close(master)
    }

    package var text: String { String(decoding: shown, as: UTF8.self) }

    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Whether the terminal shows the text within the time.
    package func shows(_ wanted: String, within limit: Duration = .seconds(20)) -> Bool {
        let deadline = Clock.monotonic() + limit
        while !text.contains(wanted) {
            guard Clock.monotonic() < deadline else { return false }
            look()
        }
        return true
    }

    /// The exit code of the script; nil where it did not end within the time, or died of a signal.
    package func exitCode(within limit: Duration = .seconds(20)) -> Int32? {
        let deadline = Clock.monotonic() + limit
        var status: Int32 = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard Clock.monotonic() < deadline else { return nil }
            look()
        }
        child = 0
        look()
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    /// Sends a signal to the script's whole session.
    package func signal(_ number: Int32) { kill(-child, number) }

    /// Whether the terminal's own signals are on, as they must be when nobody is being asked.
    package var hasSignals: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ISIG) != 0
    }

    private func look() {
        var end = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&end, 1, 20) > 0 else { return }
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = read(master, &chunk, chunk.count)
        if count > 0 {
            shown += chunk[..<count]
        } else {
            // Nobody has the other end open: poll would return at once for ever.
            usleep(5000)
        }
    }
}
