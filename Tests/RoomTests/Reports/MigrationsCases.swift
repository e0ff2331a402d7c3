import TreeGuardBase
import TreeGuardMigrations
import TreeGuardReports
import TreeGuardVerdicts

/// A list of migrations and the name under which its renderings are recorded.
struct MigrationsCase: Sendable {
    let name: String
    let report: MigrationsReport

    static let all = [
        MigrationsCase(
            name: "some",
            report: MigrationsReport(
                target: "main", source: "feature/security",
                migrations: [
                    migration(detectionsPath),
                    migration(tiersPath, change: .edited, remarks: ["the file is not valid UTF-8: read as Latin-1"]),
                    migration("prisma/migrations/20240101_x/migration.sql", framework: "prisma", change: .removed),
                    migration(RepositoryPath(bytes: Array("db/\u{1B}[2J".utf8) + [0xE9])),
                ],
                leftOut: [
                    .init(path: "database_tools/migrations/README.md", reason: "not SQL"),
                    .init(path: "database_tools/seeds/001_jobs.sql", reason: "in a folder of seeds"),
                    .init(path: "a\nb.sql", reason: "in a folder that no framework uses"),
                ],
                problems: [
                    Finding(
                        "edited-on-target", path: tiersPath,
                        message: "\(tiersPath) is edited, and the target already has it",
                        help: "leave it as it was and write a new migration that makes the difference"),
                    Finding("order-guessed", .info, message: "the order of two files is a guess"),
                ])),
        MigrationsCase(
            name: "none",
            report: MigrationsReport(
                target: "main", source: "feature", migrations: [],
                leftOut: [.init(path: "dump.sql", reason: "in a folder that no framework uses")])),
    ]
}
