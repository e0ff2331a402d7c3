import Glibc
import Synchronization
import TreeGuardBase

/// Standard output and standard error: the only place that prints. The result goes to standard output; progress,
/// prompts and diagnostics go to standard error.
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
        // A closed reader (`treeguard check | head -1`) must not kill us: the exit code still counts.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes the text unchanged. A closed reader is no error; any other error is kept in `failure`.
    package func write(_ text: String, to stream: Stream = .output) {
        guard !text.isEmpty else { return }
        let number = writeFully(Array(text.utf8), to: stream.rawValue)
        guard number != 0, number != EPIPE, stream == .output else { return }
        _ = firstError.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }

    package func writeLine(_ text: String = "", to stream: Stream = .output) { write(text + "\n", to: stream) }

    /// The reason why the result could not be written (a full disk). The exit code must depend on it.
    package var failure: Failure? {
        let number = firstError.load(ordering: .relaxed)
        guard number != 0 else { return nil }
        return Failure(
            .outputUnwritable, what: "the result could not be written to standard output",
            why: SystemError("write", number: number).reason,
            next: "make room there, or write elsewhere, and run it again")
    }

    package func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// The capabilities of this stream.
    package func style(of stream: Stream) -> TextStyle {
        TextStyle(
            environment: environment, isTerminal: isTerminal(stream), color: color, columns: columns(of: stream))
    }

    /// The columns of the terminal (TIOCGWINSZ); nil if the stream is not a terminal.
    private func columns(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
