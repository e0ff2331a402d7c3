import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

extension MigrationReport {
    /// The members that are known without asking a database.
    var identifyingMembers: [JSON.Member] {
        path.jsonMembers
            + [
                JSON.Member("framework", .string(framework)),
                JSON.Member("version", version.map { .string($0) } ?? .null),
                JSON.Member("change", .string(change.rawValue)),
            ]
    }

    var json: JSON {
        .object(
            identifyingMembers + [
                JSON.Member("environments", .array(standings.map(\.json))),
                JSON.Member("findings", .array(findings.map(\.json))),
                JSON.Member("references", .array(references.map(\.json))),
                JSON.Member("remarks", .strings(remarks)),
            ])
    }
}

extension MigrationReport.Reference {
    fileprivate var json: JSON {
        .object(path.jsonMembers + [JSON.Member("line", .number(line)), JSON.Member("name", .string(name))])
    }
}

extension Standing {
    fileprivate var json: JSON {
        .object([
            "name": .string(environment),
            "state": .string(judgement.state.rawValue),
            "ledger": .string(ledger),
            "present": .number(present),
            "verifiable": .number(verifiable),
            "statements": .number(statements),
            "missing": .strings(named(.absent)),
            "differs": .strings(named(.differs)),
            "stillThere": .strings(named(.stillThere)),
            "unverified": .strings(unverified),
            "reasons": .strings(judgement.reasons),
            "accepted": acceptedJSON,
            "obstacles": obstaclesJSON,
            "evidence": .array(evidence.map(\.json)),
        ])
    }

    private func named(_ mark: EvidenceLine.Mark) -> [String] {
        evidence.filter { $0.mark == mark }.map { line in
            "\(line.kind) \(line.name)" + (line.table.map { " on \($0)" } ?? "")
        }
    }
}

extension Standing {
    var acceptedJSON: JSON? {
        acceptance.map { .object(["reason": .string($0.reason), "pattern": .string($0.pattern)]) }
    }

    var obstaclesJSON: JSON { .array(obstacles.map(\.json)) }
}

extension Obstacle {
    fileprivate var json: JSON {
        .object([
            "line": .number(range.line), "certainty": .string(certainty.rawValue), "message": .string(message),
            "help": .string(help),
        ])
    }
}

extension EvidenceLine {
    fileprivate var json: JSON {
        .object([
            "kind": .string(kind),
            "name": .string(name),
            "table": table.map { .string($0) },
            "extent": extent.map { .string($0) },
            "status": .string(mark.word),
            "detail": .string(detail),
            "line": .number(line),
        ])
    }
}

extension EvidenceLine.Mark {
    fileprivate var word: String {
        switch self {
        case .absent: "absent"
        case .differs: "differs"
        case .stillThere: "still-there"
        case .uncompared: "uncompared"
        case .holds: "holds"
        }
    }
}
