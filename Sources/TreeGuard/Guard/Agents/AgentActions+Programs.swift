extension AgentActions {
    private static let wrappers = setters.union([
        "timeout", "nice", "nohup", "command", "builtin", "exec", "xargs", "parallel", "stdbuf", "setsid", "ionice",
        "chronic", "strace", "watch", "script", "time", "find",
    ])
    private static let schedulers: Set<String> = ["at", "batch", "crontab"]
    /// Options that make a program run another one in a different folder.
    private static let movers: Set<Substring> = ["-C", "-D", "--chdir", "-execdir", "-okdir", "--workdir", "--wd"]
    /// Programs that run the code they read, or pass it on to another program.
    private static let interpreters: Set<String> = [
        "python", "python3", "perl", "ruby", "node", "deno", "bun", "php", "lua", "tclsh", "expect", "ssh", "at",
        "batch", "crontab", "tmux", "screen", "psql", "make", "swift", "xargs", "parallel",
    ]

    mutating func set(variable name: String, to value: ShellWord?) {
        if ForbiddenAction.hidesAgent(name, value) {
            actions.append(.forbiddenAction(.sign(name)))
        } else if ForbiddenAction.isGuarded(variable: name, value: value), value != nil || name.hasPrefix("TREEGUARD_")
        {
            actions.append(.forbiddenAction(.variable(name)))
        }
    }

    /// Reads a call of `env`, `xargs`, `timeout`, `find -exec` or another program that runs the words after it.
    mutating func other(_ program: String, _ words: ArraySlice<ShellWord>, _ input: ShellWord?) {
        if AgentActions.setters.contains(program) { setVariables(program, words) }
        let known = AgentActions.shells.union([
            "git", "treeguard", "git-treeguard", "rm", "eval", "env", "sudo", "unset",
        ])
        let start = words.firstIndex { word in
            word.program.map { known.contains($0) || shellAliases[$0] != nil } ?? false
        }
        guard let start else {
            texts(program, words, input)
            return
        }
        // More words come from its input.
        let more = program == "xargs" || program == "parallel" ? [ShellWord("{}", isLiteral: false)] : []
        let before = place
        let isElsewhere = words[..<start].contains { AgentActions.movers.contains($0.text.prefix { $0 != "=" }) }
        if isElsewhere { place.isKnown = false }
        run((words[start...].map { $0.text == "{}" ? ShellWord("{}", isLiteral: false) : $0 } + more)[...])
        if isElsewhere { place.isKnown = before.isKnown }
    }

    private mutating func setVariables(_ program: String, _ words: ArraySlice<ShellWord>) {
        for word in words where word.text.contains("=") {
            let parts = word.text.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first, !name.hasPrefix("-") else { continue }
            set(variable: name, to: ShellWord(parts.count > 1 ? parts[1] : "", isLiteral: word.isLiteral))
        }
        var rest = words
        while let word = rest.popFirst(),
            word.text.hasPrefix("-") || word.text.hasPrefix("+") || word.text.contains("=")
        {
            switch word.text {
            case "-u", "--unset", "-n", "+x":
                if let name = rest.popFirst() { set(variable: name.text, to: nil) }
            case _ where word.text.hasPrefix("--unset="): set(variable: String(word.text.dropFirst(8)), to: nil)
            case _ where program != "env": break
            case _ where word.text.hasPrefix("-u"): set(variable: String(word.text.dropFirst(2)), to: nil)
            case "-", "--ignore-environment": actions.append(.forbiddenAction(.sign("env \(word.text)")))
            // Texts with TreeGuard's own commands are checked below.
            case "-S":
                if let script = rest.first, !ForbiddenAction.isWritingSpokenOf(in: script.text) { inside(script) }
            case _ where word.text.hasPrefix("-S"): inside(ShellWord(String(word.text.dropFirst(2))))
            case _ where word.text.hasPrefix("--split-string="): inside(ShellWord(String(word.text.dropFirst(15))))
            case _ where !word.text.hasPrefix("--") && word.text.contains("i"):
                actions.append(.forbiddenAction(.sign("env \(word.text)")))
            default: break
            }
        }
    }

    /// Checks the texts that an unknown program is given: a command (`watch 'treeguard deploy'`), or code in another
    /// language.
    private mutating func texts(_ program: String, _ words: ArraySlice<ShellWord>, _ input: ShellWord?) {
        // The argument of sed is a pattern.
        for word in words where program != "sed" && word.text.contains(" ") && ForbiddenAction.isSpokenOf(in: word.text)
        {
            let before = actions.count
            if ForbiddenAction.isWritingSpokenOf(in: word.text) { inside(word) }
            if actions.count == before {
                actions.append(.unclear("\(program) is given a text that speaks of the guard"))
            }
        }
        let reads = AgentActions.interpreters.contains(program)
        if reads, let input, ForbiddenAction.isSpokenOf(in: input.text) {
            actions.append(.unclear("\(program) is given a text that speaks of the guard"))
        }
        // `echo ... | python3 -`, `... | at now`
        let readsInput =
            AgentActions.schedulers.contains(program) || reads && words.allSatisfy { $0.text == "-" || $0.text == "-s" }
        if readsInput, input == nil, ForbiddenAction.isWritingSpokenOf(in: line) {
            actions.append(.unclear("what \(program) is given to run is not known before it does"))
        }
        // `timeout 5 $T deploy`, `xargs -I{} {} deploy`: only the shell or the input tells which program runs.
        guard AgentActions.wrappers.contains(program) else { return }
        for (word, next) in zip(words, words.dropFirst())
        where (word.program == nil || word.text == "{}") && WritingCommand.subcommands.contains(next.text) {
            actions.append(.unclear("what \(program) runs is not known before it does"))
        }
    }

    mutating func shell(_ words: ArraySlice<ShellWord>, _ input: ShellWord?) {
        if let option = words.firstIndex(where: {
            $0.text.hasPrefix("-") && !$0.text.hasPrefix("--") && $0.text.contains("c")
        }) {
            let script = words[(option + 1)...].first { !$0.text.hasPrefix("-") && !$0.text.hasPrefix("+") }
            if let script { inside(script) }
            return
        }
        let file = words.first { !$0.text.hasPrefix("-") }
        let isInput = file == nil || words.contains { $0.text == "-s" } || file?.text == "/dev/stdin"
        if let input, isInput {
            inside(input)
        } else if isInput || file?.text == "/dev/fd/63", AgentActions.speaksOfGit(line) {
            // `echo ... | sh`, `bash <(...)`
            actions.append(.unclear("what a shell is given to run is not known before it does"))
        }
    }

    mutating func evaluate(_ words: ArraySlice<ShellWord>) {
        inside(ShellWord(words.map(\.text).joined(separator: " "), isLiteral: words.allSatisfy(\.isLiteral)))
    }

    /// Reads a script within the line. Its changes of folder and branch end with it.
    mutating func inside(_ script: ShellWord) {
        let before = place
        look(at: script.text)
        place = before
    }

    /// Reads `GIT_EDITOR='treeguard deploy' git commit`: a variable that names a program to run.
    mutating func runLater(_ value: ShellWord, as name: String) {
        let endings = ["EDITOR", "PAGER", "COMMAND", "ASKPASS", "SSH", "SHELL", "EXTERNAL_DIFF", "BROWSER"]
        guard endings.contains(where: name.hasSuffix), ForbiddenAction.isWritingSpokenOf(in: value.text) else { return }
        actions.append(.unclear("\(name) is a program that another one is to run"))
    }

    /// Reads the words after `treeguard`. TreeGuard itself finds the command among them; here it is enough to know that
    /// none of them is a writing command.
    mutating func treeguard(_ words: ArraySlice<ShellWord>) {
        var rest = words
        while let word = rest.first, word.text.hasPrefix("-"), word.isLiteral {
            rest = rest.dropFirst(["-C", "--color"].contains(word.text) ? 2 : 1)
        }
        let isKnown = rest.first?.isLiteral ?? words.allSatisfy(\.isLiteral)
        if words.contains(where: { WritingCommand.subcommands.contains($0.text) }) {
            actions.append(.treeguard(Array(words), place))
        } else if !isKnown {
            actions.append(.unclear("what treeguard is to do is not known before it runs"))
        }
    }
}
