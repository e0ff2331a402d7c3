import TreeGuardBase

extension Format {
    /// For scripts; docs/json.md describes it.
    package static let json = Format(name: "json", isForPrograms: true) { report, _, _ in
        guard case .object(let members) = report.json else { return report.json.text }
        return JSON.object(
            [JSON.Member("schemaVersion", 1)] + members
                + [JSON.Member("findings", .array(report.findings.map(\.json)))]
        ).text
    }
}
