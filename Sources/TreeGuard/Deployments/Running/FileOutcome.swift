import TreeGuardBase

/// The outcome of one file of a deployment.
package struct FileOutcome: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        case done(in: Duration)
        case failed(RunFailure)
        /// One before it failed.
        case notReached(after: RunFailure)
    }

    package var path: RepositoryPath
    package var parts: Int
    package var result: Result

    package init(_ file: PlannedFile, _ result: Result) {
        path = file.path
        parts = file.parts.count
        self.result = result
    }

    /// Why the deployment ended, whether here or before.
    package var failure: RunFailure? {
        switch result {
        case .done: nil
        case .failed(let failure), .notReached(let failure): failure
        }
    }
}
