import TreeGuardBase
import TreeGuardDeployments

extension Format {
    /// Every format, the default first.
    package static let all: [Format] = [.text, .json]

    package static func named(_ name: String) -> Format? { all.first { $0.name == name } }

    /// For people.
    package static let text = Format(
        name: "text", check: { CheckPage(report: $0, style: $1, detail: $2).text },
        status: { StatusPage(report: $0, style: $1, detail: $2).text },
        plan: { PlanPage(report: $0, style: $1, detail: $2).text },
        migrations: { MigrationsPage(report: $0, style: $1, detail: $2).text },
        closing: { $0.text(style: $1) },
        deploying: { report, style, detail in
            report.page.map { PlanPage(report: $0, style: style, detail: detail).text } ?? ""
        }, deployed: { DeployPage(report: $0, style: $1).text },
        rehearsed: { RehearsalPage(report: $0, style: $1, detail: $2).text },
        rolledBack: { RollbackPage(report: $0, style: $1).text }, failure: { $0.text(style: $1) },
        failureIsResult: false)

    /// For scripts; documented in docs/json.md.
    package static let json = Format(
        name: "json", check: { report, _, _ in report.json.text },
        status: { report, _, _ in report.json.text }, plan: { report, _, _ in report.json.text },
        migrations: { report, _, _ in report.json.text },
        closing: { report, _ in report.json.text }, deploying: { report, _, _ in report.json.text },
        deployed: { report, _ in report.json.text }, rehearsed: { report, _, _ in report.json.text },
        rolledBack: { report, _ in report.json.text },
        failure: { failure, _ in failure.json.text }, failureIsResult: true)
}
