import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

extension RollbackReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        RollbackPage(report: self, style: style).text
    }

    package var findings: [Finding] {
        failure.map { [Finding($0)] } ?? []
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)),
            "environment": .string(environment),
            "choice": .string(choice),
            "deployment": deployment.map { .string($0) } ?? .null,
            "remarks": .strings(remarks),
            "toAccept": .strings(toAccept.map(\.option)),
            "files": .array(items.map(\.json)),
            "error": failure?.errorJSON ?? .null,
        ])
    }
}

extension RollbackReport.Item {
    fileprivate var json: JSON {
        .object(
            migration.path.jsonMembers
                + [
                    JSON.Member("by", .string(source)),
                    JSON.Member("statements", .strings(run.parts.flatMap(\.instructions).map(\.text))),
                    JSON.Member("losses", .array(losses.map(\.json))),
                    JSON.Member("notCounted", notCounted.map { .string($0) } ?? .null),
                    JSON.Member("keptBy", keeper.map { .string($0) } ?? .null),
                    JSON.Member("forgets", removal.map { .string($0.description) } ?? .null),
                    JSON.Member("done", .bool(duration != nil)),
                    JSON.Member("state", state.map { .string($0.rawValue) } ?? .null),
                ])
    }

    private var source: String {
        if case .file(let path, _, _) = rollback { return path.text }
        return "generated"
    }
}

extension RollbackReport.LossCount {
    fileprivate var json: JSON {
        .object([
            "table": .string(table.description), "column": column.map { .string($0) } ?? .null,
            "rows": rows.map { .number($0) } ?? .null,
        ])
    }
}
