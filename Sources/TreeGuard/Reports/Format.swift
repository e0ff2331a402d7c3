import TreeGuardBase
import TreeGuardDeployments
import TreeGuardVerdicts

/// A way to write answers down. Every format renders the same values, and decides nothing.
package struct Format: Sendable {
    /// What a person writes after `--format`.
    package let name: String
    package let check: @Sendable (CheckReport, TextStyle, Detail) -> String
    package let status: @Sendable (StatusReport, TextStyle, Detail) -> String
    package let plan: @Sendable (PlanReport, TextStyle, Detail) -> String
    package let migrations: @Sendable (MigrationsReport, TextStyle, Detail) -> String
    package let closing: @Sendable (ClosingReport, TextStyle) -> String
    /// What a deployment would do.
    package let deploying: @Sendable (DeployReport, TextStyle, Detail) -> String
    /// What came of it.
    package let deployed: @Sendable (DeployReport, TextStyle) -> String
    package let rehearsed: @Sendable (RehearsalReport, TextStyle, Detail) -> String
    /// What a way back would do, or what came of it.
    package let rolledBack: @Sendable (RollbackReport, TextStyle) -> String
    package let failure: @Sendable (Failure, TextStyle) -> String
    /// Whether a failure is the result (a script reads it) or a diagnostic (a person does).
    package let failureIsResult: Bool
}
