import TreeGuardBase
import TreeGuardGit
import TreeGuardMigrations

/// The branches that a change may land in: as this clone has them, or, in a job of continuous integration, as the remote
/// has them now. A job's clone often has one commit and no other branch.
final class TargetBranches {
    /// The branch that checks compare with, where nobody names another.
    let standard: String?
    /// True if the runner named it, so that the team's file has no say in it.
    let isNamedByRunner: Bool
    /// Remarks on branches that could not be fetched.
    private(set) var remarks: [String] = []

    private let repository: Repository
    /// nil where nothing is fetched.
    private let job: PipelineJob?
    /// The commit whose history is compared with a branch's.
    private let source: ObjectID?
    private var fetched: [String: Commit] = [:]

    /// The branches as this clone has them.
    init(_ repository: Repository) throws(Failure) {
        self.repository = repository
        (job, source) = (nil, nil)
        standard = try repository.defaultBranch()
        isNamedByRunner = false
    }

    /// The branches as the remote has them, in a job that may ask it.
    init(
        _ repository: Repository, landing source: Commit, _ request: ChangeRequest, _ environment: [String: String]
    ) throws(Failure) {
        self.repository = repository
        self.source = source.id
        guard let job = PipelineJob(environment: environment), try repository.hasRemote("origin") else {
            self.job = nil
            standard = try repository.defaultBranch()
            isNamedByRunner = false
            return
        }
        if !request.isWhole, job.commitOfTarget == source.id.hex { throw TargetBranches.changeNotCheckedOut }
        self.job = request.mayFetch ? job : nil
        isNamedByRunner = job.target != nil
        if let target = job.target {
            standard = target
        } else if request.mayFetch, let asked = try? repository.defaultBranch(ofRemote: job.remote) {
            standard = asked
        } else {
            // The only branch of a job's clone is the one that it builds.
            standard = try repository.defaultBranch(orOnlyBranch: false)
        }
    }

    /// The commit of a branch by its short name; nil where there is none.
    func commit(of name: String) throws(Failure) -> Commit? {
        guard let job else {
            let found = try repository.commit(ofBranch: name)
            if found == nil, isNamedByRunner, name == standard { throw missing(name, "nothing was fetched") }
            return found
        }
        if let known = fetched[name] { return known }
        do throws(Failure) {
            fetched[name] = try repository.fetch(name, from: job.remote, depth: 2)
        } catch {
            guard let old = try repository.fetchedCommit(of: name, from: job.remote) else {
                throw missing(name, error.why)
            }
            remarks.append("\(Escaped(name)) could not be fetched and may have moved since it was: \(error.why)")
            fetched[name] = old
        }
        return fetched[name]
    }

    /// The commit that a person named: a branch, or any revision that is here.
    func commit(named name: String) throws(Failure) -> Commit? {
        if job != nil, let found = try? commit(of: Target.branch(name)) { return found }
        if let found = try repository.commit(ofBranch: name) { return found }
        return try repository.commit(named: name)
    }

    /// The published commit of a branch that is checked out here; nil if `commit` gives it anyway.
    func published(_ name: String) throws(Failure) -> Commit? {
        job == nil ? try repository.upstream(ofBranch: name) : nil
    }

    /// Fetches more of the histories of source and branch, each round further back. False where no more is to be had.
    func deepen(_ name: String, round: Int) -> Bool {
        // A merge that the runner made has the target as a parent, which the first round shows.
        let depths = [2, 50, 1000]
        guard let job, let source, repository.layout.isShallow, round < depths.count else { return false }
        let depth = depths[round]
        let isDeeper: Void? = try? repository.fetch(historyOf: source, from: job.remote, depth: depth)
        guard round > 0 else { return true }
        let found = try? repository.fetch(name, from: job.remote, depth: depth)
        if let found { fetched[name] = found }
        return isDeeper != nil || found != nil
    }

    /// The command that brings a branch into a clone that lacks it. A whole clone is not cut.
    func fetching(_ name: String) -> String {
        let depth = repository.layout.isShallow ? "--depth=1 " : ""
        return "git fetch \(depth)origin \(ShellQuoted("refs/heads/\(name):refs/remotes/origin/\(name)"))"
    }

    private func missing(_ name: String, _ why: String) -> Failure {
        Failure(
            .targetUnknown, what: "the target branch \(Escaped(name)) is not in this clone", why: why,
            next: fetching(name))
    }

    /// The target brings nothing into itself, whatever the change is.
    private static let changeNotCheckedOut = Failure(
        .changeNotCheckedOut, what: "the change is not checked out",
        why: "a job of pull_request_target gets the base branch",
        next: "let the workflow run on pull_request, or check out refs/pull/NUMBER/merge")
}
