import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// The values that the rows of one deployment or rollback have in common in `treeguard.deployment`.
struct RecordSheet {
    private let deployment: String
    private let environment: String
    private let who: String
    private let version: String
    private let origin = ProcessEnvironment.hostName()

    /// - Parameter version: TreeGuard's own
    init(environment: String, who: String, version: String) {
        self.environment = environment
        self.who = who
        self.version = version
        let moment = "\(Clock.wall()) \(Clock.monotonic()) \(origin) \(ProcessEnvironment.processID)"
        deployment = String(SHA256(of: Array(moment.utf8)).description.prefix(16))
    }

    func record(of migration: Migration, digest: String, commit: String?, parts: Int) -> RunRecord {
        RunRecord(
            deployment: deployment, environment: environment, framework: migration.framework,
            migration: migration.identity.key, path: migration.path.text, digest: digest, commit: commit, who: who,
            origin: origin, version: version, parts: parts)
    }
}
