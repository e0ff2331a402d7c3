/// The exit status of the process. Scripts rely on these numbers.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// SAFE, or the command succeeded.
    case success = 0
    /// Some migrations are not in production: NEEDS_MIGRATION or PARTIAL_MIGRATION.
    case migrationsPending = 1
    /// The command line or the configuration is wrong.
    case usage = 2
    /// No answer: TreeGuard could not ask production, or could not judge a migration.
    case undetermined = 3
    /// A bug in TreeGuard.
    case internalError = 70
    /// Stopped by Ctrl-C (128 + SIGINT).
    case interrupted = 130
}
