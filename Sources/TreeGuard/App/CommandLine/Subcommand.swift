import TreeGuardBase
import TreeGuardCommandLine

/// A command: how it is described, and what it does. Its file sits with its implementation, its line in
/// `Subcommand.all`.
package struct Subcommand: Sendable {
    package let description: CommandDescription
    /// The action. It gives the exit code, or throws a `Failure` (an edge's own error is turned into one).
    package let run: @Sendable (Session) throws -> ExitCode

    package init(_ description: CommandDescription, run: @escaping @Sendable (Session) throws -> ExitCode) {
        self.description = description
        self.run = run
    }
}
