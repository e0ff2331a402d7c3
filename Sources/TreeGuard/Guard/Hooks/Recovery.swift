import TreeGuardBase
import TreeGuardIncoming

/// The state that a blocked git command leaves, and the command that restores the former state.
package struct Recovery: Sendable, Hashable {
    /// The files of the worktree's git directory, and the state of the index.
    package struct Traces: Sendable, Hashable {
        /// Names in the git directory: MERGE_HEAD, rebase-merge ...
        package var names: Set<String>
        /// True if the index differs from HEAD.
        package var indexDiffers: Bool

        package static let known = [
            "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply/applying",
            "rebase-apply/head-name",
            "rebase-apply",
        ]

        package init(names: Set<String>, indexDiffers: Bool) {
            self.names = names
            self.indexDiffers = indexDiffers
        }
    }

    /// The command that restores a clean tree; nil if none is needed.
    package let command: String?
    package let text: String

    private init(command: String?, text: String) {
        self.command = command
        self.text = text
    }

    package static let nothingChanged = Recovery(command: nil, text: "nothing was changed.")

    private init(restoring command: String) {
        self.init(command: command, text: "put it back: \(command)")
    }

    package init(of hook: HookName, into branch: String, _ operation: GitOperation, _ traces: Traces) {
        let has = traces.names.contains
        switch hook {
        case .prePush, .preReceive: self = .nothingChanged
        case .postCheckout: self = .nothingChanged
        default:
            if has("rebase-apply/applying") {
                self.init(restoring: "git am --abort")
            } else if has("rebase-apply"), !has("rebase-apply/head-name") {
                // git has already deleted its state files, which --abort would need.
                self.init(restoring: "git rebase --quit && git checkout \(ShellQuoted(branch))")
            } else if has("rebase-merge") || has("rebase-apply") {
                self.init(restoring: "git rebase --abort")
            } else if has("CHERRY_PICK_HEAD") {
                self.init(restoring: "git cherry-pick --abort")
            } else if has("REVERT_HEAD") {
                self.init(restoring: "git revert --abort")
            } else if has("MERGE_HEAD") || hook == .preMergeCommit {
                self.init(restoring: "git merge --abort")
            } else if operation.name == "reset", operation.has("--mixed") || !operation.hasMode {
                self.init(restoring: "git reset")
            } else if traces.indexDiffers, !operation.leavesTheIndex {
                self.init(restoring: "git reset --merge")
            } else if traces.indexDiffers, operation.name == "commit" {
                self.init(command: nil, text: "nothing was committed; your changes are still there.")
            } else {
                self = .nothingChanged
            }
        }
    }
}

extension GitOperation {
    /// True if `git reset` had a mode option.
    fileprivate var hasMode: Bool { ["--hard", "--soft", "--merge", "--keep"].contains(where: has) }

    /// True if the changes were staged before the command: a reset would destroy the user's work.
    fileprivate var leavesTheIndex: Bool {
        guard let name else { return false }
        if name == "reset" { return has("--soft") }
        return ["commit", "branch", "fetch", "push", "update-ref", "fast-import", "receive-pack", "gui"].contains(name)
    }
}
