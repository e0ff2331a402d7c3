import Testing
import TreeGuardMigrations

/// The change that a job is about, by the variables of its runner.
@Suite struct PipelineJobs {
    private static let github = ["CI": "true", "GITHUB_ACTIONS": "true"]
    private static let gitlab = ["CI": "true", "GITLAB_CI": "true", "CI_PROJECT_ID": "7", "CI_DEFAULT_BRANCH": "main"]

    private static let targets: [(environment: [String: String], target: String?)] = [
        (github.merging(["GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/1/merge"]) { $1 }, "main"),
        (github.merging(["GITHUB_BASE_REF": "release/9"]) { $1 }, "release/9"),
        (queue("main/pr-1-0123456789012345678901234567890123456789"), "main"),
        (queue("release/9/pr-12-0123456789012345678901234567890123456789"), "release/9"),
        (queue("pr-1-0123456789012345678901234567890123456789"), nil),
        (queue("/pr-1"), nil),
        (github.merging(["GITHUB_BASE_REF": "", "GITHUB_REF": "refs/heads/feature"]) { $1 }, nil),
        (gitlab.merging(["CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"]) { $1 }, "main"),
        (gitlab, nil),
        (["CI": "true", "BITBUCKET_PR_DESTINATION_BRANCH": "develop"], "develop"),
        (["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release/9"], "release/9"),
        (["JENKINS_URL": "https://ci.example.com", "CHANGE_TARGET": "main"], "main"),
        (["BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main"], "main"),
        (["CI": "1"], nil),
    ]

    private static func queue(_ path: String) -> [String: String] {
        github.merging(["GITHUB_BASE_REF": "", "GITHUB_REF": "refs/heads/gh-readonly-queue/\(path)"]) { $1 }
    }

    @Test(arguments: targets.indices)
    func theRunnerNamesTheTarget(index: Int) throws {
        let (environment, target) = Self.targets[index]
        let job = try #require(PipelineJob(environment: environment), "\(environment)")
        #expect(job.target == target, "\(environment)")
        #expect(job.remote == "origin" && job.commitOfTarget == nil)
    }

    /// A person's variables of that name mean nothing by themselves.
    @Test(arguments: [[:], ["GITHUB_BASE_REF": "main"], ["CI": "false", "CHANGE_TARGET": "main"], ["CI": ""]])
    func withoutARunnerThereIsNoJob(environment: [String: String]) {
        #expect(PipelineJob(environment: environment) == nil)
    }

    /// In a fork, the fork's own branches are not the target's.
    @Test func theTargetOfAForksMergeRequestIsFetchedFromItsProject() {
        let parent = [
            "CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example.com/a/b",
        ]
        let job = PipelineJob(environment: Self.gitlab.merging(parent) { $1 })
        #expect(job?.remote == "https://gitlab.example.com/a/b.git")
        let own = parent.merging(["CI_MERGE_REQUEST_PROJECT_ID": "7"]) { $1 }
        #expect(PipelineJob(environment: Self.gitlab.merging(own) { $1 })?.remote == "origin")
    }

    @Test func pullRequestTargetGetsTheTargetsCommit() {
        let event = ["GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_SHA": "abc", "GITHUB_BASE_REF": "main"]
        #expect(PipelineJob(environment: Self.github.merging(event) { $1 })?.commitOfTarget == "abc")
    }
}
