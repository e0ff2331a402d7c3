import TreeGuardBase

extension Format {
    /// For code scanning (GitHub, GitLab, editors): the findings alone, as SARIF 2.1.0.
    static let sarif = Format(name: "sarif", isForPrograms: true) { report, _, _ in
        let codes = report.findings.map(\.code)
        let rules = codes.indices.filter { !codes[..<$0].contains(codes[$0]) }.map { codes[$0] }
        let driver = JSON.object([
            "name": "treeguard",
            "rules": .array(rules.map { .object(["id": .string($0)]) }),
        ])
        let run = JSON.object([
            "tool": .object(["driver": driver]), "results": .array(report.findings.map(result)),
        ])
        return JSON.object([
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run],
        ]).text
    }

    private static func result(of finding: Finding) -> JSON {
        let level: JSON =
            switch finding.severity {
            case .block: "error"
            case .warn: "warning"
            case .info: "note"
            }
        let help = finding.help.isEmpty ? "" : ". Next: \(finding.help)"
        return .object([
            "ruleId": .string(finding.code), "level": level,
            "message": .object(["text": .string(finding.message + help)]),
            "locations": .array(finding.path.map { [location($0, finding)] } ?? []),
        ])
    }

    private static func location(_ path: RepositoryPath, _ finding: Finding) -> JSON {
        let region = finding.line.map { line -> JSON in
            .object(["startLine": .number(line), "startColumn": finding.column.map { .number($0) }])
        }
        return .object([
            "physicalLocation": .object([
                "artifactLocation": .object(["uri": .string(uri(of: path)), "uriBaseId": "%SRCROOT%"]),
                "region": region,
            ])
        ])
    }

    /// RFC 3986: whatever is neither unreserved nor a slash is escaped, byte by byte.
    private static func uri(of path: RepositoryPath) -> String {
        path.bytes.map { byte in
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-._~/".contains(character) {
                return String(character)
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
