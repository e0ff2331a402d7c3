import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSchema
import TreeGuardVerdicts

extension CheckReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        CheckPage(report: self, style: style, detail: detail).text
    }

    package var findings: [Finding] {
        problems + environments.flatMap(\.access.findings) + migrations.flatMap(\.findings)
    }

    /// The members that docs/json.md describes; docs/json/check.schema.json is the same for machines.
    package var json: JSON {
        .object([
            "verdict": .string(verdict.rawValue),
            "exit": .number(Int(exit.rawValue)),
            "target": .string(target),
            "source": .string(source),
            "consistency": consistency.map { .string($0.word) },
            "environments": .array(environments.map(\.json)),
            "migrations": .array(migrations.map(\.json)),
            "problems": .array(problems.map(\.json)),
            "next": .array(next.map { .string($0.command) }),
        ])
    }
}

extension EnvironmentReport {
    var json: JSON {
        var server: Server?
        var failure: Failure?
        switch access {
        case .ok(let answering): server = answering
        case .failed(let reason): failure = reason
        case .notAsked: break
        }
        return .object([
            "name": .string(name),
            "access": .string(accessWord),
            "verdict": .string(verdict.rawValue),
            "required": .bool(isRequired),
            "waitsFor": .array(hindrances.map(\.json)),
            "server": server.map { .string($0.version) },
            "host": server.map { .string($0.host) },
            "database": server.map { .string($0.database) },
            "standby": server.map { .bool($0.isStandby) },
            "remarks": server.map { .strings($0.remarks) },
            "error": failure?.errorJSON,
        ])
    }

    private var accessWord: String {
        switch access {
        case .ok: "ok"
        case .failed: "failed"
        case .notAsked: "not-asked"
        }
    }
}

extension Promotion.Hindrance {
    fileprivate var json: JSON {
        .object([
            "name": .string(environment), "asked": .bool(isAsked),
            "lacking": .strings(lacking.map(\.text)),
        ])
    }
}

extension Consistency {
    fileprivate var word: String {
        switch self {
        case .cleanPrefix: "clean-prefix"
        case .inconsistent: "inconsistent"
        }
    }
}

extension JSON {
    static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}

extension RepositoryPath {
    /// The path as text, and the bytes in hexadecimal where they are no text.
    var jsonMembers: [JSON.Member] {
        let path = JSON.Member("path", .string(text))
        guard Array(text.utf8) != bytes else { return [path] }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [path, JSON.Member("pathBytes", .string(digits))]
    }
}
