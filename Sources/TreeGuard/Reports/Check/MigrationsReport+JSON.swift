import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

extension MigrationsReport: Report {
    package func page(_ style: TextStyle, _ detail: Detail) -> String {
        MigrationsPage(report: self, style: style, detail: detail).text
    }

    package var findings: [Finding] {
        problems
    }

    /// The members that docs/json.md describes; docs/json/migrations.schema.json is the same for machines.
    package var json: JSON {
        .object([
            "target": .string(target),
            "source": .string(source),
            "migrations": .array(
                migrations.map { migration in
                    .object(migration.identifyingMembers + [JSON.Member("remarks", .strings(migration.remarks))])
                }),
            "leftOut": .array(leftOut.map(\.json)),
            "problems": .array(problems.map(\.json)),
        ])
    }
}

extension MigrationsReport.LeftOut {
    fileprivate var json: JSON { .object(path.jsonMembers + [JSON.Member("reason", .string(reason))]) }
}
