import Synchronization
import TreeGuardBase

/// A small shell that waits until we end and then cleans up. It notices the end by a pipe: the system closes our side
/// even if we crash.
package final class Watchdog: Sendable {
    private struct Chain: ~Copyable {
        let process: SpawnedProcess
        let pipes: Pipes

        consuming func release() {
            var pipes = pipes
            pipes.input.writing.close()
            _ = process.reap()
        }
    }
    private let chain: Mutex<Chain?>

    /// Starts a command that runs `awaitingEnd(then:)` in a shell; the arguments are its $1, $2 ...
    package init(_ command: Command, arguments: [String]) throws(SystemError) {
        var command = command
        command.arguments += ["watchdog"] + arguments
        command.directory = "/"
        var pipes = try Pipes.make(forInput: true)
        let process = try SpawnedProcess.start(command, pipes)
        pipes.keepOwnEnds()
        chain = Mutex(Chain(process: process, pipes: pipes))
    }

    /// The script. It ignores Ctrl-C, which is meant for us only.
    package static func awaitingEnd(then tidying: String) -> String {
        "trap '' INT TERM HUP; exec >/dev/null 2>&1; read -r word; test \"$word\" = leave && exit; \(tidying)"
    }

    /// Makes it clean up now, and waits until that is done.
    package func end() {
        chain.withLock { chain in
            chain.take()?.release()
        }
    }

    /// Ends it without cleaning up.
    package func dismiss() {
        chain.withLock { chain in
            guard let chain = chain.take() else { return }
            _ = writeFully(Array("leave\n".utf8), to: chain.pipes.input.writing.number)
            chain.release()
        }
    }

    deinit { end() }
}
