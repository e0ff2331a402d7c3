import CGlibc
import Glibc
import TreeGuardBase
import TreeGuardGuard
import TreeGuardSystem

/// One open question: it changes the terminal's settings, and always restores them.
struct Conversation {
    private static let attempts = 3
    private let terminal: Int32
    private let restoring: CleanUps.Ticket

    /// Switches the terminal's own signals off (ISIG): Ctrl-C must arrive as a character. As a signal it would kill git
    /// in the middle of a merge, and leave merged files without MERGE_HEAD. Nil if the terminal has no settings.
    init?(terminal: Int32) {
        var settings = termios()
        guard tcgetattr(terminal, &settings) == 0 else { return nil }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ISIG)
        // Line by line, with the terminal's own editing: backspace works.
        settings.c_lflag |= tcflag_t(ICANON | ECHO)
        settings.c_iflag |= tcflag_t(ICRNL)
        self.terminal = terminal
        // SIGTERM and SIGHUP run it too.
        restoring = CleanUps.register {
            var settings = before
            tcsetattr(terminal, TCSANOW, &settings)
        }
        // TCSAFLUSH discards input that was typed before the question.
        settings.endLine(at: (0x03, 0x1C))
        guard tcsetattr(terminal, TCSAFLUSH, &settings) == 0 else {
            CleanUps.run(restoring)
            return nil
        }
    }

    func end() { CleanUps.run(restoring) }

    func hold(_ question: PromptQuestion, until deadline: Duration) -> PromptAnswer {
        for line in question.lines { show(Escaped(line).description + "\n") }
        for _ in 0..<Conversation.attempts {
            show(question.text)
            switch readLine(until: deadline) {
            case .line(let line):
                if let answer = question.answer(to: line) { return answer }
            case .refused:
                show("\n")
                return .declined
            case .silence:
                show("\nno answer: taken as No\n")
                return .timedOut
            }
        }
        return .declined
    }

    private enum Reading {
        case line(String)
        /// Ctrl-C, Ctrl-\, Ctrl-D, or a closed terminal.
        case refused
        case silence
    }

    private func readLine(until deadline: Duration) -> Reading {
        var bytes: [UInt8] = []
        while true {
            let left = deadline - Clock.monotonic()
            guard left > .zero else { return .silence }
            var end = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            let ready = poll(&end, 1, Int32(min(left / .milliseconds(1), 3_600_000)) + 1)
            if ready < 0, errno != EINTR { return .refused }
            guard ready > 0 else { continue }
            var byte: UInt8 = 0
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count == 1, byte != 0x03, byte != 0x1C, byte != 0x04 else { return .refused }
            if byte == 0x0A || byte == 0x0D { return .line(String(decoding: bytes, as: UTF8.self)) }
            if bytes.count < 256 { bytes.append(byte) }
        }
    }

    private func show(_ text: String) { _ = writeFully(Array(text.utf8), to: terminal) }
}

extension termios {
    /// Makes two more characters end a line (VEOL, VEOL2), so that they are delivered when they are typed.
    fileprivate mutating func endLine(at characters: (UInt8, UInt8)) {
        withUnsafeMutableBytes(of: &c_cc) { cells in
            cells[Int(VEOL)] = characters.0
            cells[Int(VEOL2)] = characters.1
        }
    }
}
