/// A git hook that TreeGuard installs, under git's name.
package enum HookName: String, Sendable, Hashable, CaseIterable {
    /// Sees all local changes of protected branches, and the deletion of any branch. `--no-verify` does not skip it.
    case referenceTransaction = "reference-transaction"
    case prePush = "pre-push"
    case preMergeCommit = "pre-merge-commit"
    case preCommit = "pre-commit"
    /// Runs when git creates a worktree.
    case postCheckout = "post-checkout"
    /// Sees pushes on the server.
    case preReceive = "pre-receive"

    /// The hooks of a developer's own repository.
    package static let local: [HookName] = [
        .referenceTransaction, .prePush, .preMergeCommit, .preCommit, .postCheckout,
    ]
    /// The hooks of a repository that others push to.
    package static let server: [HookName] = [.preReceive]

    /// The commands that go unchecked without this hook.
    package var road: String {
        switch self {
        case .referenceTransaction: "merge, pull, rebase, commit, reset, branch -f, update-ref, branch -D"
        case .prePush: "push"
        case .preMergeCommit: "merge (the question before the commit)"
        case .preCommit: "commit (the question before the commit)"
        case .postCheckout: "worktree add"
        case .preReceive: "push, on the server"
        }
    }

    /// True if git writes lines to the hook's standard input.
    package var readsInput: Bool {
        switch self {
        case .referenceTransaction, .prePush, .preReceive: true
        case .preMergeCommit, .preCommit, .postCheckout: false
        }
    }
}
