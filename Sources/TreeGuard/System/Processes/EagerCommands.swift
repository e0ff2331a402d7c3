import Synchronization
import TreeGuardBase

/// Programs that run in the background before their output is needed.
package final class EagerCommands: Sendable {
    private let run: RunCommand
    private let started = Mutex<[Command: BackgroundTask<CommandOutput>]>([:])

    package init(_ run: @escaping RunCommand) { self.run = run }

    /// Starts each command on a thread of its own.
    package func start(_ commands: [Command]) {
        for command in commands {
            let started = BackgroundTask { [run] in run(command) }
            self.started.withLock { $0[command] = started }
        }
    }

    /// The output of the command, if it was started early: only once, because a second run may print something else.
    /// Any other command is run now (`RunCommand`).
    package func output(of command: Command) -> CommandOutput {
        guard let ahead = started.withLock({ $0.removeValue(forKey: command) }) else { return run(command) }
        return ahead.result()
    }
}
