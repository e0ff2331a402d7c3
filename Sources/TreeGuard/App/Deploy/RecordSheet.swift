import TreeGuardCore
import TreeGuardSystem

/// What the rows of one deployment, or of one way back, have in common in `treeguard.deployment`.
struct RecordSheet {
    private let deployment: String
    private let environment: String
    private let who: String
    private let origin = ProcessEnvironment.hostName()

    init(environment: String, who: String) {
        self.environment = environment
        self.who = who
        let moment = "\(Clock.wall()) \(Clock.monotonic()) \(origin) \(ProcessEnvironment.processID)"
        deployment = String(SHA256(of: Array(moment.utf8)).description.prefix(16))
    }

    func record(of migration: Migration, digest: String, commit: String?, parts: Int) -> RunRecord {
        RunRecord(
            deployment: deployment, environment: environment, framework: migration.framework,
            migration: migration.identity.key, path: migration.path.text, digest: digest, commit: commit, who: who,
            origin: origin, version: TreeGuard.version, parts: parts)
    }
}
