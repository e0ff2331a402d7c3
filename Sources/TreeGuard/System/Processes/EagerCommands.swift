import Synchronization
import TreeGuardBase

/// Programs that are started before anybody asks for what they say, and run while we do something else.
package final class EagerCommands: Sendable {
    private let run: RunCommand
    private let started = Mutex<[Command: BackgroundTask<CommandOutput>]>([:])

    package init(_ run: @escaping RunCommand) { self.run = run }

    /// Starts each on a thread of its own.
    package func start(_ commands: [Command]) {
        for command in commands {
            let started = BackgroundTask { [run] in run(command) }
            self.started.withLock { $0[command] = started }
        }
    }

    /// The output of a program that was started ahead. It counts once, because the next run may print something else.
    /// Any other is run now (`RunCommand`).
    package func output(of command: Command) -> CommandOutput {
        guard let ahead = started.withLock({ $0.removeValue(forKey: command) }) else { return run(command) }
        return ahead.result()
    }
}
