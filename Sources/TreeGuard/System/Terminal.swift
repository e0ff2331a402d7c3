import Glibc
import Synchronization
import TreeGuardBase

/// Standard output and standard error: the only place that prints. The result goes to the one, and progress, prompts
/// and diagnostics go to the other.
package final class Terminal: Sendable {
    package enum Stream: Int32, Sendable {
        case output = 1
        case error = 2
    }

    private let environment: [String: String]
    private let color: ColorChoice
    private let firstError = Atomic<Int32>(0)

    package init(environment: [String: String], color: ColorChoice = .auto) {
        self.environment = environment
        self.color = color
        // A reader that has gone (`treeguard check | head -1`) ends our writing, not us: the exit code still counts.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes the text as it is. A reader that has gone is no error; any other trouble is kept in `failure`.
    package func write(_ text: String, to stream: Stream = .output) {
        guard !text.isEmpty else { return }
        let number = writeFully(Array(text.utf8), to: stream.rawValue)
        guard number != 0, number != EPIPE, stream == .output else { return }
        _ = firstError.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    package func writeLine(_ text: String = "", to stream: Stream = .output) { write(text + "\n", to: stream) }

    /// Why the result could not be delivered (a full disk). Whoever decides the exit code must look.
    package var failure: Failure? {
        let number = firstError.load(ordering: .relaxed)
        guard number != 0 else { return nil }
        return Failure(
            .outputUnwritable, what: "the result could not be written to standard output",
            why: SystemError("write", number: number).reason,
            next: "make room there, or write elsewhere, and run it again")
    }

    package func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The style that this stream can show.
    package func style(of stream: Stream) -> TextStyle {
        TextStyle(
            environment: environment, isTerminal: isTerminal(stream), color: color, columns: columns(of: stream))
    }

    /// Columns of the terminal (TIOCGWINSZ), nil elsewhere.
    private func columns(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
