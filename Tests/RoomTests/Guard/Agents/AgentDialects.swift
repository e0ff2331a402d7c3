import Testing
import TreeGuardGuard

/// The input of each agent's hook is understood, or the call is refused.
@Suite struct AgentDialects {
    @Test(arguments: [
        (AgentDialect.claude, "Bash", #"{"command":"ls","timeout":1.5e3}"#, AgentCall.Act.shell("ls")),
        (.claude, "PowerShell", #"{"command":"ls"}"#, .shell("ls")),
        (.claude, "Read", #"{"file_path":"/a/.treeguard"}"#, .nothingOfOurs),
        (.claude, "Write", #"{"file_path":"/a"}"#, .edit(["/a"])),
        (.claude, "NotebookEdit", #"{"notebook_path":"/a"}"#, .edit(["/a"])),
        (.claude, "ExitWorktree", #"{"action":"keep"}"#, .nothingOfOurs),
        (.claude, "ExitWorktree", #"{"action":"remove","discard_changes":true}"#, .leaveWorktree),
        (.codex, "Bash", #"{"command":"ls"}"#, .shell("ls")),
        (.codex, "shell", #"{"command":["bash","-lc","git merge x"]}"#, .shell("bash -lc 'git merge x'")),
        (
            .codex, "apply_patch", #"{"command":"*** Begin Patch\n*** Add File: a b\n+x\n*** Move to: c\n"}"#,
            .edit(["a b", "c"])
        ),
        (.codex, "mcp__x", "{}", .nothingOfOurs),
        (.gemini, "run_shell_command", #"{"command":"ls"}"#, .shell("ls")),
        (.gemini, "replace", #"{"file_path":"/a"}"#, .edit(["/a"])),
        (.gemini, "glob", #"{"pattern":"*"}"#, .nothingOfOurs),
    ])
    func aCallIsUnderstood(dialect: AgentDialect, tool: String, input: String, act: AgentCall.Act) throws {
        let text = #"{"cwd":"/w","tool_name":"\#(tool)","tool_input":\#(input)}"#
        #expect(try dialect.call(Array(text.utf8)) == AgentCall(act, in: "/w"))
    }

    @Test func theFolderIsWhereItHappens() throws {
        func folder(_ dialect: AgentDialect, _ text: String) throws -> String {
            try dialect.call(Array(text.utf8)).folder
        }
        #expect(try folder(.cursor, #"{"command":"ls","cwd":"","workspace_roots":["/r","/s"]}"#) == "/r")
        #expect(try folder(.cursor, #"{"command":"ls","cwd":"/w","workspace_roots":["/r"]}"#) == "/w")
        let gemini = #"{"cwd":"/w","tool_name":"run_shell_command","tool_input":{"command":"ls","dir_path":"sub"}}"#
        #expect(try folder(.gemini, gemini) == "/w/sub")
    }

    @Test(arguments: [
        (AgentDialect.claude, #"{"cwd":"/w","tool_name":"Bash"}"#),
        (.claude, #"{"cwd":"/w","tool_name":"Bash","tool_input":{}}"#),
        (.claude, #"{"cwd":"/w","tool_name":"Bash","tool_input":{"command":["ls"]}}"#),
        (.claude, #"{"cwd":7,"tool_name":"Bash","tool_input":{"command":"ls"}}"#),
        (.claude, #"{"cwd":"/w","tool_name":"Edit","tool_input":{}}"#),
        (.codex, #"{"cwd":"/w","tool_name":"Bash","tool_input":{}}"#),
        (.codex, #"{"cwd":"/w","tool_name":"shell","tool_input":{"command":["ls",1]}}"#),
        (.cursor, #"{"cwd":"/w"}"#), (.gemini, #"{"cwd":"/w","tool_name":"run_shell_command","tool_input":{}}"#),
        (.gemini, #"{"cwd":"/w","tool_name":"run_shell_command","tool_input":{"command":"ls"}"#),
        (.claude, "\u{FEFF}{}"), (.claude, "null"),
    ])
    func whatIsMalformedIsNotLetBy(dialect: AgentDialect, text: String) {
        #expect(throws: AgentDialect.Misunderstood.self) { try dialect.call(Array(text.utf8)) }
    }

    @Test func anAnswerHasOneForm() {
        for dialect in AgentDialect.allCases where dialect != .cursor {
            #expect(dialect.consent == AgentAnswer())
            #expect(dialect.refusal("no\n") == AgentAnswer(error: "no\n", endsWithTwo: true))
        }
        #expect(AgentDialect.cursor.consent.output == "{\"permission\":\"allow\"}\n")
        #expect(!AgentDialect.cursor.refusal("no\n").endsWithTwo)
        #expect(AgentDialect.cursor.breakdown("no\n") == AgentAnswer(error: "no\n", endsWithTwo: true))
    }
}
