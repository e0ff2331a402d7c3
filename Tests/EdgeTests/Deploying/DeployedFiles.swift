import TestSupport
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardMigrations
import TreeGuardPostgres
import TreeGuardSQL
import TreeGuardSchema

/// Files that are deployed one after the other, as `treeguard deploy` does it: what is on record is not run again.
struct DeployedFiles {
    var files: [(path: RepositoryPath, sql: String)]
    var retryLimits = RetryLimits(connect: .seconds(10), lock: .seconds(10), retries: 2, pause: .milliseconds(20))

    init(_ files: [(path: RepositoryPath, sql: String)]) { self.files = files }
    init(_ sql: String) { files = [("db/001_x.sql", sql)] }

    func run(_ sql: String, at path: RepositoryPath = "db/001_x.sql") throws -> FileRun {
        FileRun(path, try Part.cutting(SQL.instructions(in: sql), of: path))
    }

    /// - Returns: the first failure of a file
    func deploy(
        to settings: ConnectionSettings, as name: String = "a", stop: StopSign = StopSign(),
        observing: ObserveRun = { _, _ in }
    ) throws -> RunFailure? {
        let session = try DeploySession.open(settings, retryLimits, stop: stop)
        try session.becomeAlone()
        _ = try session.makeRecord(readers: [])
        let history = RunHistory(try session.answers(to: [RunHistory.question])[at: 0].rows)
        for file in files {
            var run = try self.run(file.sql, at: file.path)
            let last = history.entries.last { $0.path == file.path.text && ($0.outcome == .applied || $0.isUnfinished) }
            if last?.outcome == .applied { continue }
            run.startAt = last?.done ?? 0
            run.resumes = (last?.begun ?? 0) > run.startAt
            run.record = RunRecord(
                deployment: name, environment: "production", framework: "plain", migration: file.path.text,
                path: file.path.text, digest: "d", commit: nil, who: "Ada", origin: "here", version: "1",
                parts: run.parts.count)
            do throws(RunFailure) {
                try session.run(run, observing: observing)
            } catch {
                return error
            }
        }
        return nil
    }
}

extension ConnectionSettings {
    /// The same database, by another socket.
    func through(_ relay: MessageRelay) -> ConnectionSettings {
        var settings = self
        settings.parameters["host"] = relay.folder
        return settings
    }
}
