import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardRisk
import TreeGuardSchema
import TreeGuardVerdicts

/// Each thing that a report says is wrong, as one value.
extension Finding {
    init(_ obstacle: Obstacle, in path: RepositoryPath, of environment: String) {
        self.init(
            obstacle.certainty.rawValue, obstacle.certainty == .fails ? .block : .warn, path: path,
            line: obstacle.range.line, message: "in \(environment), \(obstacle.message)", help: obstacle.help)
    }

    init(_ hazard: Hazard, in path: RepositoryPath, of environment: String) {
        self.init(
            hazard.hazardKind.rawValue, hazard.accepted == nil ? hazard.severity : .info, path: path,
            line: hazard.line, message: "in \(environment), it \(hazard.message)", help: hazard.help)
    }

    init(_ blocker: Blocker, of environment: String) {
        self.init(
            "blocking-session", message: "in \(environment), \(blocker.message)", help: blocker.help, who: .person)
    }

    init(_ refusal: Plan.Refusal, of environment: String) {
        self.init(
            "deployment-refused", .block, path: refusal.path, message: "in \(environment), \(refusal.why)",
            help: refusal.next, who: .person)
    }

    init(_ failure: Failure) {
        self.init(
            failure.code.rawValue, .block, message: "\(failure.what): \(failure.why)", help: failure.next, who: .person)
    }
}

extension EnvironmentReport.Access {
    var findings: [Finding] {
        if case .failed(let failure) = self { return [Finding(failure)] }
        return []
    }
}

extension MigrationReport {
    var findings: [Finding] {
        standings.flatMap { standing in
            standing.obstacles.map { Finding($0, in: path, of: standing.environment) }
        }
    }
}
