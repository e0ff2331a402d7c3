import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

extension StatusReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        StatusPage(report: self, style: style, detail: detail).text
    }

    package var findings: [Finding] {
        problems + environments.flatMap(\.access.findings) + migrations.flatMap(\.findings)
    }

    /// The members that docs/json.md describes; docs/json/status.schema.json is the same for machines. The whole
    /// history, always.
    package var json: JSON {
        .object([
            "verdict": .string(verdict.rawValue),
            "exit": .number(Int(exit.rawValue)),
            "source": .string(source),
            "environments": .array(environments.map { $0.statusJSON }),
            "migrations": .array(migrations.map(\.statusJSON)),
            "problems": .array(problems.map(\.json)),
            "overrides": overrides.json,
            "next": .array(next.map { .string($0.command) }),
        ])
    }
}

extension EnvironmentReport {
    fileprivate var statusJSON: JSON {
        guard case .object(let members) = json else { return json }
        let unexplained = strangers.map { JSON.object(["table": .string($0.table), "name": .string($0.name)]) }
        return .object(members + [JSON.Member("unexplained", .array(unexplained))])
    }
}

extension MigrationReport {
    fileprivate var statusJSON: JSON {
        .object(
            path.jsonMembers
                + [
                    JSON.Member("framework", .string(framework)),
                    JSON.Member("version", version.map { .string($0) } ?? .null),
                    JSON.Member("environments", .array(standings.map(\.statusJSON))),
                    JSON.Member("remarks", .strings(remarks)),
                ])
    }
}

extension Standing {
    fileprivate var statusJSON: JSON {
        .object([
            "name": .string(environment),
            "state": .string(judgement.state.rawValue),
            "ledger": .string(ledger),
            "present": .number(present),
            "verifiable": .number(verifiable),
            "reasons": .strings(judgement.reasons),
            "accepted": acceptedJSON,
            "obstacles": obstaclesJSON,
        ])
    }
}
