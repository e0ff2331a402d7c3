import TreeGuardCore

/// What a person would do next, the best first.
struct NextSteps {
    let list: [CheckReport.NextStep]

    init(_ verdict: Verdict, _ discovery: Discovery, _ asked: [AskedEnvironment]) {
        switch verdict {
        case .safe: list = []
        case .needsMigration: list = NextSteps.deploying(discovery, asked)
        case .partialMigration:
            let states = asked.filter(\.environment.isRequired).flatMap { environment in
                discovery.migrations.map { environment.state(of: $0) }
            }
            let isClean = asked.filter(\.environment.isRequired)
                .allSatisfy { $0.consistency(of: discovery) == .cleanPrefix }
            let untracked = discovery.migrations.filter { migration in
                asked.contains { $0.environment.isRequired && $0.state(of: migration) == .untracked }
            }
            let worst = MigrationState.allCases.last { states.contains($0) } ?? .partial
            list =
                isClean
                ? NextSteps.deploying(discovery, asked)
                : (untracked.isEmpty
                    ? []
                    : [CheckReport.NextStep("treeguard repair --dry-run", "how what is untracked would be recorded")])
                    + AlembicCommands.stamps(of: untracked) + [
                        CheckReport.NextStep("treeguard check --verbose", "every object, found and missing"),
                        CheckReport.NextStep("treeguard explain \(worst.rawValue)", "what it means, and the ways out"),
                    ]
        case .error:
            let failures = asked.filter(\.environment.isRequired).compactMap(\.failure)
            list =
                failures.first.map {
                    [
                        CheckReport.NextStep(
                            "treeguard explain \($0.code.rawValue)", "what stands in the way, and how to clear it")
                    ]
                } ?? [CheckReport.NextStep("treeguard explain unknown", "why nobody can say, and what helps")]
        }
    }

    /// The pending files in their order, as a person would apply them by hand.
    private static func deploying(_ discovery: Discovery, _ asked: [AskedEnvironment]) -> [CheckReport.NextStep] {
        guard let environment = asked.first(where: { $0.environment.isRequired }) else { return [] }
        let pending = discovery.migrations.filter { environment.state(of: $0) == .pending }
        let owners = Dictionary(grouping: pending, by: \.framework)
        if let deployment = owners.count == 1 ? owners.keys.first.flatMap({ Frameworks.named($0)?.deployment }) : nil {
            return [
                CheckReport.NextStep(deployment, "with the address of \(environment.environment.name)"),
                CheckReport.NextStep("treeguard check", "sees whether everything arrived"),
            ]
        }
        let variable = "\(environment.environment.name.shellVariable)_DATABASE_URL"
        let files = pending.filter { $0.framework != Alembic().id }
        return AlembicCommands.upgrades(to: pending, in: environment.environment.name)
            + files.enumerated().map { number, migration in
                CheckReport.NextStep(
                    "psql \"$\(variable)\" -1 -v ON_ERROR_STOP=1 -f \(ShellQuoted(migration.path.text))",
                    number == 0 ? "with the address of \(environment.environment.name) in \(variable)" : "")
            } + [CheckReport.NextStep("treeguard check", "sees whether everything arrived")]
    }
}

extension String {
    /// As the name of a shell variable: "eu-production" is EU_PRODUCTION.
    fileprivate var shellVariable: String {
        String(uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
