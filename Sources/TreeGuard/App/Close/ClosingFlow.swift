import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardMigrations
import TreeGuardSystem

/// A worktree that somebody wants closed, and all that was seen of it and around it.
struct ClosingFlow {
    let git: ClosingGit
    let repository: Repository
    let facts: ClosingFacts
    /// The commits that were looked at: what is merged and deleted must be what was seen.
    let branchTip: String
    let targetTip: String

    /// Looks at the worktree, its branch and the target; touches nothing.
    static func look(at name: String?, target: String?, _ session: Session) throws(Failure) -> ClosingFlow {
        let given = name.map(session.path)
        let start = given.flatMap { Files.isFolder($0) ? $0 : nil } ?? session.directory
        let environment = environmentForAnotherRepository(session.environment)
        let repository = try Repository.open(at: start, environment: environment, run: session.run)
        let worktrees = try repository.worktrees()
        let git = ClosingGit(home: worktrees.first?.path ?? start, session)
        let subject = try Subject(name, path: given, repository, worktrees, git)
        let standard = try target == nil ? TeamConfig(repository).targetName : nil
        guard let target = target ?? standard else {
            throw Failure(
                .targetUnknown, what: "the target branch is not known",
                why: "no branch is called main or master, and git names no default",
                next: "name it: treeguard close --target BRANCH")
        }
        let localTip = git.tip(ofBranch: target)
        var known = localTip
        if known == nil { known = try repository.commit(ofBranch: target)?.id.hex }
        if known == nil { known = try repository.commit(named: target)?.id.hex }
        guard let targetTip = known else {
            throw Failure(
                .targetUnknown, what: "the target branch is not known",
                why: "there is no branch or revision \(target)", next: "git branch --all, or git fetch")
        }
        let branchTip = subject.branch.flatMap(git.tip) ?? subject.worktree?.head?.hex ?? ""
        var facts = ClosingFacts(
            place: try subject.worktree.map { (tree) throws(Failure) in try ClosingFacts.Place(tree, git) },
            branch: subject.branch, target: target, hasLocalTarget: localTip != nil,
            isMerged: git.isAncestor(branchTip, of: targetTip),
            canFastForward: git.isAncestor(targetTip, of: branchTip),
            fastForward: FastForwardRule(
                mergeFF: git.found(["config", "--get", "merge.ff"]),
                branchOptions: git.found(["config", "--get", "branch.\(target).mergeOptions"])))
        if let place = worktrees.first(where: { $0.branch == target && !$0.isBare }) {
            facts.targetPlace = ClosingFacts.TargetPlace(
                path: place.path,
                uncommitted: place.isPrunable ? [] : try git.status(of: place.path, untracked: false).changed,
                unfinished: place.isPrunable ? nil : git.unfinishedOperation(in: place.path))
        }
        if !facts.isMerged, subject.branch != nil {
            facts.conflicts = try git.conflicts(of: branchTip, into: targetTip, repository)
        }
        return ClosingFlow(
            git: git, repository: repository, facts: facts, branchTip: branchTip, targetTip: targetTip)
    }
}

/// The worktree that the person means by its path, its branch or its folder, or the branch that is left of one.
private struct Subject {
    var worktree: Worktree?
    var branch: String?

    init(
        _ name: String?, path: String?, _ repository: Repository, _ worktrees: [Worktree], _ git: ClosingGit
    ) throws(Failure) {
        let wanted = path ?? repository.layout.workTree
        let resolved = wanted.flatMap { try? Files.resolved($0) } ?? wanted
        let byFolder = name.map { name in worktrees.filter { $0.path.hasSuffix("/" + name) } } ?? []
        let found =
            worktrees.first { $0.path == resolved || $0.path == wanted }
            ?? worktrees.first { name != nil && $0.branch == name } ?? (byFolder.count == 1 ? byFolder[0] : nil)
        if let found {
            worktree = found
            branch = found.branch
        } else if let name, git.tip(ofBranch: name) != nil {
            branch = name
        } else {
            throw Failure(
                .usage, what: "there is no worktree \(name ?? "here")",
                why: "known are \(worktrees.map(\.path).joined(separator: ", "))",
                next: "git worktree list; of one that is removed already, name the branch")
        }
    }
}
