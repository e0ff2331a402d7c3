/// Finds in a shell line what it would do that matters, command by command, keeping track of folders and branches.
struct DeedSearch {
    var place = AgentPlace()
    var deeds: [AgentDeed] = []
    /// What an alias of git's stands for, seen from a place.
    let alias: (String, AgentPlace) -> String?
    var depth = 0

    init(alias: @escaping (String, AgentPlace) -> String?) { self.alias = alias }

    mutating func look(at text: String) {
        guard depth < 12 else {
            deeds.append(.unclear("it is too deeply nested"))
            return
        }
        depth += 1
        defer { depth -= 1 }
        do throws(ShellLine.Unreadable) {
            look(at: try ShellLine(text).items)
        } catch  where DeedSearch.speaksOfGit(text) {
            deeds.append(.unclear("the line cannot be read: \(error.why)"))
        } catch {
            // Whatever it is, the shell will not read it either.
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

    /// Programs that only read or print their words.
    private static let readers: Set<String> = [
        "echo", "printf", "grep", "egrep", "fgrep", "rg", "ag", "cat", "less", "more", "head", "tail", "ls", "man",
        "which",
        "type", "whereis", "wc", "diff", "for", "case", "test", "[", "tree", "file", "stat", "awk", "jq", "gh", "true",
        ":",
    ]
    private static let shells: Set<String> = ["sh", "bash", "zsh", "dash", "ksh", "ash"]
    private static let writers: Set<String> = [
        "rm", "mv", "cp", "ln", "chmod", "tee", "truncate", "dd", "install", "sed", "touch", "rsync", "unlink", "perl",
    ]
    private static let setters: Set<String> = [
        "env", "sudo", "doas", "export", "declare", "typeset", "readonly", "local",
    ]

    private mutating func look(at command: ShellCommand) {
        for assignment in command.assignments {
            if Trespass.isGuarded(variable: assignment.name, value: assignment.value) {
                deeds.append(.trespass(.variable(assignment.name)))
            }
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
        guard first.isLiteral else {
            // `$GIT merge feature`: what it is only the shell knows.
            if DeedSearch.speaksOfGit(rest) { deeds.append(.unclear("\(first.text) is not known before it runs")) }
            return
        }
        let program = first.text.split(separator: "/").last.map(String.init) ?? first.text
        switch program {
        case "cd", "pushd": place.enter(rest.first { !$0.text.hasPrefix("-") || $0.text == "-" } ?? ShellWord("~"))
        case "popd": place.isKnown = false
        case "git": git(rest)
        case "treeguard": treeguard(words)
        case "eval": evaluate(rest)
        case "rm" where rest.contains(where: { isRecursive($0) }):
            for word in rest where !word.text.hasPrefix("-") { removed(word) }
        case _ where DeedSearch.shells.contains(program): shell(rest, input)
        case _ where DeedSearch.readers.contains(program): break
        default: other(program, rest)
        }
        if DeedSearch.writers.contains(program) {
            // What is copied from is only read.
            let written = ["cp", "ln", "install", "rsync"].contains(program) ? rest.suffix(1) : rest
            for word in written where !word.text.hasPrefix("-") { self.written(word) }
        }
    }

    /// `env`, `xargs`, `timeout`, `find -exec` and all the others that run what stands after them.
    private mutating func other(_ program: String, _ words: ArraySlice<ShellWord>) {
        if DeedSearch.setters.contains(program) {
            for word in words {
                let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
                guard word.text.contains("="), let name = parts.first else { continue }
                let value = ShellWord(parts.count > 1 ? parts[1] : "", isLiteral: word.isLiteral)
                if Trespass.isGuarded(variable: name, value: value) { deeds.append(.trespass(.variable(name))) }
            }
        }
        let known = DeedSearch.shells.union(["git", "treeguard", "rm", "eval"])
        let start = words.firstIndex { word in
            word.isLiteral && known.contains(word.text.split(separator: "/").last.map(String.init) ?? "")
        }
        guard let start else {
            // The text of a program in another language.
            if words.contains(where: { Trespass.isSpokenOf(in: $0.text) && $0.text.contains(" ") }) {
                deeds.append(.unclear("\(program) is given a text that speaks of the guard"))
            }
            return
        }
        // More words come from its input.
        let more = program == "xargs" || program == "parallel" ? [ShellWord("{}", isLiteral: false)] : []
        run((words[start...].map { $0.text == "{}" ? ShellWord("{}", isLiteral: false) : $0 } + more)[...])
    }

    private mutating func shell(_ words: ArraySlice<ShellWord>, _ input: ShellWord?) {
        if let option = words.firstIndex(where: {
            $0.text.hasPrefix("-") && !$0.text.hasPrefix("--") && $0.text.contains("c")
        }) {
            if let script = words[(option + 1)...].first { inside(script) }
        } else if let input, !words.contains(where: { !$0.text.hasPrefix("-") }) {
            inside(input)
        }
    }

    private mutating func evaluate(_ words: ArraySlice<ShellWord>) {
        inside(ShellWord(words.map(\.text).joined(separator: " "), isLiteral: words.allSatisfy(\.isLiteral)))
    }

    /// A script within the line. What it does to folders and branches stays in it.
    private mutating func inside(_ script: ShellWord) {
        let before = place
        look(at: script.text)
        place = before
    }

    private mutating func treeguard(_ words: ArraySlice<ShellWord>) {
        var rest = words.dropFirst()
        while let word = rest.first, word.text.hasPrefix("-") {
            rest = rest.dropFirst(["-C", "--color"].contains(word.text) ? 2 : 1)
        }
        switch rest.first?.text {
        case "allow":
            let line = words.map { ShellQuoted($0.text).description }.joined(separator: " ")
            deeds.append(.trespass(.allow(line)))
        case "uninstall": deeds.append(.trespass(.uninstall))
        default: break
        }
    }

    private func isRecursive(_ word: ShellWord) -> Bool {
        word.text == "--recursive"
            || word.text.hasPrefix("-") && !word.text.hasPrefix("--") && word.text.lowercased().contains("r")
    }

    private mutating func removed(_ word: ShellWord) {
        // A name that only the shell knows is left to git, which keeps the branch.
        if word.isLiteral { deeds.append(.removeFolder(word.text, place)) }
    }

    mutating func written(_ word: ShellWord) {
        if Trespass.isGuarded(path: word.text) {
            deeds.append(.trespass(.file(word.text)))
        } else if word.text == ".treeguard" || word.text.hasSuffix("/.treeguard") {
            deeds.append(.write(word.text, place))
        }
    }

    /// Words that make it worth asking what a line means that cannot be read.
    private static let telling = ["merge", "worktree", "branch", "treeguard", "hookspath", "no-verify", "update-ref"]

    static func speaksOfGit(_ text: String) -> Bool {
        let text = text.lowercased()
        return (text.contains("git") || text.contains("treeguard")) && telling.contains(where: text.contains)
    }

    private static func speaksOfGit(_ words: ArraySlice<ShellWord>) -> Bool {
        guard let first = words.first(where: { !$0.text.hasPrefix("-") }) else { return false }
        return ["merge", "worktree", "branch", "allow"].contains(first.text)
            || words.contains { $0.text == "--no-verify" || $0.text.lowercased().contains("core.hookspath") }
    }
}

extension AgentDeed {
    /// What a shell line would do. It is cheap where the line does not speak of anything that matters.
    package static func all(
        in line: String, alias: @escaping (String, AgentPlace) -> String? = { _, _ in nil }
    ) -> [AgentDeed] {
        let isWorthALook = ["git", "treeguard", "TREEGUARD", "GIT", "rm"].contains { line.contains($0) }
        guard isWorthALook else { return [] }
        var search = DeedSearch(alias: alias)
        search.look(at: line)
        return search.deeds
    }
}
