import TreeGuardBase
import TreeGuardGit
import TreeGuardGuard
import TreeGuardIncoming
import TreeGuardReports
import TreeGuardSystem

/// The steps that change something, each verified before the next: what is removed and deleted has been seen merged.
struct ClosingSteps {
    let flow: ClosingFlow
    let branch: String

    private var git: ClosingGit { flow.git }
    private var target: String { flow.facts.target }

    /// git itself merges, as the repository prefers it, where the target is checked out.
    func merge() throws -> ClosingReport.Merge {
        guard git.tip(ofBranch: branch) == flow.branchTip, git.tip(ofBranch: target) == flow.targetTip else {
            throw Failure(
                .mergeRefused, what: "\(branch) was not merged, and nothing was changed",
                why: "somebody moved \(branch) or \(target) meanwhile", next: "treeguard close again")
        }
        if let place = flow.facts.targetPlace {
            try merge(in: place.path)
        } else {
            try inTemporaryWorktree(merge)
        }
        guard let tip = git.tip(ofBranch: target), git.isAncestor(flow.branchTip, of: tip) else {
            throw refused("git called it a merge, and \(target) lacks the commits of \(branch) all the same")
        }
        let (from, to) = (String(flow.targetTip.prefix(8)), String(tip.prefix(8)))
        return tip == flow.branchTip ? .fastForwarded(from: from, to: to) : .merged(from: from, to: to)
    }

    private func merge(in folder: String) throws {
        // A tag of that name would win.
        let isPlain = git.found(["rev-parse", "--symbolic-full-name", branch]) == "refs/heads/\(branch)"
        let name = isPlain ? branch : "heads/\(branch)"
        let output = git.output(["merge", "--no-edit", "--no-squash", "--commit", name], in: folder)
        guard !output.succeeded else { return }
        // A hook may refuse when files have moved already. Nothing tracked was changed there before, and what is
        // changed and not staged is left alone. The same hook may call this a failure, too: what counts is what is seen.
        _ = git.output(["reset", "--merge"], in: folder)
        let isClean = try git.status(of: folder, untracked: false).changed.isEmpty
        guard isClean, git.unfinishedOperation(in: folder) == nil, git.tip(ofBranch: target) == flow.targetTip else {
            throw Failure(
                .mergeRefused, what: "\(branch) was not merged", why: output.reason,
                next: "git -C \(ShellQuoted(folder)) status: the merge may have left something there")
        }
        throw refused(output.reason)
    }

    private func refused(_ why: String) -> Failure {
        Failure(
            .mergeRefused, what: "\(branch) was not merged, and nothing was changed", why: why,
            next: "mend that, then treeguard close again")
    }

    /// A worktree of our own where there is none that has the target. No post-checkout hook sees it being made.
    private func inTemporaryWorktree(_ body: (String) throws -> Void) throws {
        let folder = try Files.makeTemporaryFolder()
        defer { try? Files.remove(folder) }
        let worktree = "\(folder)/target"
        let made = git.output(["worktree", "add", "--quiet", "--no-checkout", worktree, target])
        guard made.succeeded else { throw refused(made.reason) }
        defer { _ = git.output(["worktree", "remove", "--force", "--force", worktree]) }
        let filled = git.output(["reset", "--quiet", "--hard"], in: worktree)
        guard filled.succeeded else { throw refused(filled.reason) }
        try body(worktree)
    }

    /// Without force: git looks once more whether anything would be lost.
    func remove(_ place: ClosingFacts.Place) throws {
        if place.lock != nil { _ = try git.text(["worktree", "unlock", place.path]) }
        let output = git.output(["worktree", "remove", place.path])
        guard !output.succeeded else { return }
        if let reason = place.lock?.reason {
            _ = git.output(["worktree", "lock", "--reason", reason, place.path])
        }
        throw Failure(
            .worktreeNotClosed, what: "the worktree was not removed", why: output.reason,
            next: "treeguard close \(ShellQuoted(place.path)) goes on from here")
    }

    /// `git branch -d` asks whether the branch is in HEAD or in its upstream, which may be neither: the target is what
    /// counts, and it is asked here.
    func deleteBranch() throws {
        let tip = git.tip(ofBranch: target) ?? flow.targetTip
        var why = "it has commits that \(target) lacks"
        if git.tip(ofBranch: branch) == flow.branchTip, git.isAncestor(flow.branchTip, of: tip) {
            let output = git.output(["branch", "--quiet", "-D", "--", branch])
            if output.succeeded { return }
            why = output.reason
        }
        throw Failure(
            .worktreeNotClosed, what: "the worktree is gone, and the branch \(branch) is still there", why: why,
            next: "treeguard close \(ShellQuoted(branch)) goes on from here")
    }
}
