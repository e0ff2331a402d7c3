import TreeGuardBase

/// The job of continuous integration that runs TreeGuard, read from the variables that its runner sets.
package struct PipelineJob: Sendable, Hashable {
    /// The branch that the runner names as the one that would receive the change; nil where the job is about no merge,
    /// as after a push.
    package let target: String?
    /// The remote that the target is fetched from: a name, or an address.
    package let remote: String
    /// The commit that the runner chose although it is the target's own, not the change's; nil where it chose the change.
    package let commitOfTarget: String?

    /// Pure: the environment is an input. nil where this is no continuous integration.
    package init?(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        guard Interactivity.isContinuousIntegration(environment) else { return nil }
        target =
            PipelineJob.mergeQueueTarget(value("GITHUB_REF"))
            ?? PipelineJob.targetNames.lazy.compactMap(value).first.map(PipelineJob.branchName)
        // GitLab runs the pipeline of a fork's merge request in the fork, whose own branches say nothing of the target's.
        let isOfFork = value("CI_MERGE_REQUEST_PROJECT_ID") != value("CI_PROJECT_ID")
        let address = isOfFork ? value("CI_MERGE_REQUEST_PROJECT_URL").map { $0 + ".git" } : nil
        remote = address ?? "origin"
        // GitHub checks the base branch out then, so that a stranger's code does not run with the team's secrets.
        commitOfTarget = value("GITHUB_EVENT_NAME") == "pull_request_target" ? value("GITHUB_SHA") : nil
    }

    /// GitHub, Forgejo and Gitea; GitLab; Bitbucket; Azure Pipelines; Jenkins; Buildkite. Each is empty or unset in a job
    /// that is about no merge request.
    private static let targetNames = [
        "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH",
        "SYSTEM_PULLREQUEST_TARGETBRANCH", "CHANGE_TARGET", "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
    ]

    /// A merge queue's branch: `refs/heads/gh-readonly-queue/release/9/pr-12-COMMIT` would land in `release/9`.
    private static func mergeQueueTarget(_ reference: String?) -> String? {
        let prefix = "refs/heads/gh-readonly-queue/"
        guard let reference, reference.hasPrefix(prefix) else { return nil }
        let path = reference.dropFirst(prefix.count)
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
        return String(path[..<slash])
    }

    /// Azure names the whole reference.
    private static func branchName(_ name: String) -> String {
        name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name
    }
}
