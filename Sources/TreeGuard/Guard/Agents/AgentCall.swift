import TreeGuardBase

/// One tool call that an agent is about to make, as its hook receives it.
package struct AgentCall: Sendable, Hashable {
    package enum Act: Sendable, Hashable {
        case shell(String)
        /// Writes files without a shell.
        case edit([String])
        /// Leaves the worktree that the agent created, which is then removed.
        case leaveWorktree
        case nothingOfOurs
    }

    package var act: Act
    /// The folder in which the call runs.
    package var folder: String

    package init(_ act: Act, in folder: String) {
        self.act = act
        self.folder = folder
    }
}

/// The format in which one agent talks to its hooks.
package enum AgentDialect: String, Sendable, Hashable, CaseIterable {
    case claude = "claude-pre-tool-use"
    case codex = "codex-pre-tool-use"
    case cursor = "cursor-before-shell-execution"
    case gemini = "gemini-before-tool"

    /// The hook's input is not in the agent's format. The call must not pass.
    package struct Misunderstood: Error, Sendable, Hashable {
        package let why: String
    }

    package func call(_ input: [UInt8]) throws(Misunderstood) -> AgentCall {
        let value: JSON
        do { value = try JSON.parse(input) } catch { throw Misunderstood(why: "it is no JSON: \(error)") }
        guard case .object = value else { throw Misunderstood(why: "it is no object") }
        var folder = try text("cwd", of: value)
        if self == .cursor {
            if folder.isEmpty { folder = value["workspace_roots"]?.elements?.first?.string ?? "" }
            return AgentCall(.shell(try text("command", of: value)), in: folder)
        }
        let tool = try text("tool_name", of: value)
        guard let given = value["tool_input"], case .object = given else {
            throw Misunderstood(why: "tool_input is missing")
        }
        switch (self, tool) {
        case (.claude, "ExitWorktree"):
            return AgentCall(given["action"]?.string == "keep" ? .nothingOfOurs : .leaveWorktree, in: folder)
        case (.claude, "Edit"), (.claude, "Write"), (.claude, "MultiEdit"):
            return AgentCall(.edit([try text("file_path", of: given)]), in: folder)
        case (.claude, "NotebookEdit"):
            return AgentCall(.edit([try text("notebook_path", of: given)]), in: folder)
        case (.claude, "Bash"), (.claude, "PowerShell"):
            return AgentCall(.shell(try text("command", of: given)), in: folder)
        case (.codex, "apply_patch"):
            return AgentCall(.edit(AgentDialect.files(ofPatch: try line(of: given))), in: folder)
        case (.codex, _) where tool == "Bash" || given["command"] != nil:
            return AgentCall(.shell(try line(of: given)), in: folder)
        case (.gemini, "run_shell_command"):
            let place = (given["dir_path"] ?? given["directory"])?.string ?? ""
            if !place.isEmpty { folder = place.hasPrefix("/") ? place : "\(folder)/\(place)" }
            return AgentCall(.shell(try text("command", of: given)), in: folder)
        case (.gemini, "write_file"), (.gemini, "replace"):
            return AgentCall(.edit([try text("file_path", of: given)]), in: folder)
        default: return AgentCall(.nothingOfOurs, in: folder)
        }
    }

    private func text(_ name: String, of value: JSON) throws(Misunderstood) -> String {
        guard let text = value[name]?.string else { throw Misunderstood(why: "\(name) is missing") }
        return text
    }

    /// The shell line. Codex sends a line, or a list of words.
    private func line(of value: JSON) throws(Misunderstood) -> String {
        guard let words = value["command"]?.elements else { return try text("command", of: value) }
        let texts = words.compactMap(\.string)
        guard texts.count == words.count else { throw Misunderstood(why: "command is no list of words") }
        return texts.map { ShellQuoted($0).description }.joined(separator: " ")
    }

    private static func files(ofPatch text: String) -> [String] {
        let marks = ["*** Update File: ", "*** Add File: ", "*** Delete File: ", "*** Move to: "]
        return text.split(separator: "\n").compactMap { line in
            marks.first(where: line.hasPrefix).map { String(line.dropFirst($0.count)) }
        }
    }
}

/// The hook's answer to the agent: its output, its error output, and its exit code.
package struct AgentAnswer: Sendable, Hashable {
    package var output = ""
    package var error = ""
    /// True if the hook exits with 2, which every agent reads as a refusal.
    package var endsWithTwo = false

    package init(output: String = "", error: String = "", endsWithTwo: Bool = false) {
        self.output = output
        self.error = error
        self.endsWithTwo = endsWithTwo
    }
}

extension AgentDialect {
    /// The answer that allows the call: no output, except for Cursor, which takes no output for a failed hook.
    package var consent: AgentAnswer {
        self == .cursor ? AgentAnswer(output: JSON.object(["permission": "allow"]).line + "\n") : AgentAnswer()
    }

    /// The answer that blocks the call. Cursor has a JSON form of its own. For all others the reason goes to standard
    /// error, and the exit code blocks. The answer "ask" would only pass the question on to git's hooks.
    package func refusal(_ reason: String) -> AgentAnswer {
        guard self == .cursor else { return AgentAnswer(error: reason, endsWithTwo: true) }
        let answer = JSON.object([
            "permission": "deny", "user_message": .string(reason), "agent_message": .string(reason),
        ])
        return AgentAnswer(output: answer.line + "\n")
    }

    /// The answer of a hook that failed.
    package func breakdown(_ reason: String) -> AgentAnswer { AgentAnswer(error: reason, endsWithTwo: true) }
}
