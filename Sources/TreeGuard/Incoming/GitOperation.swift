/// The git command that runs a hook. Messages name it, and it tells which traces a stopped command leaves.
package struct GitOperation: Sendable, Hashable {
    /// "merge", "reset"; nil if unknown.
    package var name: String?
    package var words: [String]

    /// Reads the command line of the git process, and the variables that git sets for its hooks.
    package init(commandLine: [String], environment: [String: String]) {
        var rest = commandLine.dropFirst()
        while let word = rest.first, word.hasPrefix("-") {
            rest = rest.dropFirst(["-C", "-c", "--git-dir", "--work-tree", "--namespace"].contains(word) ? 2 : 1)
        }
        words = Array(rest)
        name = rest.first
        // `git pull` runs `git merge`.
        if name == "merge", environment["GIT_REFLOG_ACTION"]?.hasPrefix("pull") == true { name = "pull" }
        if name == nil, let first = commandLine.first?.split(separator: "/").last, first.hasPrefix("git-") {
            name = String(first.dropFirst("git-".count))
        }
    }

    /// The new name in `git branch -m [OLD] NEW`; nil for any other command.
    package var newBranchName: String? {
        guard name == "branch" else { return nil }
        let moves = words.contains { word in
            word == "--move" || word.hasPrefix("-") && !word.hasPrefix("--") && word.lowercased().contains("m")
        }
        return moves ? words.dropFirst().last { !$0.hasPrefix("-") } : nil
    }

    package func has(_ word: String) -> Bool { words.contains(word) }
}
