extension AgentActions {
    /// Reads the words after `git`.
    mutating func git(_ words: ArraySlice<ShellWord>) {
        let before = place
        let rest = afterGlobalOptions(words)
        if let command = rest.first { gitCommand(command, Array(rest.dropFirst())) }
        // `-C` changes the folder for this command only.
        (place.folders, place.isKnown) = (before.folders, before.isKnown)
    }

    private mutating func afterGlobalOptions(_ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord> {
        var rest = words
        while let word = rest.first, word.text.hasPrefix("-") {
            rest = rest.dropFirst()
            switch word.text {
            case "-C":
                place.enter(rest.first)
                rest = rest.dropFirst()
            case "-c":
                if let setting = rest.first { set(setting) }
                rest = rest.dropFirst()
            case "--git-dir", "--work-tree", "--namespace":
                place.isKnown = false
                rest = rest.dropFirst()
            case "--config-env", "--exec-path", "--super-prefix":
                if word.text == "--config-env", let setting = rest.first { set(setting) }
                rest = rest.dropFirst()
            default:
                if word.text.hasPrefix("--git-dir=") || word.text.hasPrefix("--work-tree=") { place.isKnown = false }
                if word.text.hasPrefix("--config-env=") {
                    set(ShellWord(String(word.text.dropFirst("--config-env=".count)), isLiteral: word.isLiteral))
                }
            }
        }
        return rest
    }

    private mutating func set(_ setting: ShellWord) {
        let key = setting.text.split(separator: "=").first.map(String.init) ?? ""
        if ForbiddenAction.isGuarded(setting: key) {
            actions.append(.forbiddenAction(.setting(key)))
        } else if ForbiddenAction.isWritingSpokenOf(in: setting.text) {
            actions.append(.unclear("\(key) is a program that git is to run"))
        } else if key.lowercased().hasPrefix("alias.") {
            actions.append(.unclear("\(key) is an alias that the line itself makes"))
        }
    }

    private mutating func gitCommand(_ command: ShellWord, _ words: [ShellWord]) {
        guard command.isLiteral else {
            actions.append(.unclear("git \(command.text) is not known before it runs"))
            return
        }
        switch command.text {
        case "merge": merge(words)
        case "worktree" where words.first?.text == "remove":
            for word in operands(words.dropFirst()) { removeWorktree(word) }
        case "branch": branch(words)
        case "checkout", "switch": checkOut(command.text, words)
        case "config": configure(words)
        case "rebase":
            for (option, script) in zip(words, words.dropFirst()) where ["-x", "--exec"].contains(option.text) {
                inside(script)
            }
            for word in words where word.text.hasPrefix("--exec=") {
                inside(ShellWord(String(word.text.dropFirst(7)), isLiteral: word.isLiteral))
            }
        case "bisect" where words.first?.text == "run": run(words[1...])
        case "submodule", "for-each-repo":
            if let verb = words.firstIndex(where: { $0.text == "foreach" }) { evaluate(words[(verb + 1)...]) }
        default:
            if let meaning = AgentActions.builtIn.contains(command.text) ? nil : alias(command.text, place) {
                expand(meaning, words)
                return
            }
            // git runs a program `git-treeguard` on the path.
            if command.text == "treeguard" { treeguard(words[...]) }
        }
        if AgentActions.passesHooksBy(command.text, words) { actions.append(.forbiddenAction(.noVerify(command.text))) }
    }

    private mutating func expand(_ meaning: String, _ words: [ShellWord]) {
        guard meaning.hasPrefix("!") else {
            guard depth < 12, let line = try? ShellLine(meaning), case .command(let command)? = line.items.first else {
                actions.append(.unclear("an alias of git cannot be read"))
                return
            }
            depth += 1
            git((command.words + words)[...])
            depth -= 1
            return
        }
        look(at: meaning.dropFirst() + " " + AgentActions.written(words))
    }

    // MARK: Merges and worktrees

    private mutating func merge(_ words: [ShellWord]) {
        let leaving = ["--abort", "--quit", "--continue", "--help", "-h"]
        guard !words.contains(where: { leaving.contains($0.text) }) else { return }
        let withValue: Set<String> = [
            "-m", "-F", "--file", "-s", "--strategy", "-X", "--strategy-option", "--into-name", "--cleanup",
        ]
        let sources = operands(words[...], withValue: withValue)
        guard sources.allSatisfy(\.isLiteral) else {
            actions.append(.unclear("what git merge brings is not known before it runs"))
            return
        }
        actions.append(
            .merge(sources.isEmpty ? ["@{upstream}"] : sources.map { $0.text == "-" ? "@{-1}" : $0.text }, place))
    }

    private mutating func removeWorktree(_ word: ShellWord) {
        actions.append(
            word.isLiteral
                ? .removeWorktree(word.text, place) : .unclear("which worktree is removed is not known before it runs"))
    }

    private mutating func branch(_ words: [ShellWord]) {
        func has(_ long: String, _ letters: String) -> Bool {
            words.contains { word in
                word.text == long
                    || word.text.hasPrefix("-") && !word.text.hasPrefix("--")
                        && word.text.contains(where: letters.contains)
            }
        }
        let names = operands(words[...], withValue: ["-u", "--set-upstream-to", "--sort", "--format", "--points-at"])
        guard !has("--remotes", "r") else { return }
        let deletes = has("--delete", "dD")
        let moves = has("--move", "mM") || has("--copy", "cC")
        guard deletes || moves || has("--force", "f") else { return }
        guard names.allSatisfy(\.isLiteral) else {
            actions.append(.unclear("which branch it is about is not known before it runs"))
            return
        }
        let texts = names.map(\.text)
        if deletes {
            actions.append(.deleteBranches(texts, place))
        } else if moves, let last = texts.last {
            actions.append(.placeBranch(last, at: texts.count > 1 ? texts[0] : "HEAD", place))
        } else if let first = texts.first {
            actions.append(.placeBranch(first, at: texts.count > 1 ? texts[1] : "HEAD", place))
        }
    }

    private mutating func checkOut(_ command: String, _ words: [ShellWord]) {
        let making =
            command == "checkout" ? ["-b", "-B", "--orphan"] : ["-c", "-C", "--create", "--force-create", "--orphan"]
        if let option = words.firstIndex(where: { making.contains($0.text) }) {
            let name = words[(option + 1)...].first
            place.branch = name.map { $0.isLiteral ? .made($0.text) : .unknown } ?? .unknown
            return
        }
        if words.contains(where: { $0.text == "--detach" || $0.text == "-d" }) {
            place.branch = .detached
            return
        }
        let names = operands(words[...])
        // With several words, the others are files.
        guard names.count == 1, !words.contains(where: { $0.text == "--" }) else { return }
        place.branch = names[0].isLiteral && names[0].text != "-" ? .switched(to: names[0].text) : .unknown
    }

    /// The words that are neither options nor values of options.
    private func operands(_ words: ArraySlice<ShellWord>, withValue: Set<String> = []) -> [ShellWord] {
        var found: [ShellWord] = []
        var rest = words
        while let word = rest.popFirst() {
            if word.text == "--" { return found + rest }
            if word.text.hasPrefix("-"), word.text != "-" {
                if withValue.contains(word.text) { rest = rest.dropFirst() }
            } else {
                found.append(word)
            }
        }
        return found
    }

    // MARK: Settings and hooks

    private mutating func configure(_ words: [ShellWord]) {
        let reading = [
            "--get", "--get-all", "--get-regexp", "--get-urlmatch", "--list", "-l", "get", "list", "--get-color",
        ]
        guard !words.contains(where: { reading.contains($0.text) }) else { return }
        let names = operands(
            words[...], withValue: ["-f", "--file", "--blob", "--type", "-t", "--default", "--comment"])
        let changing = [
            "--add", "--replace-all", "--unset", "--unset-all", "--edit", "-e", "--remove-section", "--rename-section",
        ]
        let verbs = ["set", "unset", "edit", "remove-section", "rename-section"]
        let isChange = words.contains { changing.contains($0.text) } || names.count > 1
        guard isChange || verbs.contains(names.first?.text ?? "") else { return }
        let isVerb = verbs.contains(names.first?.text ?? "")
        let key = names.dropFirst(isVerb ? 1 : 0).first
        for (option, file) in zip(words, words.dropFirst()) where ["-f", "--file"].contains(option.text) {
            written(file)
        }
        for word in words where word.text.hasPrefix("--file=") {
            written(ShellWord(String(word.text.dropFirst("--file=".count)), isLiteral: word.isLiteral))
        }
        if words.contains(where: { ["-f", "--file"].contains($0.text) || $0.text.hasPrefix("--file=") }) { return }
        if let key, ForbiddenAction.isGuarded(setting: key.text) || ["core", "treeguard", "hook"].contains(key.text) {
            actions.append(.forbiddenAction(.setting(key.text)))
        } else if key == nil || key?.isLiteral == false {
            actions.append(.unclear("which setting is changed is not known before it runs"))
        }
    }

    /// True if an option skips the hooks. git accepts any unambiguous prefix of a long option. `-n` skips hooks only
    /// for commit, and only outside of a value.
    static func passesHooksBy(_ command: String, _ words: [ShellWord]) -> Bool {
        let known = ["commit", "merge", "push", "pull", "rebase", "am", "cherry-pick", "revert"]
        guard known.contains(command) else { return false }
        for word in words.prefix(while: { $0.text != "--" }) {
            if word.text.hasPrefix("--no-veri"), "--no-verify".hasPrefix(word.text) { return true }
            guard command == "commit", word.text.hasPrefix("-"), !word.text.hasPrefix("--") else { continue }
            let letters = word.text.dropFirst().prefix { !"mFCctSu".contains($0) }
            if letters.contains("n") { return true }
        }
        return false
    }

    /// git ignores an alias of these names.
    private static let builtIn: Set<String> = [
        "add", "am", "apply", "archive", "bisect", "blame", "cat-file", "cherry", "cherry-pick", "clean", "clone",
        "commit",
        "describe", "diff", "diff-tree", "fetch", "for-each-ref", "format-patch", "fsck", "gc", "grep", "help", "init",
        "log",
        "ls-files", "ls-remote", "ls-tree", "merge-base", "merge-tree", "mv", "notes", "pull", "push", "range-diff",
        "rebase",
        "reflog", "remote", "reset", "restore", "rev-list", "rev-parse", "revert", "rm", "shortlog", "show", "show-ref",
        "sparse-checkout", "stash", "status", "submodule", "symbolic-ref", "tag", "update-index", "update-ref",
        "version",
        "worktree", "write-tree",
    ]
}
