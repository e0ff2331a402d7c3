/// The git command that a hook runs in, for people and for what it leaves behind when it is stopped.
package struct GitOperation: Sendable, Hashable {
    /// "merge", "reset"; nil where nobody can tell.
    package var name: String?
    package var words: [String]

    /// From the command line of the git process, and what git tells its hooks of itself.
    package init(commandLine: [String], environment: [String: String]) {
        var rest = commandLine.dropFirst()
        while let word = rest.first, word.hasPrefix("-") {
            rest = rest.dropFirst(["-C", "-c", "--git-dir", "--work-tree", "--namespace"].contains(word) ? 2 : 1)
        }
        words = Array(rest)
        name = rest.first
        // `git pull` lets `git merge` do the work.
        if name == "merge", environment["GIT_REFLOG_ACTION"]?.hasPrefix("pull") == true { name = "pull" }
        if name == nil, let first = commandLine.first?.split(separator: "/").last, first.hasPrefix("git-") {
            name = String(first.dropFirst("git-".count))
        }
    }

    /// The name that `git branch -m [OLD] NEW` gives a branch; nil where it renames none.
    package var newBranchName: String? {
        guard name == "branch" else { return nil }
        let moves = words.contains { word in
            word == "--move" || word.hasPrefix("-") && !word.hasPrefix("--") && word.lowercased().contains("m")
        }
        return moves ? words.dropFirst().last { !$0.hasPrefix("-") } : nil
    }

    package func has(_ word: String) -> Bool { words.contains(word) }
}
