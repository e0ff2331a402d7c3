/// A command that changes a database, the firewall before it, or what guards a branch.
package enum WritingCommand: Sendable, Hashable {
    case deploy
    case rollback
    case repair
    case openFirewall
    case allow
    case uninstall
    /// A command of which nobody has written down yet what it changes.
    case unlisted(String)

    /// The command as a person types it.
    package var words: String {
        switch self {
        case .deploy: "deploy"
        case .rollback: "rollback"
        case .repair: "repair"
        case .openFirewall: "firewall open"
        case .allow: "allow"
        case .uninstall: "uninstall"
        case .unlisted(let name): name
        }
    }

    /// The command that the name of a subcommand and its first word mean; nil where it changes nothing of the kind.
    package init?(_ name: String, _ word: String?) {
        switch name {
        case "deploy": self = .deploy
        case "rollback": self = .rollback
        case "repair": self = .repair
        case "firewall":
            // What was opened is closed by close, and by the watcher that open starts.
            if let word, ["close", "list", "watch"].contains(word) { return nil }
            self = .openFirewall
        case "allow": self = .allow
        case "uninstall": self = .uninstall
        default:
            if WritingCommand.harmless.contains(name) { return nil }
            self = .unlisted(name)
        }
    }

    /// Subcommands that write at most files of this machine, or ask a person before they go on to one of the above.
    package static let harmless: Set<String> = [
        "init", "check", "migrations", "status", "plan", "rehearse", "close", "install", "doctor", "show", "hook",
        "explain", "demo", "completions", "version",
    ]
    /// Subcommands of which some call or other is a writing one.
    package static let subcommands: Set<String> = ["deploy", "rollback", "repair", "firewall", "allow", "uninstall"]
}
