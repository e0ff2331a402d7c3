import TreeGuardMigrations

/// One run of one hook by git.
package struct HookCall: Sendable, Hashable {
    package var hook: HookName
    package var arguments: [String]
    /// The standard input from git.
    package var input: String
    /// The commits that `git merge` and `git pull` announce before they change anything (GITHEAD_<oid>=<name>), by
    /// object.
    package var incoming: [Incoming]
    /// The new name of a branch that git renames. The hook's input only shows that the old name is deleted.
    package var newBranchName: String?

    package struct Incoming: Sendable, Hashable {
        package var commit: ObjectID
        /// The name that the user typed: "feature".
        package var name: String

        package init(commit: ObjectID, name: String) {
            self.commit = commit
            self.name = name
        }
    }

    package init(_ hook: HookName, _ arguments: [String], input: String, environment: [String: String]) {
        self.hook = hook
        self.arguments = arguments
        self.input = input
        // A hook of a merge may run git elsewhere. That git inherits the names, but it may not be a merge.
        let action = environment["GIT_REFLOG_ACTION"] ?? ""
        let isMerge = action.hasPrefix("merge") || action.hasPrefix("pull")
        incoming = environment.filter { isMerge && $0.key.hasPrefix("GITHEAD_") }.sorted { $0.key < $1.key }
            .map { Incoming(commit: ObjectID(hex: String($0.key.dropFirst("GITHEAD_".count))), name: $0.value) }
    }

    package var moves: [ReferenceMove] { input.split(separator: "\n").compactMap { ReferenceMove($0, of: hook) } }
}

extension HookCall {
    package var deletesBranches: Bool { hook == .referenceTransaction && moves.contains { $0.new == nil } }

    /// False if the call only deletes branches: then nothing enters a protected branch.
    package var mayConcernProtected: Bool {
        !hook.readsInput || moves.contains { $0.new != nil }
    }
}
