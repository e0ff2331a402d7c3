import TestSupport
import Testing
import TreeGuardBase
import TreeGuardMigrations
import TreeGuardSystem

/// A team's server with a main branch and branches that ask to land in it, production, and runners that do jobs.
final class RunnerStage: Sendable {
    let author: TemporaryRepository
    let database: TemporaryDatabase
    /// The name of the default branch.
    let main: String
    var server: String { author.folder.path("server.git") }

    init(main: String = "main") throws {
        self.main = main
        author = try TemporaryRepository()
        database = try TemporaryDatabase()
        try author.git("symbolic-ref", "HEAD", "refs/heads/\(main)")
        try author.git("init", "--quiet", "--bare", "--initial-branch=\(main)", server)
        try author.git("remote", "add", "origin", "file://\(server)")
        try author.commit([
            ".treeguard": "[migrations \"sql/changes\"]\n\tframework = plain\n",
            "sql/changes/001_jobs.sql": "CREATE TABLE jobs (id int);\n",
        ])
        try branch("docs", ["notes.md": "Notes\n"])
        try branch("feature", ["sql/changes/009_widgets.sql": "CREATE TABLE widgets (id int);\n"])
        // What others merged after the branches were begun.
        try author.commit(["sql/changes/002_more.sql": "CREATE TABLE more (id int);\n"])
        try author.git("push", "--quiet", "origin", main)
        try database.execute("CREATE TABLE jobs (id int); CREATE TABLE more (id int);")
    }

    /// A branch on the server, begun where main is now.
    func branch(_ name: String, _ files: [String: String?]) throws {
        try author.git("checkout", "--quiet", "-b", name)
        try author.commit(files)
        try author.git("push", "--quiet", "origin", name)
        try author.git("checkout", "--quiet", main)
    }

    /// The address of production, for those who may know.
    var secret: String {
        "postgresql://postgres@/\(database.name)?host=\(database.server.folder)&port=\(database.server.port)"
    }

    /// Merges a branch into main on the server, under a name of the server's own.
    func merge(_ branch: String, as reference: String) throws -> String {
        try author.git("checkout", "--quiet", "--detach", main)
        try author.git("merge", "--quiet", "--no-ff", "--message", "Merge", branch)
        let commit = try author.id("HEAD").hex
        try author.git("push", "--quiet", "--force", "origin", "HEAD:\(reference)")
        try author.git("checkout", "--quiet", main)
        return commit
    }
}

/// Why a runner does a job.
enum RunnerEvent: Sendable, CaseIterable {
    case pullRequest, mergeQueue, push, pullRequestTarget
    case mergeRequest, mergedResult, mergeTrain

    var isGitHub: Bool { [.pullRequest, .mergeQueue, .push, .pullRequestTarget].contains(self) }
}

/// A runner with one job: what it sets and checks out, as GitHub's (actions/checkout) and GitLab's do it.
final class Runner {
    let stage: RunnerStage
    let event: RunnerEvent
    let workspace: String
    private let folder: TemporaryFolder
    private let commit: String
    private let reference: String
    private let secret: String?
    private(set) var environment: [String: String?]

    init(_ event: RunnerEvent, of branch: String, on stage: RunnerStage, secret: String? = nil) throws {
        self.stage = stage
        self.event = event
        self.secret = secret
        folder = try TemporaryFolder()
        workspace = folder.path("work")
        try Files.makeFolder(workspace)
        try Files.makeFolder(folder.path("home"))
        let base = try stage.author.id(stage.main).hex
        switch event {
        case .pullRequest: reference = "refs/pull/1/merge"
        case .pullRequestTarget: reference = "refs/heads/\(stage.main)"
        case .mergeQueue: reference = "refs/heads/gh-readonly-queue/\(stage.main)/pr-1-\(base)"
        case .push, .mergeRequest: reference = "refs/heads/\(branch)"
        case .mergedResult: reference = "refs/merge-requests/1/merge"
        case .mergeTrain: reference = "refs/merge-requests/1/train"
        }
        if event == .pullRequestTarget { _ = try stage.merge(branch, as: "refs/pull/1/merge") }
        commit =
            switch event {
            case .pullRequestTarget: base
            case .push, .mergeRequest: try stage.author.id(branch).hex
            default: try stage.merge(branch, as: reference)
            }
        let path = ProcessEnvironment.inherited["PATH"] ?? "/usr/bin:/bin"
        environment = [
            "CI": "true", "HOME": folder.path("home"), "PATH": "\(try ProjectFolder.builtPrograms()):\(path)",
        ]
        let own = event.isGitHub ? github(branch) : gitlab(branch)
        environment.merge(own) { $1 }
        if !event.isGitHub, let secret { environment["TREEGUARD_PRODUCTION_URL"] = secret }
    }

