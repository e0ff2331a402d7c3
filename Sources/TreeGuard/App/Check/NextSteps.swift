import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

/// The next steps for a person, the best first.
struct NextSteps {
    let list: [CheckReport.NextStep]

    /// - Parameters:
    ///   - waiting: for each environment, who must have its migrations first
    ///   - unasked: the required environments that were not asked
    init(
        _ verdict: Verdict, _ discovery: Discovery, _ asked: [AskedEnvironment], waiting: [Promotion],
        unasked: [String] = []
    ) {
        let askingAll =
            asked.isEmpty || unasked.isEmpty
            ? [] : [CheckReport.NextStep("treeguard check", "asks every required environment")]
        switch verdict {
        case .safe: list = askingAll
        case .needsMigration: list = NextSteps.deploying(discovery, asked, waiting)
        case .partialMigration:
            let states = asked.filter(\.environment.isRequired).flatMap { environment in
                environment.countedStates(of: discovery)
            }
            let isClean = asked.filter(\.environment.isRequired)
                .allSatisfy { $0.consistency(of: discovery) == .cleanPrefix }
            let worst = MigrationState.allCases.last { states.contains($0) } ?? .partial
            list =
                isClean
                ? NextSteps.deploying(discovery, asked, waiting)
                : NextSteps.recording(states) + [
                    CheckReport.NextStep("treeguard check --verbose", "every object, found and missing"),
                    CheckReport.NextStep("treeguard explain \(worst.rawValue)", "what it means, and the ways out"),
                ]
        case .error where !asked.isEmpty && !asked.contains(where: \.environment.isRequired):
            let name = ShellQuoted(asked[0].environment.name)
            list = [
                CheckReport.NextStep(
                    "git config -f .treeguard environment.\(name).required true", "says where migrations must be")
            ]
        case .error:
            let failures = asked.filter(\.environment.isRequired).compactMap(\.failure)
            list =
                failures.first.map {
                    [
                        CheckReport.NextStep(
                            "treeguard explain \($0.code.rawValue)", "what stands in the way, and how to clear it")
                    ]
                } ?? [CheckReport.NextStep("treeguard explain unknown", "why the state is not known, and what helps")]
        }
    }

    /// A migration that was applied by hand is recorded, not run again.
    private static func recording(_ states: [MigrationState]) -> [CheckReport.NextStep] {
        guard states.contains(.untracked) else { return [] }
        return [CheckReport.NextStep("treeguard repair --dry-run", "how what is untracked would be recorded")]
    }

    /// How a person brings in what is pending, where it must arrive first.
    private static func deploying(
        _ discovery: Discovery, _ asked: [AskedEnvironment], _ waiting: [Promotion]
    ) -> [CheckReport.NextStep] {
        let pending = { (environment: AskedEnvironment) in
            discovery.migrations.filter { environment.isToGet($0) }
        }
        guard let last = asked.first(where: { $0.environment.isRequired && !pending($0).isEmpty }) else { return [] }
        let promotion = waiting.first { $0.environment == last.environment.name }
        if let silent = promotion?.hindrances.first(where: { !$0.isAsked }) {
            let code = asked.first { $0.environment.name == silent.environment }?.failure?.code
            return [
                CheckReport.NextStep(
                    "treeguard explain \((code ?? .productionNotConfigured).rawValue)",
                    "\(last.environment.name) waits for \(silent.environment), which could not be asked")
            ]
        }
        let first = promotion?.first ?? last.environment.name
        guard let environment = asked.first(where: { $0.environment.name == first }) else { return [] }
        let steps = applying(pending(environment), to: environment)
        return steps.isEmpty
            ? [
                CheckReport.NextStep(
                    "treeguard check --env \(ShellQuoted(first)) --verbose", "what stands in the way there")
            ]
            : steps
    }

    private static func applying(
        _ pending: [Migration], to environment: AskedEnvironment
    ) -> [CheckReport.NextStep] {
        guard !pending.isEmpty else { return [] }
        if environment.isStopped(pending) {
            return [
                CheckReport.NextStep("treeguard check --verbose", "why it would fail, and what to do about it")
            ]
        }
        let name = ShellQuoted(environment.environment.name)
        return [
            CheckReport.NextStep("treeguard deploy --env \(name)", "shows the plan, asks, runs it, then verifies"),
            CheckReport.NextStep(
                "treeguard plan --env \(name)", "locks, blocking sessions, and how to undo it"),
        ]
    }
}
