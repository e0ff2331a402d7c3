/// An action in an agent's command that TreeGuard must judge. All others are ignored.
package enum AgentDeed: Sendable, Hashable {
    /// Merges these revisions into the branch that is checked out: `git merge`.
    case merge([String], AgentPlace)
    /// Moves a branch to a revision without a hook that sees its new value: `git branch -M`, `-C`, `-f`.
    case placeBranch(String, at: String, AgentPlace)
    case deleteBranches([String], AgentPlace)
    /// Removes a worktree by its path: `git worktree remove`. Nil for the one that the agent works in.
    case removeWorktree(String?, AgentPlace)
    /// Deletes a folder with everything in it, perhaps a worktree: `rm -r`.
    case removeFolder(String, AgentPlace)
    /// Runs TreeGuard itself with these words, and may write.
    case treeguard([ShellWord], AgentPlace)
    /// Writes a file that decides what is guarded.
    case write(String, AgentPlace)
    /// Overrides or bypasses the gate, which only a person may do.
    case forbiddenAction(ForbiddenAction)
    /// May be any of these; only running it would tell.
    case unclear(String)
}

/// The folder and branch in which a command of a line runs, as far as the earlier commands tell.
package struct AgentPlace: Sendable, Hashable {
    /// The folders that the line has entered, each relative to the one before.
    package var folders: [String] = []
    /// The branch checked out by the line, by folder.
    private var branches: [[String]: Branch] = [:]
    /// False after entering a folder whose name only the shell can resolve.
    package var isKnown = true

    package enum Branch: Sendable, Hashable {
        case asItIs
        /// Something was checked out: a branch, if one of that name exists.
        case switched(to: String)
        /// A branch that the line itself creates or resets.
        case made(String)
        case detached
        case unknown
    }

    package var branch: Branch {
        get { branches[folders] ?? .asItIs }
        set { branches[folders] = newValue }
    }

    package init() {}

    mutating func enter(_ word: ShellWord?) {
        guard let word, word.isLiteral, word.text != "-" else {
            isKnown = false
            return
        }
        folders.append(word.text)
    }

    /// The folder, resolved from the one in which the line begins.
    package func folder(from start: String, home: String?) -> String {
        folders.reduce(start) { folder, next in
            if next.hasPrefix("/") { return next }
            if next == "~" || next.hasPrefix("~/"), let home { return home + next.dropFirst() }
            return next == "." ? folder : "\(folder)/\(next)"
        }
    }
}
