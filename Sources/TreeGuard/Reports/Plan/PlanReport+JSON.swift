import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

extension PlanReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        PlanPage(report: self, style: style, detail: detail).text
    }

    package var findings: [Finding] {
        problems + environments.flatMap(\.findings)
    }

    /// The members that docs/json.md describes.
    package var json: JSON {
        .object([
            "exit": .number(Int(exit.rawValue)),
            "target": .string(target),
            "source": .string(source),
            "environments": .array(environments.map(\.json)),
            "problems": .array(problems.map(\.json)),
            "next": .array(next.map { .string($0.command) }),
        ])
    }
}

extension PlanReport.Environment {
    var findings: [Finding] {
        let hazards = files.flatMap { file in file.hazards.map { Finding($0, in: file.path, of: name) } }
        return access.findings + refusals.map { Finding($0, of: name) } + hazards
            + blockers.map { Finding($0, of: name) }
    }

    var json: JSON {
        var members: [JSON.Member] = [JSON.Member("name", .string(name))]
        switch access {
        case .ok(let server):
            members += [
                JSON.Member("access", "ok"), JSON.Member("server", .string(server.version)),
                JSON.Member("host", .string(server.host)), JSON.Member("database", .string(server.database)),
                JSON.Member("standby", .bool(server.isStandby)),
            ]
        case .failed(let failure):
            members += [JSON.Member("access", "failed"), JSON.Member("error", failure.errorJSON)]
        case .notAsked: members.append(JSON.Member("access", "not-asked"))
        }
        members += [
            JSON.Member("files", .array(files.map(\.json))),
            JSON.Member(
                "unsettled",
                .array(
                    unsettled.map { .object($0.path.jsonMembers + [JSON.Member("state", .string($0.state.rawValue))]) })
            ),
            JSON.Member("tables", .array(tables.map(\.json))),
            JSON.Member("standstills", .array(blockers.map(\.json))),
            JSON.Member(
                "refusals",
                .array(
                    refusals.map {
                        .object([
                            "path": $0.path.map { .string("\($0)") } ?? .null, "why": .string($0.why),
                            "next": .string($0.next),
                        ])
                    })),
            JSON.Member("commands", .array(commands.map { .string($0.command) })),
        ]
        return .object(members)
    }
}

extension PlanReport.Table {
    fileprivate var json: JSON {
        .object([
            "name": .string(name.description), "bytes": size.bytes.map { .number($0) } ?? .null,
            "rows": size.rows.map { .number($0) } ?? .null,
        ])
    }
}

extension Blocker {
    fileprivate var json: JSON {
        .object(["kind": .string(kind.rawValue), "message": .string(message), "help": .string(help)])
    }
}

extension PlanReport.File {
    fileprivate var json: JSON {
        let route: String =
            switch planned.route {
            case .parts: "parts"
            case .program: "program"
            case .refused: "refused"
            }
        return .object(
            path.jsonMembers + [
                JSON.Member("framework", .string(planned.migration.framework)),
                JSON.Member("state", .string(planned.state.rawValue)),
                JSON.Member("route", .string(route)),
                JSON.Member("parts", .number(planned.parts.count)),
                JSON.Member("done", .number(planned.startAt)),
                JSON.Member("remark", planned.remark.map { .string($0) } ?? .null),
                JSON.Member("creates", .strings(Creation(of: statements).lines)),
                JSON.Member("recording", planned.recording.map { .string($0.description) } ?? .null),
                JSON.Member("back", rollback.json),
                JSON.Member("steps", .array(steps.map(\.json))),
            ])
    }
}

extension Rollback {
    fileprivate var json: JSON {
        switch self {
        case .file(let path, _, let isProgram):
            .object([
                "kind": isProgram ? "program" : "file", "path": .string("\(path)"), "statements": [], "because": [],
            ])
        case .generated(let reversals):
            .object([
                "kind": "generated", "path": .null, "statements": .strings(reversals.map(\.text)), "because": [],
            ])
        case .none(let reasons):
            .object(["kind": "none", "path": .null, "statements": [], "because": .strings(reasons)])
        }
    }
}

extension PlanSurvey.Step {
    fileprivate var json: JSON {
        .object([
            "line": .number(line), "sql": .string(instruction.text), "part": part.map { .number($0 + 1) } ?? .null,
            "transaction": .bool(isInTransaction),
            "locks": .array(
                locks.map { lock in
                    .object([
                        "relation": lock.relation.map { .string($0.description) } ?? .null,
                        "subject": .string(lock.subject.description), "mode": .string(lock.mode.words),
                        "work": .string(lock.work.word), "assumed": .bool(lock.isAssumed),
                    ])
                }),
            "hazards": .array(hazards.map(\.json)), "remarks": .strings(remarks),
        ])
    }
}

extension LockWork {
    fileprivate var word: String {
        switch self {
        case .none: "none"
        case .rows: "rows"
        case .scan: "scan"
        case .rewrite: "rewrite"
        }
    }
}

extension Hazard {
    fileprivate var json: JSON {
        .object([
            "rule": .string(hazardKind.rawValue), "severity": .string(severity.rawValue), "line": .number(line),
            "message": .string(message), "help": .string(help), "accepted": accepted.map { .string($0) } ?? .null,
        ])
    }
}
