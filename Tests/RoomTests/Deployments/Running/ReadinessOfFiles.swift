import Testing
import TreeGuardBase
import TreeGuardDeployments
import TreeGuardGit
import TreeGuardMigrations
import TreeGuardVerdicts

/// True if a file may be deployed, by its state and by what an earlier deployment left of it.
@Suite struct ReadinessOfFiles {
    /// The last deployment of the file: how it ended, and how many of its three parts were begun and done.
    private func last(_ outcome: String, begun: Int, done: Int, digest: String = "same") throws -> RunHistory.Entry {
        let row = [
            "plain", "1", "db/001_a.sql", digest, outcome, "3", "\(begun)", "\(done)", "2026-03-01", "1",
            "production", "ada", "",
        ]
        return try #require(RunHistory([row]).entries.first)
    }

    private func readiness(_ state: MigrationState, _ last: RunHistory.Entry?) -> RunDecision {
        RunDecision(
            RunDecision.Subject(
                path: "db/001_a.sql", state: state, change: .new, reasons: ["why"], isUnproved: false,
                hasLedger: false,
                last: last, digest: "same"), isRecorded: true)
    }

    @Test(arguments: [
        ("running", 2, 1, true), ("running", 1, 1, false), ("failed", 1, 0, true), ("failed", 2, 2, false),
    ])
    func whatWasCutOffGoesOnWhereItStopped(outcome: String, begun: Int, done: Int, resumes: Bool) throws {
        let last = try last(outcome, begun: begun, done: done)
        for state in [MigrationState.pending, .partial, .unknown] {
            guard case .ready(let start, let isResumed, .some) = readiness(state, last) else {
                Issue.record("\(state): \(readiness(state, last))")
                continue
            }
            #expect(start == done && isResumed == resumes)
        }
    }

    /// Its first parts ran as they were: what stands in them now never would.
    @Test(arguments: [("running", 2, 1), ("running", 1, 0), ("failed", 1, 0), ("failed", 3, 2)])
    func whatWasEditedSinceDoesNot(outcome: String, begun: Int, done: Int) throws {
        let last = try last(outcome, begun: begun, done: done, digest: "other")
        for state in [MigrationState.pending, .partial, .unknown] {
            guard case .refused(let why, let next) = readiness(state, last) else {
                Issue.record("\(state): \(readiness(state, last))")
                continue
            }
            #expect(
                why == "its deployment of 2026-03-01 ended after \(done) of 3 steps, and the file was changed since")
            #expect(next.hasPrefix("deploy the file as it was (git log -- db/001_a.sql)"))
        }
    }

    /// Nothing of it was left, or somebody else finished it.
    @Test func whatLeftNothingIsDeployedAsEver() throws {
        let fresh = RunDecision.ready(startAt: 0, resumes: false, remark: nil)
        #expect(readiness(.pending, nil) == fresh)
        #expect(readiness(.pending, try last("failed", begun: 0, done: 0, digest: "other")) == fresh)
        #expect(readiness(.pending, try last("rolled_back", begun: 0, done: 0, digest: "other")) == fresh)
        #expect(readiness(.applied, try last("running", begun: 2, done: 1, digest: "other")) == .done)
    }
}
