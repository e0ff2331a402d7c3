import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardVerdicts

extension DeployReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        DeployPage(report: self, style: style).text
    }

    package var findings: [Finding] {
        (page?.environments.flatMap(\.findings) ?? []) + (failure.map { [Finding($0)] } ?? []) + (check?.findings ?? [])
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "environment": .string(plan.environment), "source": .string(source),
            "verdict": verdict.map { .string($0.rawValue) } ?? .null, "exit": .number(Int(exit.rawValue)),
            "migrations": .array(migrations), "backup": backup.map(JSON.string) ?? .null, "error": failure?.errorJSON,
            "plan": page?.environments.first?.json,
            "next": .array(next.isEmpty ? [] : [.string(next)]),
        ])
    }

    /// The migrations as planned, if nothing ran.
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

/// A deployment before anything runs, as people see it: the page of its plan.
package struct DeployPreview: Report {
    private let report: DeployReport

    package init(of report: DeployReport) { self.report = report }

    package func page(_ style: TextStyle, _ detail: Detail) -> String { report.page?.page(style, detail) ?? "" }
    package var json: JSON { report.json }
    package var findings: [Finding] { report.findings }
}
