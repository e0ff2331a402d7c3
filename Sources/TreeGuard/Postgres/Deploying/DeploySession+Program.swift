import TreeGuardDeployments
import TreeGuardMigrations

extension DeploySession {
    /// Lets a program run the file, while we hold the lock and write the record.
    package func run(_ run: FileRun, byProgram work: () throws(RunFailure) -> Void) throws(RunFailure) {
        do throws(RunFailure) {
            if let record = run.record {
                try brief(run, part: 0, Amendment(statements: [record.running(begun: 1, done: 0)]))
            }
            try work()
            try brief(run, part: 0, run.ending)
        } catch {
            remember(error, of: run)
            throw error
        }
    }
}
