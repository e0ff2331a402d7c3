import TreeGuardBase
import TreeGuardVerdicts

/// What would be run in one environment, in its order, before anything runs, and what speaks against it. What
/// `treeguard plan` shows is what `treeguard deploy` runs.
package struct Plan: Hashable, Sendable {
    package var environment: String
    /// What is pending there, and what a deployment of ours left half done, in the order in which they run.
    package var files: [PlannedFile]
    /// What stands between the change and SAFE, and no deployment settles: partial, untracked, edited, skipped ...
    package var unsettled: [Unsettled]
    /// Why nothing of it is deployed as it stands.
    package var refusals: [Refusal]

    package struct Unsettled: Hashable, Sendable {
        package var path: RepositoryPath
        package var state: MigrationState

        package init(path: RepositoryPath, state: MigrationState) {
            self.path = path
            self.state = state
        }
    }

    package struct Refusal: Hashable, Sendable {
        /// What it is about; nil for the deployment as a whole.
        package var path: RepositoryPath?
        package var why: String
        package var next: String

        package init(_ path: RepositoryPath? = nil, why: String, next: String) {
            self.path = path
            self.why = why
            self.next = next
        }
    }

    package init(
        environment: String, files: [PlannedFile] = [], unsettled: [Unsettled] = [], refusals: [Refusal] = []
    ) {
        self.environment = environment
        self.files = files
        self.unsettled = unsettled
        self.refusals = refusals
    }

    /// Whether another look found the same to run.
    package func runsTheSame(as other: Plan) -> Bool {
        refusals.isEmpty && other.refusals.isEmpty && files.map(\.identity) == other.files.map(\.identity)
    }

    package var failure: Failure? {
        guard let first = refusals.first else { return nil }
        let place = first.path.map { "\($0): " } ?? ""
        return Failure(
            .deploymentRefused, what: "nothing was deployed to \(Escaped(environment))", why: place + first.why,
            next: first.next)
    }
}

extension PlannedFile {
    fileprivate var identity: [String] { [path.text, digest, "\(startAt)", "\(resumes)"] }
}
