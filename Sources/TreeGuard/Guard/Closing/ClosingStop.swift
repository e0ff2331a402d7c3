import TreeGuardBase

/// The first obstacle to closing a worktree. Nothing has changed.
package enum ClosingStop: Error, Sendable, Hashable {
    case mainWorktree(String)
    case detached(String)
    case isTarget(String)
    case targetNotLocal(String)
    case locked(String, reason: String?)
    case inUse(String, [ClosingFacts.Occupant])
    case unfinished(String, operation: String)
    case uncommitted(String, [String])
    case submodules(String)
    /// The folder does not exist, so nobody knows what was in it.
    case gone(String, branch: String)
    /// The branch alone is left, with commits that the target lacks.
    case branchUnmerged(String, target: String)
    case targetUnfinished(String, operation: String)
    case targetUncommitted(String, [String])
    case notFastForward(String, branch: String, target: String)
    case conflicts([String], in: String, branch: String, target: String)
}

extension ClosingStop {
    package var failure: Failure {
        let (why, next) = words
        return Failure(
            .worktreeNotClosed, what: "the worktree was not closed, and nothing was changed", why: why, next: next)
    }

    private var words: (why: String, next: String) {
        switch self {
        case .mainWorktree(let path):
            ("\(path) is the repository's main worktree, which git never removes", "name another: git worktree list")
        case .detached(let path):
            (
                "no branch is checked out in \(path), so nothing can be merged and commits could be lost",
                "git -C \(ShellQuoted(path)) switch -c NAME"
            )
        case .isTarget(let branch):
            ("\(branch) is the target itself", "name another target: treeguard close --target BRANCH")
        case .targetNotLocal(let target):
            (
                "\(target) is no branch of this repository, so nothing can be merged into it here",
                "git branch \(ShellQuoted(target)) origin/\(ShellQuoted(target)), or treeguard close --no-merge"
            )
        case .locked(let path, let reason):
            (
                "\(path) is locked" + (reason.map { ": \($0)" } ?? ", and no reason was given"),
                "git worktree unlock \(ShellQuoted(path))"
            )
        case .inUse(let path, let occupants): inUse(path, occupants)
        case .unfinished(let path, let operation):
            (
                "a \(operation) was begun in \(path) and not finished",
                "git -C \(ShellQuoted(path)) status says how to end it"
            )
        case .uncommitted(let path, let files):
            ("not committed in \(path): \(listed(files))", "commit, or git -C \(ShellQuoted(path)) stash -u")
        case .submodules(let path):
            (
                "\(path) has submodules, and git removes such a worktree only by force",
                "merge by hand, then git worktree remove --force \(ShellQuoted(path))"
            )
        case .gone(let path, let branch):
            (
                "the folder \(path) is not there, and \(branch) is not merged",
                "git worktree repair NEW-PATH if it was moved; git worktree prune if it was removed"
            )
        case .branchUnmerged(let branch, let target):
            (
                "no worktree has \(branch) checked out, and \(target) lacks some of its commits",
                "git worktree add PATH \(ShellQuoted(branch)), then treeguard close PATH"
            )
        case .targetUnfinished(let path, let operation):
            (
                "the target is checked out in \(path), where a \(operation) is not finished",
                "git -C \(ShellQuoted(path)) status says how to end it"
            )
        case .targetUncommitted(let path, let files):
            (
                "the target is checked out in \(path), where this is not committed: \(listed(files))",
                "commit it, or git -C \(ShellQuoted(path)) stash"
            )
        case .notFastForward(let path, let branch, let target):
            (
                "this repository only fast-forwards (merge.ff), and \(target) has commits that \(branch) lacks",
                "git -C \(ShellQuoted(path)) rebase \(ShellQuoted(target)), then treeguard close again"
            )
        case .conflicts(let files, let path, let branch, let target):
            (
                "merging \(branch) into \(target) conflicts in \(listed(files))",
                "git -C \(ShellQuoted(path)) merge \(ShellQuoted(target)), resolve there, and close again"
            )
        }
    }

    private func inUse(_ path: String, _ occupants: [ClosingFacts.Occupant]) -> (why: String, next: String) {
        if occupants.contains(where: \.isCaller) {
            return (
                "your shell is in \(path), which is about to be removed",
                "cd elsewhere, then treeguard close \(ShellQuoted(path))"
            )
        }
        let names = occupants.map { "\($0.name) (\($0.process))" }
        return ("at work in \(path): \(listed(names))", "end it, then treeguard close \(ShellQuoted(path))")
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
