/// A command that changes a database, its firewall, or the guard of a branch.
package enum WritingCommand: Sendable, Hashable {
    case deploy
    case rollback
    case repair
    case openFirewall
    case allow
    case uninstall
    /// A command that is missing from the lists below, so that its effects are not known.
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

    /// Reads the name of a subcommand and its first word; nil if the command changes nothing of the kind.
    package init?(_ name: String, _ word: String?) {
        switch name {
        case "deploy": self = .deploy
        case "rollback": self = .rollback
        case "repair": self = .repair
        case "firewall":
            // `close` and the watcher that `open` starts close what was opened.
            if let word, ["close", "list", "watch"].contains(word) { return nil }
            self = .openFirewall
        case "allow": self = .allow
        case "uninstall": self = .uninstall
        default:
            if WritingCommand.harmless.contains(name) { return nil }
            self = .unlisted(name)
        }
    }

    /// Subcommands that at most write local files, or ask for confirmation before they run one of the above.
    package static let harmless: Set<String> = [
        "init", "check", "migrations", "status", "plan", "rehearse", "close", "install", "doctor", "show", "hook",
        "explain", "demo", "completions", "version",
    ]
    /// Subcommands that write with at least some arguments.
    package static let subcommands: Set<String> = ["deploy", "rollback", "repair", "firewall", "allow", "uninstall"]
}