    private func github(_ branch: String) -> [String: String] {
        let isRequest = event == .pullRequest || event == .pullRequestTarget
        let name =
            switch event {
            case .mergeQueue: "merge_group"
            case .push: "push"
            case .pullRequestTarget: "pull_request_target"
            default: "pull_request"
            }
        return [
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_REF": reference, "GITHUB_SHA": commit,
            "GITHUB_WORKSPACE": workspace, "GITHUB_BASE_REF": isRequest ? stage.main : "",
            "GITHUB_HEAD_REF": isRequest ? branch : "",
        ]
    }

    private func gitlab(_ branch: String) -> [String: String] {
        let type =
            switch event {
            case .mergedResult: "merged_result"
            case .mergeTrain: "merge_train"
            default: "detached"
            }
        return [
            "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_COMMIT_SHA": commit,
            "CI_DEFAULT_BRANCH": stage.main, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": stage.main,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": branch, "CI_MERGE_REQUEST_EVENT_TYPE": type, "CI_PROJECT_ID": "1",
            "CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_PROJECT_DIR": workspace,
        ]
    }

    /// Does the steps of a job, up to the first that fails, and gives what the last one said.
    @discardableResult
    func run(_ steps: [WorkflowStep]) throws -> CommandOutput {
        var last = CommandOutput(end: .exited(0))
        for step in steps {
            var environment = environment
            for (name, value) in step.environment { environment[name] = .some(try evaluated(value)) }
            guard let script = step.script else {
                try checkOut(try step.reference.map(evaluated), depth: step.environment["GIT_DEPTH"] ?? "1")
                continue
            }
            last = Subprocess.run(Command("bash", ["-e", "-c", script], in: workspace, environment: environment))
            if !last.succeeded { break }
        }
        return last
    }

    /// A command in the job's folder, with what the runner set.
    func shell(_ script: String) -> CommandOutput {
        Subprocess.run(Command("bash", ["-e", "-c", script], in: workspace, environment: environment))
    }

    func git(_ arguments: String...) throws {
        try runProgram("git", arguments, in: workspace, environment: environment)
    }

    /// The same job without the runner's variables: a person in such a clone.
    func forgetTheRunner() {
        for name in environment.keys where name.contains("CI") || name.hasPrefix("GITHUB_") { environment[name] = nil }
    }

    private func evaluated(_ text: String) throws -> String {
        let result = text.replacing("${{ secrets.TREEGUARD_PRODUCTION_URL }}", with: secret ?? "")
            .replacing("${{ github.event.number }}", with: "1")
        try #require(!result.contains("${{"), "an expression that the runner does not know")
        return result
    }

    private func checkOut(_ given: String?, depth: String) throws {
        try git("init", "--quiet", "--initial-branch=master")
        try git("remote", "add", "origin", "file://\(stage.server)")
        let source = given ?? commit
        let fetched = given ?? reference
        let own: String
        if !event.isGitHub {
            own = "refs/pipelines/1"
        } else if fetched.hasPrefix("refs/heads/") {
            own = "refs/remotes/origin/" + fetched.dropFirst("refs/heads/".count)
        } else {
            own = "refs/remotes/" + fetched.dropFirst("refs/".count)
        }
        try git(
            "fetch", "--quiet", "--no-tags", "--prune", "--no-recurse-submodules", "--depth=\(depth)", "origin",
            "+\(source):\(own)")
        if own.hasPrefix("refs/remotes/origin/") {
            try git("checkout", "--quiet", "--force", "-B", String(fetched.dropFirst("refs/heads/".count)), own)
        } else {
            try git("checkout", "--quiet", "--force", "--detach", own)
        }
    }
}
