/// An action of an agent's command that matters here. All others are ignored.
package enum AgentDeed: Sendable, Hashable {
    /// These revisions would come into the branch that is checked out: `git merge`.
    case merge([String], AgentPlace)
    /// A branch would be put where a revision is, without a hook seeing its new value: `git branch -M`, `-C`, `-f`.
    case placeBranch(String, at: String, AgentPlace)
    case deleteBranches([String], AgentPlace)
    /// By its path: `git worktree remove`. Nil for the one that the agent works in.
    case removeWorktree(String?, AgentPlace)
    /// A folder goes with all that is in it, be it a worktree: `rm -r`.
    case removeFolder(String, AgentPlace)
    /// TreeGuard itself would run, with these words, and may write.
    case treeguard([ShellWord], AgentPlace)
    /// A file that says what is guarded would be written.
    case write(String, AgentPlace)
    /// An override, or a way around the gate: a person's to take.
    case forbiddenAction(ForbiddenAction)
    /// It may be one of these, and nobody can tell before it runs.
    case unclear(String)
}

/// The place in which a command of a line runs, as far as the commands before it tell.
package struct AgentPlace: Sendable, Hashable {
    /// Folders entered since the line began, each seen from the one before.
    package var folders: [String] = []
    /// The branches that were checked out there, by folder.
    private var branches: [[String]: Branch] = [:]
    /// False once a folder was entered whose name only the shell knows.
    package var isKnown = true

    package enum Branch: Sendable, Hashable {
        case asItIs
        /// Something was checked out: a branch, if one of that name is there.
        case switched(to: String)
        /// A branch that the line itself makes, or makes anew.
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

    /// The folder, from the one in which the line begins.
    package func folder(from start: String, home: String?) -> String {
        folders.reduce(start) { folder, next in
            if next.hasPrefix("/") { return next }
            if next == "~" || next.hasPrefix("~/"), let home { return home + next.dropFirst() }
            return next == "." ? folder : "\(folder)/\(next)"
        }
    }
}
