import TreeGuardBase
import TreeGuardDeployments
import TreeGuardSchema
import TreeGuardVerdicts

extension RehearsalReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        RehearsalPage(report: self, style: style, detail: detail).text
    }

    package var findings: [Finding] {
        files.compactMap { file in
            file.failure.map { failure in
                var finding = Finding(failure)
                (finding.path, finding.line, finding.who) = (file.path, file.failedAt, .agent)
                return finding
            }
        }
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)),
            "source": .string(source),
            "environment": .string(environment),
            "server": .string(version),
            "production": .string(production.version),
            "tables": .number(tables),
            "files": .array(files.map(\.json)),
            "wayBack": back.json,
            "remarks": .strings(remarks),
        ])
    }
}

extension RehearsalReport.File {
    fileprivate var json: JSON {
        .object(
            path.jsonMembers
                + [
                    JSON.Member("ok", .bool(isGood)),
                    JSON.Member("milliseconds", .number(Int(duration.milliseconds))),
                    JSON.Member("state", state.map { .string($0.rawValue) } ?? .null),
                    JSON.Member("missing", .strings(missing)),
                    JSON.Member("statements", .array(statements.map(\.json))),
                    JSON.Member("failedAt", failedAt.map { .number($0) } ?? .null),
                    JSON.Member("error", failure?.errorJSON ?? .null),
                ])
    }
}

extension RehearsalReport.Step {
    fileprivate var json: JSON {
        .object([
            "line": .number(line), "text": .string(text), "milliseconds": .number(Int(duration.milliseconds)),
            "locks": locks.map {
                .array($0.map { .object(["mode": .string($0.mode), "relation": .string($0.relation)]) })
            } ?? .null,
            "ranAlone": .bool(ranAlone),
            "rewritten": .strings(rewritten),
        ])
    }
}

extension RehearsalReport.Return {
    fileprivate var json: JSON {
        switch self {
        case .same: .object(["result": "same"])
        case .differs(let lines): .object(["result": "differs", "differences": .strings(lines)])
        case .failed(let path, let failure):
            .object(["result": "failed", "path": .string(path.text), "error": failure.errorJSON])
        case .notAgain(let path, let failure):
            .object(["result": "not-again", "path": .string(path.text), "error": failure.errorJSON])
        case .none(let path, let reasons):
            .object(["result": "none", "path": .string(path.text), "reasons": .strings(reasons)])
        case .notTried: .object(["result": "not-tried"])
        }
    }
}
