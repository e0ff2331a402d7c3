import TreeGuardBase

/// The CI job that runs TreeGuard, read from the variables that its runner sets.
package struct PipelineJob: Sendable, Hashable {
    /// The branch that would receive the change, from the runner's variables; nil for a job without a merge, as after a
    /// push.
    package let target: String?
    /// The source for fetching the target: a remote's name, or a URL.
    package let remote: String
    /// The checked-out commit if it is the target's own instead of the change's; nil if the runner checked out the
    /// change.
    package let commitOfTarget: String?

    /// Reads the variables; nil outside of CI. It is pure: the environment is an input.
    package init?(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard Interactivity.isContinuousIntegration(environment) else { return nil }
        target =
            PipelineJob.mergeQueueTarget(value("GITHUB_REF"))
            ?? PipelineJob.targetNames.lazy.compactMap(value).first.map(PipelineJob.branchName)
        // GitLab runs the pipeline of a fork's merge request in the fork, whose branches are not the target's.
        let isOfFork = value("CI_MERGE_REQUEST_PROJECT_ID") != value("CI_PROJECT_ID")
        let address = isOfFork ? value("CI_MERGE_REQUEST_PROJECT_URL").map { $0 + ".git" } : nil
        remote = address ?? "origin"
        // GitHub checks out the base branch for this event, so that a stranger's code does not run with the team's
        // secrets.
        commitOfTarget = value("GITHUB_EVENT_NAME") == "pull_request_target" ? value("GITHUB_SHA") : nil
    }

    /// GitHub, Forgejo and Gitea; GitLab; Bitbucket; Azure Pipelines; Jenkins; Buildkite. Each is empty or unset in a
    /// job without a merge request.
    private static let targetNames = [
        "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH",
        "SYSTEM_PULLREQUEST_TARGETBRANCH", "CHANGE_TARGET", "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    ]

    /// The target of a merge queue's branch: `refs/heads/gh-readonly-queue/release/9/pr-12-COMMIT` would land in
    /// `release/9`.
    private static func mergeQueueTarget(_ reference: String?) -> String? {
        let prefix = "refs/heads/gh-readonly-queue/"
        guard let reference, reference.hasPrefix(prefix) else { return nil }
        let path = reference.dropFirst(prefix.count)
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
        return String(path[..<slash])
    }

    /// The branch's short name: Azure gives the full reference.
    private static func branchName(_ name: String) -> String {
        name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name
    }
}
