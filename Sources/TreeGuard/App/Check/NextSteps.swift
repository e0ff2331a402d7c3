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
            let worst = MigrationState.allCases.last { states.contains($0) } ?? .partial
            list =
                isClean
                ? NextSteps.deploying(discovery, asked)
                : NextSteps.recording(states) + [
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

    /// What was applied by hand is recorded, not run again.
    private static func recording(_ states: [MigrationState]) -> [CheckReport.NextStep] {
        guard states.contains(.untracked) else { return [] }
        return [CheckReport.NextStep("treeguard repair --dry-run", "how what is untracked would be recorded")]
    }

    /// How a person brings in what is pending: each framework in its own words, in the order in which they run.
    private static func deploying(_ discovery: Discovery, _ asked: [AskedEnvironment]) -> [CheckReport.NextStep] {
        guard let environment = asked.first(where: { $0.environment.isRequired }) else { return [] }
        let name = environment.environment.name
        let pending = discovery.migrations.filter { environment.state(of: $0) == .pending }
        var frameworks: [String] = []
        for migration in pending where !frameworks.contains(migration.framework) {
            frameworks.append(migration.framework)
        }
        return frameworks.flatMap { framework in
            let own = pending.filter { $0.framework == framework }
            if framework == Alembic().id { return AlembicCommands.upgrades(to: own, in: name) }
            if let deployment = Frameworks.named(framework)?.deployment {
                return [CheckReport.NextStep(deployment, "with the address of \(name)")]
            }
            return applying(own, in: name)
        } + [CheckReport.NextStep("treeguard check", "sees whether everything arrived")]
    }

    private static func applying(_ files: [Migration], in environment: String) -> [CheckReport.NextStep] {
        let variable = "\(environment.shellVariable)_DATABASE_URL"
        return files.enumerated().map { number, migration in
            CheckReport.NextStep(
                "psql \"$\(variable)\" -1 -v ON_ERROR_STOP=1 -f \(ShellQuoted(migration.path.text))",
                number == 0 ? "with the address of \(environment) in \(variable)" : "")
        }
    }
}

extension String {
    /// As the name of a shell variable: "eu-production" is EU_PRODUCTION.
    fileprivate var shellVariable: String {
        String(uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
