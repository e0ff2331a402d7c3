import TreeGuardBase

/// An action that is forbidden to agents, because it overrides the check: a person decides, and the decision is logged.
package enum ForbiddenAction: Sendable, Hashable {
    /// Sets `TREEGUARD_...=`, `GIT_CONFIG_COUNT=` or the like.
    case variable(String)
    /// Removes the variable that shows that an agent is running: `env -u CLAUDECODE`.
    case sign(String)
    /// Sets a git setting that controls the gate: `core.hooksPath`, `treeguard.onPending`.
    case setting(String)
    /// Passes `--no-verify` to this git command.
    case noVerify(String)
    /// Writes a hook, git's configuration, or TreeGuard's files beside it.
    case file(String)
    /// Writes `.treeguard` while a protected branch is checked out.
    case teamFile(branch: String)

    /// The message: what happened, why, and the command for a person.
    package var lines: [String] {
        let (why, next) = words
        return ["treeguard: this is a person's to do, and was not run.", "  why:  \(why)", "  next: \(next)"]
    }

    private var words: (why: String, next: String) {
        switch self {
        case .variable(let name):
            (
                "\(Escaped(name)) changes what is asked or answered",
                "leave it out; what stands in the way, treeguard check says"
            )
        case .sign(let name):
            (
                "\(Escaped(name)) hides from programs that an agent runs them",
                "leave it out, stop where you are stopped, and report it"
            )
        case .setting(let key):
            (
                "\(Escaped(key)) steers what is guarded",
                "leave it out, or ask them to set it themselves: git config \(Escaped(key)) ..."
            )
        case .noVerify(let command):
            (
                "--no-verify passes the hooks by", "run git \(Escaped(command)) without it, and report what it says"
            )
        case .file(let path):
            ("\(Escaped(path)) is part of the guard", "treeguard doctor says what is installed; report what it says")
        case .teamFile(let branch):
            (
                ".treeguard on \(Escaped(branch)) says what is guarded there",
                "change it on a branch of its own, for somebody to look at: git switch -c treeguard-settings"
            )
        }
    }
}

extension ForbiddenAction {
    /// True for variables that override the check, that only a person sets, or that give git hidden settings.
    static func isGuarded(variable name: String, value: ShellWord?) -> Bool {
        if name.hasPrefix("TREEGUARD_") { return true }
        if name.hasPrefix("GIT_CONFIG_KEY_") || name.hasPrefix("GIT_CONFIG_VALUE_") { return true }
        switch name {
        case "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS": return true
        // With no settings at all, nothing of ours is overridden.
        case "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM": return value != ShellWord("/dev/null")
        default: return false
        }
    }

    /// True if this value of the variable hides the agent.
    static func hidesAgent(_ name: String, _ value: ShellWord?) -> Bool {
        guard Interactivity.isAgentSign(name) else { return false }
        guard let value, value.isLiteral else { return true }
        return !Interactivity.isSet(value.text)
    }

    static func isGuarded(setting key: String) -> Bool {
        let key = key.lowercased()
        return key == "core.hookspath" || key == "include.path"
            || ["treeguard.", "hook.", "includeif."].contains(where: key.hasPrefix)
    }

    /// True if the path names one of the guard's files.
    static func isGuarded(path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return false }
        if last == ".gitconfig" || parts.suffix(3) == [".config", "git", "config"] { return true }
        guard let git = parts.lastIndex(where: { $0 == ".git" || $0.hasSuffix(".git") }), git < parts.count - 1 else {
            return false
        }
        return parts[(git + 1)...].contains { $0 == "hooks" || $0 == "treeguard" || $0 == "refs" }
            || ["config", "config.worktree", "packed-refs"].contains(last)
    }

    /// True if a text that cannot be parsed mentions a guarded variable or option.
    static func isSpokenOf(in text: String) -> Bool {
        let text = text.lowercased()
        return ["treeguard_", "core.hookspath", "git_config_count", "--no-verify"].contains(where: text.contains)
            || isWritingSpokenOf(in: text)
    }

    /// True if a text mentions TreeGuard and one of its writing commands. The names of its table (treeguard.deployment)
    /// and of its file (.treeguard) are different words.
    static func isWritingSpokenOf(in text: String) -> Bool {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || "._-".contains($0)) }.map(String.init))
        return !words.isDisjoint(with: ["treeguard", "git-treeguard"])
            && !words.isDisjoint(with: WritingCommand.subcommands)
    }
}
