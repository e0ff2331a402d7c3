/// The exit code of the process. Scripts rely on these numbers.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// SAFE, or the command did what it was asked.
    case success = 0
    /// Migrations are not where they must be: NEEDS_MIGRATION or PARTIAL_MIGRATION.
    case migrationsPending = 1
    /// The command line or the configuration is wrong.
    case usage = 2
    /// No answer: production could not be asked, or something could not be judged.
    case undetermined = 3
    /// A bug in TreeGuard.
    case internalError = 70
    /// Stopped by Ctrl-C (128 + SIGINT).
    case interrupted = 130
}
