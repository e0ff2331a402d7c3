import TreeGuardBase

/// The result of one file of a deployment.
package struct FileOutcome: Hashable, Sendable {
    package enum Result: Hashable, Sendable {
        case done(in: Duration)
        case failed(RunFailure)
        /// A file before it failed.
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

    /// The reason why the deployment stopped, in this file or an earlier one.
    package var failure: RunFailure? {
        switch result {
        case .done: nil
        case .failed(let failure), .notReached(let failure): failure
        }
    }
}
