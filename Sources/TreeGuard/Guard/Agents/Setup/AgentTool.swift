import TreeGuardBase

/// An agent whose settings can run the gate.
package enum AgentTool: String, Sendable, Hashable, CaseIterable {
    case claude, codex, cursor, gemini

    package var dialect: AgentDialect {
        switch self {
        case .claude: .claude
        case .codex: .codex
        case .cursor: .cursor
        case .gemini: .gemini
        }
    }

    private var title: String {
        switch self {
        case .claude: "Claude Code"
        case .codex: "Codex"
        case .cursor: "Cursor"
        case .gemini: "Gemini CLI"
        }
    }

    /// The folder in a repository that shows that its team uses this agent.
    package var folder: String { ".\(rawValue)" }

    package var settingsPath: String {
        switch self {
        case .claude, .gemini: "\(folder)/settings.json"
        case .codex, .cursor: "\(folder)/hooks.json"
        }
    }

    private var event: String {
        switch self {
        case .claude, .codex: "PreToolUse"
        case .cursor: "beforeShellExecution"
        case .gemini: "BeforeTool"
        }
    }

    /// The hook command. Any exit code of the gate except 0 blocks: agents let a call pass if a hook fails. If
    /// TreeGuard is not installed, only relevant lines are blocked.
    package var command: String {
        let consent = self == .cursor ? #"echo "{\"permission\":\"allow\"}"; "# : ""
        return """
            sh -c 'command -v treeguard >/dev/null || { \
            ! grep -Eq "ExitWorktree|treeguard|git.*(merge|worktree|branch)" || { \
            echo "treeguard guards this repository and is not installed; this was not run" >&2; exit 2; }; \
            \(consent)exit 0; }; treeguard hook \(dialect.rawValue) || exit 2'
            """
    }

    private var entry: JSON {
        switch self {
        case .claude:
            // onFailure is newer than some versions in use. They ignore it; there the command itself blocks.
            .object([
                "matcher": "Bash|PowerShell|ExitWorktree|Edit|MultiEdit|Write|NotebookEdit",
                "hooks": [
                    .object([
                        "type": "command", "command": .string(command), "timeout": 120, "onFailure": "block",
                        "statusMessage": "TreeGuard",
                    ])
                ],
            ])
        case .codex:
            .object([
                "matcher": "Bash|shell|apply_patch",
                "hooks": [.object(["type": "command", "command": .string(command), "timeout": 120])],
            ])
        case .cursor: .object(["command": .string(command), "timeout": 120, "failClosed": true])
        case .gemini:
            .object([
                "matcher": "run_shell_command|write_file|replace",
                "hooks": [
                    .object([
                        "name": "treeguard", "type": "command", "command": .string(command), "timeout": 120_000,
                    ])
                ],
            ])
        }
    }

    /// The settings with the gate added; everything else stays, in its order.
    package func settings(over old: [UInt8]?) -> SetupFile {
        let purpose = "\(title) asks TreeGuard before it merges or removes"
        func kept(_ why: String) -> SetupFile {
            let lines = JSON.object([event: .array([entry])]).text.split(separator: "\n").map(String.init)
            return SetupFile(settingsPath, purpose, .kept(why: why, lines: ["add to its \"hooks\":"] + lines))
        }
        guard let old, !old.allSatisfy({ " \t\r\n".utf8.contains($0) }) else {
            let version: JSON? = self == .cursor ? 1 : nil
            let whole = JSON.object(["version": version, "hooks": .object([event: .array([entry])])])
            return SetupFile(settingsPath, purpose, .new(whole.text))
        }
        let value: JSON
        do { value = try JSON.parse(old) } catch { return kept("it cannot be read as JSON, \(error)") }
        guard case .object = value else { return kept("it is no object") }
        let hooks = value["hooks"] ?? .object([] as [JSON.Member])
        guard case .object = hooks else { return kept("its \"hooks\" are no object") }
        let entries = hooks[event] ?? []
        guard let known = entries.elements else { return kept("its \"\(event)\" is no list") }
        if known.contains(where: { $0.line.contains("treeguard hook \(dialect.rawValue)") }) {
            return SetupFile(settingsPath, purpose, .inPlace)
        }
        let joined = value.setting("hooks", to: hooks.setting(event, to: .array(known + [entry])))
        return SetupFile(settingsPath, purpose, .joined(joined.text))
    }
}

extension JSON {
    /// The object with one member changed in its place, or added at the end.
    fileprivate func setting(_ name: String, to value: JSON) -> JSON {
        guard case .object(var members) = self else { return self }
        if let index = members.lastIndex(where: { $0.name == name }) {
            members[index] = Member(name, value)
        } else {
            members.append(Member(name, value))
        }
        return .object(members)
    }
}
