import TreeGuardBase
import TreeGuardMigrations
import TreeGuardVerdicts

extension MigrationReport {
    init(_ migration: Migration, standings: [Standing], references: [Reference], remarks: [String]) {
        self.init(
            path: migration.path, framework: migration.framework,
            version: migration.version.isEmpty ? nil : migration.version, change: migration.change ?? .new,
            standings: standings, references: references, remarks: remarks)
    }
}

extension Finding {
    init(_ problem: Problem) {
        let severity: Severity =
            switch problem.severity {
            case .info: .info
            case .warning: .warn
            case .error: .block
            }
        self.init(
            problem.kind.rawValue, severity, path: problem.paths.first, message: problem.message, help: problem.help)
    }
}
