import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardVerdicts

extension DeployReport {
    /// As docs/json.md says.
    package var json: JSON {
        .object([
            "environment": .string(plan.environment), "source": .string(source),
            "verdict": verdict.map { .string($0.rawValue) } ?? .null, "exit": .number(Int(exit.rawValue)),
            "migrations": .array(migrations), "backup": backup.map(JSON.string) ?? .null, "error": failure?.errorJSON,
            "plan": page?.environments.first?.json,
            "next": .array(next.isEmpty ? [] : [.string(next)]),
        ])
    }

    /// As planned, where nothing ran.
    private var migrations: [JSON] {
        plan.files.enumerated().map { index, file in
            let outcome = outcomes.indices.contains(index) ? outcomes[index] : nil
            return .object([
                "path": .string(file.path.text), "framework": .string(file.migration.framework),
                "steps": .number(file.parts.count),
                "done": .number(outcome?.stepsDone ?? file.startAt),
                "outcome": .string(outcome?.word ?? "planned"),
                "remark": file.remark.map(JSON.string) ?? .null,
            ])
        }
    }
}

extension FileOutcome {
    fileprivate var word: String {
        switch result {
        case .done: "applied"
        case .notReached: "not-begun"
        case .failed(let failure):
            switch failure.standing {
            case .before: "failed"
            case .within: "interrupted"
            case .notKnown: "not-known"
            }
        }
    }

    fileprivate var stepsDone: Int? {
        switch result {
        case .done: parts
        case .failed(let failure): failure.partsDone
        case .notReached: nil
        }
    }
}
