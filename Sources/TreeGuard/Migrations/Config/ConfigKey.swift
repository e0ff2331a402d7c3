import TreeGuardBase

/// Every section and key that TreeGuard knows. Keys are case-insensitive, and spelled here as people write them.
enum ConfigKey {
    static let guardKeys = [
        "protect", "target", "onPending", "onUnreachable", "allowPersonal", "allowOverride", "scratch",
        "connectTimeout", "statementTimeout", "lockTimeout", "deadline",
    ]
    static let environmentKeys = [
        "url", "required", "after", "sslmode", "connectTimeout", "statementTimeout", "lockTimeout", "deadline",
        "firewall",
    ]
    static let migrationsKeys = ["framework", "ledger", "ledgerColumn", "render", "run", "transaction"]
    static let acceptKeys = ["reason", "hazard"]
    static let artifactKeys = ["generator", "from"]
    static let worktreeKeys = ["lock"]
    static let agentKeys = ["deploy"]
    static let firewallKeys = ["provider", "cluster", "token", "ttl", "address", "url", "timeout"]
    static let deployKeys = [
        "record", "readers", "lockTimeout", "statementTimeout", "retries", "backup", "before", "after", "verify",
        "health",
    ]

    static let sections: [String: [String]] = [
        "guard": guardKeys, "environment": environmentKeys, "migrations": migrationsKeys, "accept": acceptKeys,
        "artifact": artifactKeys, "worktree": worktreeKeys, "deploy": deployKeys, "firewall": firewallKeys,
        "agent": agentKeys,
    ]
    /// The keys that a user's own git configuration may set, as `treeguard.KEY`.
    static let personalKeys = ["protect", "target", "onPending", "onUnreachable"]

    static func matches(_ name: String, _ known: String) -> Bool {
        name.utf8.elementsEqual(known.utf8.map(\.lowercased))
    }
}
