import TreeGuardBase
import TreeGuardGuard

/// The input that real agents write to their hooks, shortened, with the command in its place.
enum AgentInput {
    static func text(_ dialect: AgentDialect, command: String, in folder: String) -> String {
        let (command, folder) = (JSON.string(command).line, JSON.string(folder).line)
        return switch dialect {
        case .claude:
            """
            {"session_id":"0b5f9f6e-5d0a-4e0e-9f0d-2f6f3c0f3a11","prompt_id":"p_01","transcript_path":"/t/0b5f.jsonl",\
            "cwd":\(folder),"permission_mode":"acceptEdits","effort":{"level":"high"},"hook_event_name":"PreToolUse",\
            "tool_name":"Bash","tool_input":{"command":\(command),"description":"Merge the branch","timeout":120000.0},\
            "tool_use_id":"toolu_01ABC"}
            """
        case .codex:
            """
            {"session_id":"019a","turn_id":"7","transcript_path":null,"cwd":\(folder),"hook_event_name":"PreToolUse",\
            "model":"gpt-5.2-codex","permission_mode":"default","tool_name":"Bash","tool_input":{"command":\(command)}}
            """
        case .cursor:
            """
            {"conversation_id":"c1","generation_id":"g1","model":"auto","command":\(command),"cwd":\(folder),\
            "sandbox":false,"hook_event_name":"beforeShellExecution","cursor_version":"3.9.16",\
            "workspace_roots":[\(folder)],"user_email":null}
            """
        case .gemini:
            """
            {"session_id":"s","transcript_path":"/t/s.json","cwd":\(folder),"hook_event_name":"BeforeTool",\
            "timestamp":"2026-11-21T10:00:00.000Z","tool_name":"run_shell_command",\
            "tool_input":{"command":\(command),"description":"Merge the branch"}}
            """
        }
    }

    /// A tool of Claude Code's other than its shell.
    static func claude(_ tool: String, _ input: String, in folder: String) -> String {
        """
        {"session_id":"0b5f","transcript_path":"/t","cwd":\(JSON.string(folder).line),"permission_mode":"default",\
        "hook_event_name":"PreToolUse","tool_name":"\(tool)","tool_input":\(input),"tool_use_id":"toolu_02"}
        """
    }
}
