import Glibc
import TreeGuardBase

/// Runs other programs to their end. `Subprocess.run` is the `RunCommand` that App hands to the edges.
package enum Subprocess {
    /// Runs one program in a process group of its own, so that the deadline reaches its children as well. A server that
    /// it leaves running may keep its pipes open: only the program's own end counts.
    package static func run(_ command: Command) -> CommandOutput {
        ignoreBrokenPipes
        do throws(SystemError) {
            var pipes = try Pipes.make(forInput: !command.standardInput.isEmpty)
            let child = try SpawnedProcess.start(command, pipes)
            pipes.keepOwnEnds()
            var exchange = Exchange(input: command.standardInput, deadline: Clock.monotonic() + command.deadline)
            exchange.run(with: child, &pipes)
            let end = child.reap()
            Interruption.waitIfEnding()
            return CommandOutput(
                end: exchange.isOverdue ? .deadlineExceeded : end, standardOutput: exchange.output,
                standardError: exchange.error)
        } catch {
            return CommandOutput(end: .notStarted(error.number))
        }
    }

    /// A program that stops reading must not kill us: with SIGPIPE ignored, the write fails with EPIPE instead.
    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// The file that a shell would run for this name, by the program's own PATH.
    package static func path(ofProgram program: String, searchPath: String?) -> String? {
        guard !program.contains("/") else { return program }
        for folder in (searchPath ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
            let candidate = "\(folder)/\(program)"
            if access(candidate, X_OK) == 0, !Files.isFolder(candidate) { return candidate }
        }
        return nil
    }
}

/// The pipes between us and one child. Without input its standard input is /dev/null, which needs none.
struct Pipes: ~Copyable {
    var input: Pipe
    var output: Pipe
    var error: Pipe
    let hasInput: Bool

    static func make(forInput hasInput: Bool) throws(SystemError) -> Pipes {
        let input = try Pipe.make()
        let output = try Pipe.make()
        let error = try Pipe.make()
        _ = fcntl(input.writing.number, F_SETFL, O_NONBLOCK)
        _ = fcntl(output.reading.number, F_SETFL, O_NONBLOCK)
        _ = fcntl(error.reading.number, F_SETFL, O_NONBLOCK)
        return Pipes(input: input, output: output, error: error, hasInput: hasInput)
    }

    /// Closes the child's ends after the spawn; otherwise its pipes would never report end of file.
    mutating func keepOwnEnds() {
        input.reading.close()
        output.writing.close()
        error.writing.close()
        if !hasInput { input.writing.close() }
    }
}
