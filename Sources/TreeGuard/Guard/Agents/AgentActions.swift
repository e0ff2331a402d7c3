import TreeGuardBase

/// Finds the relevant actions in a shell line, command by command, and keeps track of folders and branches.
struct AgentActions {
    var place = AgentPlace()
    var actions: [AgentDeed] = []
    /// The expansion of a git alias in a place.
    let alias: (String, AgentPlace) -> String?
    var depth = 0
    /// The whole line without its quotes, for commands that only the shell can resolve.
    var line = ""
    /// The shell aliases that the line defines.
    var shellAliases: [String: String] = [:]

    init(alias: @escaping (String, AgentPlace) -> String?) { self.alias = alias }

    mutating func look(at text: String) {
        guard depth < 12 else {
            actions.append(.unclear("it is too deeply nested"))
            return
        }
        depth += 1
        defer { depth -= 1 }
        do throws(ShellLine.Unreadable) {
            look(at: try ShellLine(text).items)
        } catch  where AgentActions.speaksOfGit(AgentActions.unquoted(text)) {
            actions.append(.unclear("the line cannot be read: \(error.why)"))
        } catch {
            // The shell cannot read the line either.
        }
    }

    private mutating func look(at items: [ShellLine.Item]) {
        for item in items {
            switch item {
            case .command(let command): look(at: command)
            case .inner(let items):
                let before = place
                look(at: items)
                place = before
            }
        }
    }

    /// Programs that only read or print their arguments.
    private static let readers: Set<String> = [
        "echo", "printf", "grep", "egrep", "fgrep", "rg", "ag", "cat", "less", "more", "head", "tail", "ls", "man",
        "which",
        "type", "whereis", "wc", "diff", "for", "case", "test", "[", "tree", "file", "stat", "awk", "jq", "gh", "glab",
        "true",
        ":",
    ]
    static let shells: Set<String> = [
        "sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "fish", "csh", "tcsh", "pwsh",
    ]
    private static let writers: Set<String> = [
        "rm", "mv", "cp", "ln", "chmod", "tee", "truncate", "dd", "install", "sed", "touch", "rsync", "unlink", "perl",
    ]
    static let setters: Set<String> = [
        "env", "sudo", "doas", "export", "declare", "typeset", "readonly", "local",
    ]

    private mutating func look(at command: ShellCommand) {
        for assignment in command.assignments {
            set(variable: assignment.name, to: assignment.value)
            runLater(assignment.value, as: assignment.name)
        }
        for target in command.targets { written(target) }
        let redirects = command.assignments.contains {
            ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE"].contains($0.name)
        }
        let before = place
        if redirects { place.isKnown = false }
        run(command.words[...], input: command.input)
        if redirects { place = before }
    }

    mutating func run(_ words: ArraySlice<ShellWord>, input: ShellWord? = nil) {
        guard let first = words.first else { return }
        let rest = words.dropFirst()
        guard let program = first.program else {
            // `$GIT merge feature`: only the shell can resolve the program.
            if AgentActions.speaksOfGit(rest) || ForbiddenAction.isWritingSpokenOf(in: line) {
                actions.append(.unclear("\(first.text) is not known before it runs"))
            }
            return
        }
        if let meaning = shellAliases.removeValue(forKey: program) {
            look(at: meaning + " " + AgentActions.written(rest))
            shellAliases[program] = meaning
            return
        }
        switch program {
        case "cd", "pushd": place.enter(rest.first { !$0.text.hasPrefix("-") || $0.text == "-" } ?? ShellWord("~"))
        case "popd": place.isKnown = false
        case "git": git(rest)
        case "treeguard", "git-treeguard": treeguard(rest)
        case "eval": evaluate(rest)
        case "alias":
            for word in rest {
                let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
                if parts.count == 2 { shellAliases[parts[0]] = parts[1] }
            }
        case "unset":
            for word in rest { set(variable: word.text, to: nil) }
        case "rm" where rest.contains(where: { isRecursive($0) }):
            for word in rest where !word.text.hasPrefix("-") { removed(word) }
        case "find" where rest.contains(where: { $0.text == "-delete" }):
            for word in rest.prefix(while: { !$0.text.hasPrefix("-") }) { written(word) }
        case "source", ".": shell(rest, input)
        case _ where AgentActions.shells.contains(program): shell(rest, input)
        case _ where AgentActions.readers.contains(program): break
        default: other(program, rest, input)
        }
        if AgentActions.writers.contains(program) {
            // The sources of a copy are only read.
            let written = ["cp", "ln", "install", "rsync"].contains(program) ? rest.suffix(1) : rest
            for word in written where !word.text.hasPrefix("-") { self.written(word) }
        }
    }

    /// The words in a form that a shell line may contain.
    static func written(_ words: some Sequence<ShellWord>) -> String {
        words.map { $0.isLiteral ? ShellQuoted($0.text).description : $0.text }.joined(separator: " ")
    }

    private func isRecursive(_ word: ShellWord) -> Bool {
        word.text == "--recursive"
            || word.text.hasPrefix("-") && !word.text.hasPrefix("--") && word.text.lowercased().contains("r")
    }

    private mutating func removed(_ word: ShellWord) {
        // If only the shell can resolve the name, git itself keeps the branch.
        if word.isLiteral { actions.append(.removeFolder(word.text, place)) }
    }

    mutating func written(_ word: ShellWord) {
        let isRelative = !word.text.hasPrefix("/") && !word.text.hasPrefix("~")
        let path = ((isRelative ? place.folders : []) + [word.text]).joined(separator: "/")
        if ForbiddenAction.isGuarded(path: path) {
            actions.append(.forbiddenAction(.file(word.text)))
        } else if word.text == ".treeguard" || word.text.hasSuffix("/.treeguard") {
            actions.append(.write(word.text, place))
        }
    }

    /// Words that make an unreadable line suspicious.
    private static let telling = ["merge", "worktree", "branch", "treeguard", "hookspath", "no-verify", "update-ref"]

    /// The text without quotes and backslashes: `gi"t"` is git.
    static func unquoted(_ text: String) -> String { text.filter { !"\"'\\".contains($0) } }

    static func speaksOfGit(_ text: String) -> Bool {
        let text = text.lowercased()
        return (text.contains("git") || text.contains("treeguard")) && telling.contains(where: text.contains)
    }

    private static func speaksOfGit(_ words: ArraySlice<ShellWord>) -> Bool {
        guard let first = words.first(where: { !$0.text.hasPrefix("-") }) else { return false }
        return ["merge", "worktree", "branch"].contains(first.text) || WritingCommand.subcommands.contains(first.text)
            || words.contains { $0.text == "--no-verify" || $0.text.lowercased().contains("core.hookspath") }
    }
}

extension AgentDeed {
    /// The relevant actions of a shell line.
    package static func all(
        in line: String, alias: @escaping (String, AgentPlace) -> String? = { _, _ in nil }
    ) -> [AgentDeed] {
        var search = AgentActions(alias: alias)
        search.line = AgentActions.unquoted(line)
        search.look(at: line)
        return search.actions
    }
}
