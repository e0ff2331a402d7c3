import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

extension Checking {
    /// A line of the audit file: what ran in a database, or went back there.
    func writeDown(
        _ event: AuditEntry.Event, _ migrations: [Migration], by who: String, _ reason: String, road: String
    ) throws(Failure) {
        let records = DecisionRecords(commonDirectory: landing.repository.layout.commonDirectory)
        do throws(SystemError) {
            try records.record(
                AuditEntry(
                    event, MigrationSet(ranFor: landing.branch, migrations), at: Clock.wall(), who: who, reason: reason,
                    commit: landing.commit?.hex, road: road))
        } catch {
            throw error.failure
        }
    }
}
