import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// The answer of `treeguard plan`: what would run in each environment, what it locks, what would stop it, how it is undone.
package struct PlanReport: Hashable, Sendable {
    package struct File: Hashable, Sendable {
        package var planned: PlannedFile
        package var steps: [PlanSurvey.Step]
        package var rollback: Rollback
        /// Code in the change that needs it.
        package var references: [MigrationReport.Reference]

        package init(
            _ planned: PlannedFile, _ steps: [PlanSurvey.Step], rollback: Rollback,
            references: [MigrationReport.Reference] = []
        ) {
            self.planned = planned
            self.steps = steps
            self.rollback = rollback
            self.references = references
        }

        package var path: RepositoryPath { planned.path }
        package var hazards: [Hazard] { steps.flatMap(\.hazards) }
        package var statements: [Statement] { planned.instructions.flatMap(\.statements) }
    }

    /// A relation that the plan touches; nil where the plan makes it.
    package struct Table: Hashable, Sendable {
        package var name: ObjectName
        package var size: RelationSize

        package init(_ name: ObjectName, _ size: RelationSize) {
            self.name = name
            self.size = size
        }
    }

    package struct Environment: Hashable, Sendable {
        package var name: String
        package var access: EnvironmentReport.Access
        package var files: [File] = []
        /// The migrations of the change that no deployment settles.
        package var unsettled: [Plan.Unsettled] = []
        /// Why `treeguard deploy` would refuse as it stands.
        package var refusals: [Plan.Refusal] = []
        package var blockers: [Blocker] = []
        package var tables: [Table] = []
        /// By hand, on a machine that has access.
        package var commands: [CheckReport.NextStep] = []

        package init(name: String, access: EnvironmentReport.Access) {
            self.name = name
            self.access = access
        }

        package var hazards: [Hazard] { files.flatMap(\.hazards) }
    }

    package var target: String
    package var source: String
    package var environments: [Environment]
    /// Findings about the repository.
    package var problems: [Finding]
    package var next: [CheckReport.NextStep]

    package init(
        target: String, source: String, environments: [Environment] = [], problems: [Finding] = [],
        next: [CheckReport.NextStep] = []
    ) {
        self.target = target
        self.source = source
        self.environments = environments
        self.problems = problems
        self.next = next
    }

    /// 0 where nothing is left to run, 1 where something is, 3 where somebody could not be asked.
    package var exit: ExitCode {
        if environments.contains(where: { $0.isUnanswered }) { return .undetermined }
        return environments.allSatisfy { $0.files.isEmpty && $0.unsettled.isEmpty } ? .success : .migrationsPending
    }
}

extension PlanReport.Environment {
    package var isUnanswered: Bool {
        if case .failed = access { return true }
        return false
    }

    package var server: Server? {
        if case .ok(let server) = access { return server }
        return nil
    }
}
