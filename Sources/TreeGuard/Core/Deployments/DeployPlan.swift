/// What a deployment to one environment would run, and what speaks against it.
package struct DeployPlan: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package var migration: Migration
        package var run: FileRun
        /// SHA-256 of the file.
        package var digest: String
        /// The row that the framework's ledger gets; nil where the framework keeps none.
        package var recording: LedgerRecording?
        package var remark: String?
        /// The command that runs it in place of us: its framework's own, for its files are code.
        package var program: String?

        package init(
            _ migration: Migration, _ run: FileRun, digest: String, recording: LedgerRecording? = nil, remark: String?,
            program: String? = nil
        ) {
            self.migration = migration
            self.run = run
            self.digest = digest
            self.recording = recording
            self.remark = remark
            self.program = program
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

    package var environment: String
    /// In the order in which they run.
    package var items: [Item]
    package var refusals: [Refusal]

    package init(environment: String, items: [Item] = [], refusals: [Refusal] = []) {
        self.environment = environment
        self.items = items
        self.refusals = refusals
    }

    /// Whether another look found the same to do.
    package func runsTheSame(as other: DeployPlan) -> Bool {
        refusals.isEmpty && other.refusals.isEmpty
            && items.map(\.identity) == other.items.map(\.identity)
    }

    package var failure: Failure? {
        guard let first = refusals.first else { return nil }
        let place = first.path.map { "\($0): " } ?? ""
        return Failure(
            .deploymentRefused, what: "nothing was deployed to \(Escaped(environment))", why: place + first.why,
            next: first.next)
    }
}

extension DeployPlan.Item {
    fileprivate var identity: [String] { [migration.path.text, digest, "\(run.startAt)", "\(run.resumes)"] }
}
