/// States, from the environment, if a person can answer a prompt. A robot may have inherited a terminal and would wait
/// for ever.
package enum Interactivity: Sendable, Hashable {
    case possible
    /// Nobody would answer, for this reason.
    case impossible(String)

    /// Decides from the environment alone. `TREEGUARD_TTY=1` says that a person is present, `0` that nobody is.
    package init(environment: [String: String]) {
        switch environment["TREEGUARD_TTY"] {
        case "1": self = .possible
        case "0": self = .impossible("TREEGUARD_TTY is 0")
        default: self = Interactivity.judged(environment)
        }
    }

    private static func judged(_ environment: [String: String]) -> Interactivity {
        if let name = continuousIntegrationNames.first(where: { isSet(environment[$0]) }) {
            return .impossible("this is continuous integration (\(name))")
        }
        for (name, who) in deniedNames where isSet(environment[name]) { return .impossible("\(who) (\(name))") }
        if let agent = agent(in: environment) { return .impossible("an agent runs this (\(agent))") }
        if environment["GIT_TERMINAL_PROMPT"] == "0" {
            return .impossible("git is told not to ask (GIT_TERMINAL_PROMPT)")
        }
        if environment["TERM"] == "dumb" { return .impossible("the terminal is dumb (TERM)") }
        return .possible
    }

    /// The variable that shows that an agent runs this; nil without one. `TREEGUARD_TTY=1` allows prompts, but does not
    /// turn an agent into a person, because an agent can set it.
    package static func agent(in environment: [String: String]) -> String? {
        agentNames.first { isSet(environment[$0]) }
            ?? environment.keys.filter { isAgentSign($0) && isSet(environment[$0]) }.sorted().first
    }

    /// True if an agent sets this variable for its child processes.
    package static func isAgentSign(_ name: String) -> Bool {
        agentNames.contains(name) || name.hasPrefix("CODEX_") && !codexSettings.contains(name)
    }

    /// Settings that people export for Codex in every shell.
    private static let codexSettings: Set<String> = ["CODEX_HOME", "CODEX_API_KEY"]

    package static let agentNames = [
        "CLAUDE_CODE_CHILD_SESSION", "CLAUDECODE", "GEMINI_CLI", "COPILOT_CLI", "CURSOR_AGENT", "OPENCODE", "AI_AGENT",
    ]

    /// True if a CI runner set this environment.
    package static func isContinuousIntegration(_ environment: [String: String]) -> Bool {
        continuousIntegrationNames.contains { isSet(environment[$0]) }
    }

    private static let continuousIntegrationNames = [
        "CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION",
    ]

    /// Variables of programs that hold the terminal themselves: pre-commit and GUIs.
    private static let deniedNames = [
        ("PRE_COMMIT", "pre-commit holds the terminal"), ("VSCODE_GIT_COMMAND", "an editor runs git"),
    ]

    /// True unless the variable is missing, empty, `0` or `false`: people write `CI=false` to say no.
    package static func isSet(_ value: String?) -> Bool {
        guard let value else { return false }
        return !["", "0", "false"].contains(value)
    }
}
