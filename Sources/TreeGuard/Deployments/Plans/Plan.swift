import TreeGuardBase
import TreeGuardVerdicts

/// The files to run in one environment, in order, and the reasons against running them. `treeguard deploy` runs exactly
/// what `treeguard plan` shows.
package struct Plan: Hashable, Sendable {
    package var environment: String
    /// The pending files, and those that a deployment of ours left half done, in the order in which they run.
    package var files: [PlannedFile]
    /// States that keep the change from SAFE and that no deployment settles: partial, untracked, edited, skipped ...
    package var unsettled: [Unsettled]
    /// The reasons why nothing of it is deployed as it stands.
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
        /// The file concerned; nil for the deployment as a whole.
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

    /// True if a later plan runs the same files.
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
