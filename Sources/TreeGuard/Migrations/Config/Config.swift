import TreeGuardBase
import TreeGuardSchema

/// The settings of `.treeguard`, with every default filled in.
package struct Config: Hashable, Sendable {
    /// The response to a check that is not SAFE.
    package enum Response: String, Hashable, Sendable, CaseIterable, Comparable {
        case warn
        case prompt
        case block

        /// Compares by strictness: the stricter response is greater.
        package static func < (a: Response, b: Response) -> Bool { a.strictness < b.strictness }
        private var strictness: Int { Response.allCases.firstIndex(of: self) ?? 0 }
    }

    /// The setting for throwaway servers, which compare definitions that text alone cannot.
    package enum ScratchUse: String, Hashable, Sendable, CaseIterable {
        /// The server keeps running for some minutes, and the next check reuses it.
        case auto
        /// The server stops with the check.
        case once
        case never
    }

    /// Patterns for protected branches; empty means the repository's default branch.
    package var protect: [String] = []
    /// True if the default branch is protected in addition to those: a user added a pattern to a team's empty list.
    package var alsoProtectsDefault = false
    /// The branch that checks compare with; nil means the repository's default branch.
    package var target: String?
    package var onPending = Response.prompt
    package var onUnreachable = Response.prompt
    /// True if a user's own settings may be looser than the team's.
    package var allowPersonal = false
    /// True if a person may let a merge through with a recorded reason (`treeguard allow`).
    package var allowOverride = true
    package var scratch = ScratchUse.auto
    package var limits = TimeLimits()
    package var migrationFolders: [FolderSettings] = []
    /// The configured environments; by default `production` and, if it is found, `local`.
    package var environments: [EnvironmentSettings] = [.production, .local]
    package var accepted: [Acceptance] = []
    /// The settings for deploying to environments without settings of their own.
    package var deploying = DeploySettings()
    package var deployingTo: [String: DeploySettings] = [:]
    package var artifacts: [Artifact] = []
    package var firewalls: [FirewallSettings] = []
    /// Required environments to which an agent may deploy; only the team's file can name them.
    package var agentDeploys: [String] = []
    /// True if a new worktree is locked at once, so that only `treeguard close` removes it.
    package var locksWorktrees = false

    /// The defaults without a file.
    package init() {}

    /// The settings for deploying to an environment.
    package func deploySettings(for environment: String) -> DeploySettings { deployingTo[environment] ?? deploying }

    package func environment(named name: String) -> EnvironmentSettings? { environments.first { $0.name == name } }

    /// True if commits may enter the branch only through the gate.
    package func protects(branch: String, defaultBranch: String?) -> Bool {
        if protect.isEmpty || alsoProtectsDefault, branch == defaultBranch { return true }
        return protect.contains { Glob($0).matches(branch) }
    }

    /// The settings of the folder that holds the path: the longest folder, and of two equal ones the later entry.
    package func migrationFolder(above path: RepositoryPath) -> (FolderSettings, folder: RepositoryPath)? {
        var best: (FolderSettings, folder: RepositoryPath)?
        for candidate in migrationFolders {
            guard let folder = candidate.folder(of: path) else { continue }
            if let known = best, known.folder.bytes.count > folder.bytes.count { continue }
            best = (candidate, folder)
        }
        return best
    }

    /// The acceptance of a migration as it is, if the team has one.
    package func acceptance(of path: RepositoryPath) -> Acceptance? {
        accepted.first { $0.hazards.isEmpty && $0.covers(path) }
    }

    /// The acceptance of a hazard in that file.
    package func acceptance(of hazardKind: HazardKind, in path: RepositoryPath) -> Acceptance? {
        accepted.first { $0.hazards.contains(hazardKind.rawValue) && $0.covers(path) }
    }
}

/// A migration that the team accepts as it is, with the reason: `[accept "PATH"]`.
package struct Acceptance: Hashable, Sendable {
    package var pattern: String
    package var reason: String
    /// The accepted hazards (`hazard = ID`). With any, the migration's state is not accepted.
    package var hazards: Set<String>

    package init(pattern: String, reason: String, hazards: Set<String> = []) {
        self.pattern = pattern
        self.reason = reason
        self.hazards = hazards
    }

    /// True if the pattern matches the path. A pattern without a slash matches the file name in any folder.
    package func covers(_ path: RepositoryPath) -> Bool {
        let glob = Glob(pattern)
        return pattern.utf8.contains(UInt8(ascii: "/")) ? glob.matches(path) : glob.matches(path.name)
    }

    /// True if the pattern matches everything: such an entry would switch the guard off.
    var coversEverything: Bool {
        covers("9f3a/c0ffee 71_never-written.sql") || covers("9f3a/b/c/c0ffee 71_never-written.sql")
    }
}

/// A generated file that depends on other files: `[artifact "FILE"]`.
package struct Artifact: Hashable, Sendable {
    package var path: String
    /// The command that writes it.
    package var generator: String?
    /// The source that it depends on: "migrations".
    package var from: String

    package init(path: String, generator: String?, from: String = "migrations") {
        self.path = path
        self.generator = generator
        self.from = from
    }
}

/// One database that migrations must reach: `[environment "NAME"]`.
package struct EnvironmentSettings: Hashable, Sendable {
    package var name: String
    /// The source of its address; nil means the places in which projects usually keep it.
    package var source: EnvironmentSource?
    /// True if a check needs its answer.
    package var required: Bool
    /// The environment that must have a migration first.
    package var after: String?
    /// The TLS mode, added to an address without one.
    package var sslmode: String?
    package var limits: TimeLimits?
    /// The name of the firewall before the database; nil means the only one.
    package var firewall: String?

    package init(
        name: String, source: EnvironmentSource? = nil, required: Bool = false, after: String? = nil,
        sslmode: String? = nil, limits: TimeLimits? = nil
    ) {
        self.name = name
        self.source = source
        self.required = required
        self.after = after
        self.sslmode = sslmode
        self.limits = limits
    }

    package static let production = EnvironmentSettings(name: "production", required: true)
    package static let local = EnvironmentSettings(name: "local")
}
