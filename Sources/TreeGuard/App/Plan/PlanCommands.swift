import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

/// The commands for a person on a machine that has access: each framework in its own words, in the order in which they
/// run.
struct PlanCommands {
    let list: [CheckReport.NextStep]

    init(_ plan: Plan, in environment: String) {
        var frameworks: [String] = []
        for file in plan.files where !frameworks.contains(file.migration.framework) {
            frameworks.append(file.migration.framework)
        }
        list = frameworks.flatMap { framework in
            PlanCommands.commands(of: framework, plan.files.filter { $0.migration.framework == framework }, environment)
        }
    }

    private static func commands(
        of framework: String, _ files: [PlannedFile], _ environment: String
    ) -> [CheckReport.NextStep] {
        if let program = Frameworks.named(framework)?.program {
            return program.commands(upgradingTo: files.map(\.migration)).enumerated().map { number, command in
                CheckReport.NextStep(
                    command,
                    number == 0 ? "in \(environment): with its address where \(program.entryPoint) looks for it" : "")
            }
        }
        if let deployment = Frameworks.named(framework)?.deployment {
            return [CheckReport.NextStep(deployment, "with the address of \(environment)")]
        }
        let variable = "\(environment.shellVariable)_DATABASE_URL"
        return files.enumerated().map { number, file in
            let whole = file.isOneTransaction ? "-1 " : ""
            return CheckReport.NextStep(
                "psql \"$\(variable)\" \(whole)-v ON_ERROR_STOP=1 -f \(ShellQuoted(file.path.text))",
                number == 0 ? "with the address of \(environment) in \(variable)" : "")
        }
    }
}

extension PlannedFile {
    /// True if psql may put a transaction around it.
    fileprivate var isOneTransaction: Bool {
        if case .parts(let parts) = route { return parts.count == 1 && parts.allSatisfy(\.isTransaction) }
        return true
    }
}

extension String {
    /// The name as a shell variable: "eu-production" is EU_PRODUCTION.
    fileprivate var shellVariable: String {
        String(uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
