import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema
import TreeGuardVerdicts

/// The answer of `treeguard deploy`: what would run, or what ran and what came of it.
package struct DeployReport: Hashable, Sendable {
    package var plan: Plan
    package var source: String
    /// The plan as people see it, before anything runs; nil where nobody looks.
    package var page: PlanReport?
    package var outcomes: [FileOutcome] = []
    /// The file that keeps what was there before.
    package var backup: String?
    /// The failure around the files: a backup, a verification, a command of the team.
    package var trouble: Failure?
    /// The check afterwards; nil before, and if it was not asked.
    package private(set) var check: CheckReport?

    package init(_ plan: Plan, _ source: String) {
        self.plan = plan
        self.source = source
    }

    package mutating func finish(with check: CheckReport) { self.check = check }

    package var failure: Failure? { outcomes.compactMap(\.failure).first?.failure ?? trouble }

    /// True if every file is done.
    package var isWhole: Bool { !outcomes.isEmpty && outcomes.allSatisfy { $0.failure == nil } }

    /// The verdict on this environment.
    package var verdict: Verdict? {
        check?.environments.first { $0.name == plan.environment }?.verdict
            ?? (check?.migrations.isEmpty == true ? .safe : nil)
    }

    package var exit: ExitCode { failure?.code.exit ?? verdict?.exit ?? .undetermined }

    /// The command that moves things on after a failure.
    package var next: String {
        guard failure != nil else { return check?.next.first?.command ?? "" }
        return isWhole ? "treeguard check" : "treeguard deploy --env \(ShellQuoted(plan.environment))"
    }
}

extension EnvironmentReport {
    package var server: Server? {
        if case .ok(let server) = access { return server }
        return nil
    }
}
