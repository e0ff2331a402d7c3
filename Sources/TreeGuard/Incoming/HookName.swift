/// A git hook that TreeGuard lays down, named as git does.
package enum HookName: String, Sendable, Hashable, CaseIterable {
    /// Every local way into a protected branch, and the deletion of any branch. `--no-verify` does not skip it.
    case referenceTransaction = "reference-transaction"
    case prePush = "pre-push"
    case preMergeCommit = "pre-merge-commit"
    case preCommit = "pre-commit"
    /// The birth of a worktree.
    case postCheckout = "post-checkout"
    /// Pushes, as the server receives them.
    case preReceive = "pre-receive"

    /// The hooks of a person's own repository.
    package static let local: [HookName] = [
        .referenceTransaction, .prePush, .preMergeCommit, .preCommit, .postCheckout,
    ]
    /// The hooks of a repository that others push to.
    package static let server: [HookName] = [.preReceive]

    /// The entry path that is open if the hook does not run.
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

    /// True if git gives it lines on its standard input.
    package var readsInput: Bool {
        switch self {
        case .referenceTransaction, .prePush, .preReceive: true
        case .preMergeCommit, .preCommit, .postCheckout: false
        }
    }
}
