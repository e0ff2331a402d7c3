import TreeGuardMigrations

/// One run of one hook, as git makes it.
package struct HookCall: Sendable, Hashable {
    package var hook: HookName
    package var arguments: [String]
    /// The text that git wrote to its standard input.
    package var input: String
    /// The commits that `git merge` and `git pull` name before they touch anything (GITHEAD_<oid>=<name>), by object.
    package var incoming: [Incoming]
    /// The name that a branch is about to have, where git takes its present one away and does not say so.
    package var newBranchName: String?

    package struct Incoming: Sendable, Hashable {
        package var commit: ObjectID
        /// The name as the person typed it: "feature".
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
        // A git that a merge's own hook starts elsewhere inherits the names, and may be no merge.
        let action = environment["GIT_REFLOG_ACTION"] ?? ""
        let isMerge = action.hasPrefix("merge") || action.hasPrefix("pull")
        incoming = environment.filter { isMerge && $0.key.hasPrefix("GITHEAD_") }.sorted { $0.key < $1.key }
            .map { Incoming(commit: ObjectID(hex: String($0.key.dropFirst("GITHEAD_".count))), name: $0.value) }
    }

    package var moves: [ReferenceMove] { input.split(separator: "\n").compactMap { ReferenceMove($0, of: hook) } }
}

extension HookCall {
    package var deletesBranches: Bool { hook == .referenceTransaction && moves.contains { $0.new == nil } }

    /// False where branches only go, which no hook calls an entry.
    package var mayConcernProtected: Bool {
        !hook.readsInput || moves.contains { $0.new != nil }
    }
}
