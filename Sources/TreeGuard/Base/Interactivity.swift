/// True if the environment speaks of a person who can answer: a robot may have inherited a terminal, and would wait
/// before it for ever.
package enum Interactivity: Sendable, Hashable {
    case possible
    /// Nobody would answer, and why.
    case impossible(String)

    /// Pure: the environment is an input. `TREEGUARD_TTY=1` says that there is a person all the same, `0` that there
    /// is none.
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

    /// The variable by which an agent is known to run this, whatever the terminal; nil where there is none.
    /// `TREEGUARD_TTY=1` says that somebody can be asked, and makes no person of an agent: an agent can set it.
    package static func agent(in environment: [String: String]) -> String? {
        agentNames.first { isSet(environment[$0]) }
            ?? environment.keys.filter { isAgentSign($0) && isSet(environment[$0]) }.sorted().first
    }

    /// True if an agent sets this variable for what it runs.
    package static func isAgentSign(_ name: String) -> Bool {
        agentNames.contains(name) || name.hasPrefix("CODEX_") && !codexSettings.contains(name)
    }

    /// A person sets these for Codex, in every shell.
    private static let codexSettings: Set<String> = ["CODEX_HOME", "CODEX_API_KEY"]

    package static let agentNames = [
        "CLAUDE_CODE_CHILD_SESSION", "CLAUDECODE", "GEMINI_CLI", "COPILOT_CLI", "CURSOR_AGENT", "OPENCODE", "AI_AGENT",
    ]

    /// True if a runner of continuous integration set this environment.
    package static func isContinuousIntegration(_ environment: [String: String]) -> Bool {
        continuousIntegrationNames.contains { isSet(environment[$0]) }
    }

    private static let continuousIntegrationNames = [
        "CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION",
    ]

    /// pre-commit and GUIs hold the terminal themselves.
    private static let deniedNames = [
        ("PRE_COMMIT", "pre-commit holds the terminal"), ("VSCODE_GIT_COMMAND", "an editor runs git"),
    ]

    /// `CI=false` and an empty variable are how people say no.
    package static func isSet(_ value: String?) -> Bool {
        guard let value else { return false }
        return !["", "0", "false"].contains(value)
    }
}
